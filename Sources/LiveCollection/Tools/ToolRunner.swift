internal import CLinuxShims
internal import CaseModel
internal import CollectionPlans
internal import Digests
internal import Glibc

/// Runs one program of the responder: no shell, no environment, its own process group, bounded in time and output, nothing left behind.
struct ToolRunner {
  /// Where programs lie under their digests; absolute.
  let folder: String
  /// Children of the collector that are not the program's.
  let spared: [Int32]

  /// How a run went.
  struct Ending {
    var status: CoverageStatus
    var why: String
    var run: LedgerRun
    var isStarted = false
    var started = Timestamp(nanoseconds: nt_clock(0))
    var ended = Timestamp(nanoseconds: nt_clock(0))
    /// Whether output and errors are longer than what is kept.
    var isCut = [false, false]
  }

  /// Names of the two outputs, in the order in which `keep` counts them.
  static let outputs = ["standard output", "standard error"]

  /// - Parameter keep: Takes pieces of an output: 0 is standard output, 1 is standard error.
  /// - Throws: Only what `keep` throws; the program is ended then.
  func carryOut(_ order: ToolJob.Run, keep: (Int, [UInt8]) throws -> Void) throws -> Ending {
    var ending = Ending(
      status: .failed, why: "",
      run: LedgerRun(
        program: order.program, arguments: ([order.name] + order.arguments).map { HostString($0) }))
    if nt_interrupted() != 0 {
      ending.why = "not run: the collection was interrupted"
      return ending
    }
    if let fault = fault(of: order.program) {
      ending.why = "not run: \(fault)"
      return ending
    }
    var pipes = [OutputPipe(limit: order.outputBytes), OutputPipe(limit: order.outputBytes)]
    defer { for pipe in pipes { pipe.close() } }
    guard pipes.allSatisfy(\.isOpen) else {
      ending.why = "not run: the kernel gave no pipe"
      return ending
    }
    let began = nt_clock(2)
    let pid = start(order, pipes)
    for index in pipes.indices { pipes[index].closeWriting() }
    guard pid > 0 else {
      ending.why = "cannot be started: \(Self.refusal(-pid))"
      return ending
    }
    ending.isStarted = true
    let deadline = began + Int64(order.seconds) * 1_000_000_000
    do {
      let cause = try watch(pid, until: deadline, &pipes, keep)
      let last = end(pid)
      for index in pipes.indices { try pipes[index].drain { try keep(index, $0) } }
      conclude(&ending, order, cause, last, pipes)
    } catch {
      _ = end(pid)
      throw error
    }
    ending.run.milliseconds = (nt_clock(2) - began) / 1_000_000
    ending.ended = Timestamp(nanoseconds: nt_clock(0))
    return ending
  }

  // MARK: - Before

