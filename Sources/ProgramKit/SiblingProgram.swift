internal import Glibc

/// A program of the project beside this one. Never found through PATH, so that nothing else is started in its place.
public struct SiblingProgram {
  /// Where it lies.
  public let path: String
  /// Its name.
  public let name: String

  /// A program at a known place.
  public init(path: String) {
    self.path = path
    name = path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The program of that name beside this one.
  ///
  /// - Throws: `Failure` if it is not there.
  public init(_ name: String) throws {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { throw Failure("cannot tell where this program lies (/proc/self/exe)") }
    let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.name = name
    self.path = own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/" + name
    guard access(path, X_OK) == 0 else {
      throw Failure(
        "the program \(name) is not beside this one: \(path)", hint: "swift build -c release --product \(name)")
    }
  }

  /// Becomes that program: arguments, signals and exit code are its own.
  public func handOver(_ words: [String]) throws -> Never {
    var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
    arguments.append(nil)
    // Threads of a pool block all signals, and a program keeps the mask of the thread that became it: nothing could interrupt it.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    execv(path, arguments)
    throw Failure("cannot start \(path): \(String(cString: strerror(errno)))")
  }

  /// Runs it to its end and takes its stdout. Signals that end this program are passed on, and it is waited for.
  ///
  /// - Returns: stdout, and the exit code (128 + signal if a signal ended it).
  public func run(_ words: [String], outputLimit: Int = 1 << 20) throws -> (output: [UInt8], status: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure("cannot make a pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var arguments: [UnsafeMutablePointer<CChar>?] = ([path] + words).map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    // Interrupting the terminal reaches the child itself; this program waits for what the child then seals.
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_IGN)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGINT)
    sigaddset(&defaults, SIGTERM)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let error = posix_spawn(&child, path, &actions, &attributes, arguments, environ)
    close(ends[1])
    guard error == 0 else {
      close(ends[0])
      throw Failure("cannot start \(path): \(String(cString: strerror(error)))")
    }
    let output = Self.readAll(ends[0], limit: outputLimit)
    close(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    let signalNumber = status & 0x7f
    return (output, signalNumber == 0 ? (status >> 8) & 0xff : 128 + signalNumber)
  }

  private static func readAll(_ descriptor: Int32, limit: Int) -> [UInt8] {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return output }
      if output.count < limit { output += chunk[..<count] }
    }
  }
}
