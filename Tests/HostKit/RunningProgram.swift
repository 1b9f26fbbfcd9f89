public import Foundation

/// A program that was started here and may still run. It is in a process group of its own, so that ending it ends what it started and nothing else.
public final class RunningProgram {
  /// Process id.
  public let pid: pid_t
  private let words: [String]
  private var ends: [Int32]
  private var collected: [[UInt8]] = [[], []]
  private var status: Int32?

  /// Programs are started one at a time, so that no other inherits the pipes.
  private static let spawning = NSLock()

  /// Starts a program.
  public init(_ words: [String], in directory: String? = nil, environment: [String: String] = [:]) throws {
    self.words = words
    let settings = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .merging(environment) { $1 }.map { "\($0)=\($1)" }
    let command = directory.map { ["env", "-C", $0] + words } ?? words
    (pid, ends) = try Self.spawning.withLock { try Self.spawn(command, settings) }
  }

  deinit { end() }

  private static func spawn(_ words: [String], _ settings: [String]) throws -> (pid_t, [Int32]) {
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard pipe(&output) == 0, pipe(&errors) == 0 else { throw POSIXError(.EMFILE) }
    for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    for end in [output[0], errors[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    // A test's thread blocks signals, and a background job ignores some; programs start with neither.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) } + [nil]
    let variables = settings.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawnp(&pid, words[0], &actions, &attributes, arguments, variables)
    close(output[1])
    close(errors[1])
    guard error == 0 else {
      close(output[0])
      close(errors[0])
      throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO, userInfo: ["program": words[0]])
    }
    return (pid, [output[0], errors[0]])
  }

  /// Sends a signal to the program itself.
  public func signal(_ number: Int32) { if status == nil { kill(pid, number) } }

  /// Whether it has ended; takes what it wrote meanwhile.
  public func hasEnded() -> Bool {
    drain()
    var raw: Int32 = 0
    if status == nil, waitpid(pid, &raw, WNOHANG) == pid {
      status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
      drain()
    }
    return status != nil
  }

  /// Waits until a state is reached, the program has ended or the limit has passed.
  ///
  /// - Returns: Whether the state was reached.
  public func wait(limit: Double = 60, until isReached: () -> Bool) -> Bool {
    let deadline = DispatchTime.now().uptimeNanoseconds + UInt64(limit * 1e9)
    while true {
      if isReached() { return true }
      if hasEnded() || DispatchTime.now().uptimeNanoseconds > deadline { return isReached() }
      waitForOutput()
    }
  }

  /// Waits for the end; kills it at the limit.
  public func finish(limit: Double) -> Run {
    let isOverdue = !wait(limit: limit) { self.hasEnded() }
    end()
    return Run(words: words, status: status ?? -1, output: collected[0], errors: collected[1], isOverdue: isOverdue)
  }

  /// Kills the program and its group if it still runs, and closes what was open.
  public func end() {
    if !hasEnded() {
      kill(-pid, SIGKILL)
      var raw: Int32 = 0
      while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
      status = 128 + SIGKILL
      drain()
    }
    for end in ends where end >= 0 { close(end) }
    ends = [-1, -1]
  }

  private func waitForOutput() {
    var waiting = ends.filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // Without its pipes (it closed them) there is only the end to wait for, which poll cannot see.
    _ = poll(&waiting, nfds_t(waiting.count), 10)
  }

  private func drain() {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    for index in ends.indices where ends[index] >= 0 {
      while true {
        let count = read(ends[index], &chunk, chunk.count)
        if count > 0 { collected[index] += chunk[..<count] }
        if count == 0 {
          close(ends[index])
          ends[index] = -1
        }
        if count <= 0 { break }
      }
    }
  }
}