  /// Why the program must not be started.
  private func fault(of digest: String) -> String? {
    guard folder.hasPrefix("/") else { return "the folder of the job's programs is no absolute path" }
    let file = open("\(folder)/\(digest)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return "the program did not come with the job (\(String(cString: strerror(errno))))" }
    defer { closeDescriptor(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return "the program is no regular file" }
    guard status.st_size <= ToolJob.programLimit else { return "the program is larger than it may be" }
    var sum = SHA256()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else { return "the program cannot be read (\(String(cString: strerror(errno))))" }
      if count == 0 { break }
      sum.update(chunk[..<count])
    }
    let found = sum.finish().hex
    return found == digest ? nil : "the program has another digest: \(found)"
  }

  private func start(_ order: ToolJob.Run, _ pipes: [OutputPipe]) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = ([order.name] + order.arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    return nt_run_program("\(folder)/\(order.program)", words, pipes[0].writing, pipes[1].writing)
  }

  private static func refusal(_ number: Int32) -> String {
    let words = String(cString: strerror(number))
    return [EACCES, EPERM].contains(number)
      ? "\(words); noexec, SELinux, fapolicyd, IMA or an endpoint agent are usual" : words
  }

  // MARK: - While it runs

  /// Why watching ended.
  private enum Cause { case ended, interrupted, late, full(Int) }

  private func watch(
    _ pid: Int32, until deadline: Int64, _ pipes: inout [OutputPipe], _ keep: (Int, [UInt8]) throws -> Void
  ) throws -> Cause {
    while true {
      if nt_run_ended(pid) != 0 { return .ended }
      if nt_interrupted() != 0 { return .interrupted }
      let left = deadline - nt_clock(2)
      guard left > 0 else { return .late }
      let ready = nt_run_wait(pipes[0].reading, pipes[1].reading, Int32(min(left / 1_000_000 + 1, 50)))
      for index in pipes.indices where ready > 0 && ready & (1 << index) != 0 {
        try pipes[index].take { try keep(index, $0) }
        if pipes[index].isCut { return .full(index) }
      }
    }
  }

  // MARK: - After

  private struct Last { var exit: Int32 = -1, signal: Int32 = -1, left: Int32 = 0, isReaped = false }

  private func end(_ pid: Int32) -> Last {
    var last = Last()
    last.isReaped = nt_run_end(pid, spared, spared.count, &last.exit, &last.signal, &last.left) == 0
    return last
  }

  private func conclude(
    _ ending: inout Ending, _ order: ToolJob.Run, _ cause: Cause, _ last: Last, _ pipes: [OutputPipe]
  ) {
    ending.isCut = pipes.map(\.isCut)
    var reasons: [String] = []
    ending.status = .partial
    switch cause {
    case .late: reasons.append("ended after \(order.seconds) s, its limit")
    case .interrupted: reasons.append("ended because the collection was interrupted")
    case .full(let index):
      reasons.append("ended when its \(Self.outputs[index]) was longer than \(order.outputBytes) bytes, its limit")
    case .ended where last.signal > 0:
      ending.run.signal = Int(last.signal)
      reasons.append("signal \(last.signal) ended it")
    case .ended:
      ending.run.exit = last.exit >= 0 ? Int(last.exit) : nil
      if last.exit > 0 { reasons.append("exit code \(last.exit)") }
      let cut = pipes.indices.filter { pipes[$0].isCut }
      reasons += cut.map { "its \(Self.outputs[$0]) is cut after \(order.outputBytes) bytes, its limit" }
      if cut.isEmpty, last.exit >= 0 { ending.status = .obtained }
    }
    if last.left > 0 { reasons.append("\(last.left) processes that it left were ended") }
    if !last.isReaped { reasons.append("it could not be ended: it waits in the kernel") }
    ending.why = reasons.joined(separator: "; ")
  }
}

/// One output of a program: a pipe, read without waiting, up to a limit.
private struct OutputPipe {
  private(set) var reading: Int32 = -1
  private(set) var writing: Int32 = -1
  private(set) var isCut = false
  private var room: Int

  init(limit: Int) {
    room = limit
    var ends: [Int32] = [-1, -1]
    guard nt_run_pipe(&ends) == 0 else { return }
    reading = ends[0]
    writing = ends[1]
  }

  var isOpen: Bool { reading >= 0 && writing >= 0 }

  /// Reads once. At the end of the output nothing more is waited for.
  mutating func take(_ keep: ([UInt8]) throws -> Void) throws {
    _ = try step(keep)
  }

  /// Reads what is there, for the last time.
  mutating func drain(_ keep: ([UInt8]) throws -> Void) throws {
    while !isCut, try step(keep) {}
  }

  /// - Returns: Whether something was read.
  private mutating func step(_ keep: ([UInt8]) throws -> Void) throws -> Bool {
    guard reading >= 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(reading, &chunk, chunk.count)
    if count == 0 {
      closeDescriptor(reading)
      reading = -1
    }
    guard count > 0 else { return false }
    let kept = min(count, room)
    isCut = count > room
    room -= kept
    if kept > 0 { try keep(Array(chunk[..<kept])) }
    return true
  }

  mutating func closeWriting() {
    if writing >= 0 { closeDescriptor(writing) }
    writing = -1
  }

  func close() {
    if reading >= 0 { closeDescriptor(reading) }
    if writing >= 0 { closeDescriptor(writing) }
  }
}
