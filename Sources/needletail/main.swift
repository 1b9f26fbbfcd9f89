internal import LocalCommands

Needletail.start(Array(CommandLine.arguments.dropFirst()))
