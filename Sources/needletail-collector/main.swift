internal import CLinuxShims
internal import CollectorCommands
internal import Glibc

// From the start-up guard, because it moves the environment by which the standard library finds them.
let words = (1..<max(1, nt_argument_count())).compactMap { nt_argument($0).map { String(cString: $0) } }
exit(CollectorProgram.main(words))
