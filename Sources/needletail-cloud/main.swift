internal import CloudCommands

await CloudProgram.start(Array(CommandLine.arguments.dropFirst()))
