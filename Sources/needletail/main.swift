internal import ArgumentParser
internal import LocalCommands

Needletail.main()
