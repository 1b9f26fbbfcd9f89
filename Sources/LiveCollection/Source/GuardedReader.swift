internal import CLinuxShims
internal import CaseModel
internal import Digests
internal import Glibc

/// One read of `/proc` that may never return, because it waits on memory that the suspect controls (FUSE, userfaultfd).
enum GuardedRead {
  /// A whole file, at most `limit` bytes.
  case file(String, limit: Int)
  /// The target of a link.
  case link(String)
  /// Names in a directory with their link targets: `name NUL target NUL` ….
  case links(String, limit: Int)
  /// Names in a directory with the content of each: `name NUL length NUL content` ….
  case files(String, limit: Int, each: Int)
  /// SHA-256 and size of a file, at most `limit` bytes: 32 bytes, 8 bytes little-endian, 1 byte whether whole.
  case digest(String, limit: Int)
  /// `nt_status` of what a magic link leads to.
  case status(String)
}

/// What a guarded read gave.
enum GuardedResult {
  case bytes([UInt8], isTruncated: Bool)
  case failed(errno: Int32)
  case stalled
}

/// Reads through a forked child, so that a read that never returns costs a child and not the collection. (A thread would do for reading,
/// but a stuck thread keeps the whole process from ending.) The child is given up when one read takes longer than the time-out; a new one takes
/// over for the reads that are left.
final class GuardedReader {
  private static let memorySize = 8 << 20
  private static let requestSize = 1 << 20

  private let proc: Int32
  private let timeoutMilliseconds: Int32
  private var memory: UnsafeMutableRawPointer?
  private var child: Int32 = -1
  private var wire: Int32 = -1
  /// Process id of the child that serves, -1 if none runs.
  var childID: Int { Int(child) }

  /// Children that did not answer and were killed; the receipt lists those that cannot end.
  private(set) var abandoned: [Int32] = []

  init(proc: Int32, timeoutMilliseconds: Int32) {
    self.proc = proc
    self.timeoutMilliseconds = timeoutMilliseconds
  }

  deinit { stop() }

  /// Children that serve or were given up, so that nobody else ends them.
  var children: [Int32] { abandoned + (child > 0 ? [child] : []) }

  /// Children that were killed and still exist: they wait in the kernel on memory of the suspect.
  func stuckChildren() -> [Int32] { abandoned.filter { nt_reap($0) == 0 } }

  /// Runs the reads in order. Results are as many as reads.
  ///
  /// - Parameter stopAtStall: After a read that stalled, the rest is not tried and counts as stalled too.
  func run(_ reads: [GuardedRead], stopAtStall: Bool = false) -> [GuardedResult] {
    var results: [GuardedResult] = []
    while results.count < reads.count {
      results += runPart(Array(reads[results.count...].prefix(256)))
      if stopAtStall, case .stalled = results.last {
        results += repeatElement(.stalled, count: reads.count - results.count)
      }
    }
    return results
  }

  func run(_ read: GuardedRead) -> GuardedResult { run([read])[0] }

  private func runPart(_ reads: [GuardedRead]) -> [GuardedResult] {
    guard start(), let memory else { return reads.map { _ in .failed(errno: ENOMEM) } }
    var request = Packet()
    request.put(UInt32(reads.count))
    for read in reads { request.put(read) }
    guard request.bytes.count <= Self.requestSize - 64 else { return reads.map { _ in .failed(errno: E2BIG) } }
    memory.storeBytes(of: 0, as: UInt32.self)
    request.bytes.withUnsafeBytes { (memory + 64).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    var byte: UInt8 = 1
    guard write(wire, &byte, 1) == 1 else {
      abandon()
      return reads.map { _ in .failed(errno: EIO) }
    }
    let isDone = waitForAnswer(memory)
    let finished = Int(memory.load(as: UInt32.self))
    var results = collect(memory, count: min(finished, reads.count))
    if !isDone {
      abandon()
      if results.count < reads.count { results.append(.stalled) }
    }
    // The child stops early when the answers are full; what is left is run again.
    if isDone, results.isEmpty { results.append(.failed(errno: EFBIG)) }
    return results
  }

  /// Waits while the child makes progress; false when one read took too long.
  private func waitForAnswer(_ memory: UnsafeMutableRawPointer) -> Bool {
    var seen: UInt32 = 0
    var waited: Int32 = 0
    let slice: Int32 = max(1, timeoutMilliseconds / 8)
    while true {
      let ready = nt_wait_readable(wire, slice)
      if ready > 0 {
        var byte: UInt8 = 0
        return read(wire, &byte, 1) == 1
      }
      let now = memory.load(as: UInt32.self)
      waited = now == seen ? waited + slice : 0
      seen = now
      if waited >= timeoutMilliseconds || ready < 0 { return false }
    }
  }

  private func collect(_ memory: UnsafeMutableRawPointer, count: Int) -> [GuardedResult] {
    var results: [GuardedResult] = []
    var offset = Self.requestSize
    for _ in 0..<count {
      let status = memory.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let length = Int(memory.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
      guard length <= Self.memorySize - offset - 8 else { break }
      if status < 0 {
        results.append(.failed(errno: -status))
      } else {
        let bytes = Array(UnsafeRawBufferPointer(start: memory + offset + 8, count: length))
        results.append(.bytes(bytes, isTruncated: status == 1))
      }
      offset += 8 + length
    }
    return results
  }

  private func start() -> Bool {
    if child > 0 { return true }
    guard let memory = nt_shared_memory(Self.memorySize) else { return false }
    var ends: [Int32] = [-1, -1]
    guard nt_socket_pair(&ends) >= 0 else { return false }
    let pid = nt_fork()
    if pid == 0 { serve(memory, wire: ends[1], parentEnd: ends[0]) }
    close(ends[1])
    guard pid > 0 else {
      close(ends[0])
      munmap(memory, Self.memorySize)
      return false
    }
    self.memory = memory
    child = pid
    wire = ends[0]
    return true
  }

  private func abandon() {
    abandoned.append(child)
    stop()
  }

  private func stop() {
    guard child > 0 else { return }
    nt_kill(child)
    _ = nt_reap(child)
    close(wire)
    if let memory { munmap(memory, Self.memorySize) }
    memory = nil
    child = -1
    wire = -1
  }

  // MARK: - In the child

  private func serve(_ memory: UnsafeMutableRawPointer, wire: Int32, parentEnd: Int32) -> Never {
    // A stuck child must not hold the collector's output open.
    for descriptor: Int32 in [0, 1, 2] { close(descriptor) }
    close(parentEnd)
    var byte: UInt8 = 0
    while read(wire, &byte, 1) == 1 {
      answer(memory)
      guard write(wire, &byte, 1) == 1 else { break }
    }
    _exit(0)
  }

  private func answer(_ memory: UnsafeMutableRawPointer) {
    var request = Packet.Cursor(memory + 64)
    let count = request.u32()
    var offset = Self.requestSize
    for index in 0..<count {
      let read = request.read()
      let room = Self.memorySize - offset - 8
      guard room > 65_536 else { return }
      var answer = Answer(buffer: UnsafeMutableRawBufferPointer(start: memory + offset + 8, count: room))
      answer.run(read, proc: proc)
      memory.storeBytes(of: answer.status, toByteOffset: offset, as: Int32.self)
      memory.storeBytes(of: UInt32(answer.length), toByteOffset: offset + 4, as: UInt32.self)
      offset += 8 + answer.length
      memory.storeBytes(of: index + 1, as: UInt32.self)
    }
  }
}

/// The request's bytes. Both sides are this program; the wire is not an interface to anybody.
private struct Packet {
  var bytes: [UInt8] = []

  mutating func put(_ number: UInt32) { withUnsafeBytes(of: number) { bytes += $0 } }

  mutating func put(_ read: GuardedRead) {
    let (kind, path, limit, each): (UInt32, String, Int, Int) =
      switch read {
      case .file(let path, let limit): (0, path, limit, 0)
      case .link(let path): (1, path, 0, 0)
      case .links(let path, let limit): (2, path, limit, 0)
      case .files(let path, let limit, let each): (3, path, limit, each)
      case .digest(let path, let limit): (4, path, limit, 0)
      case .status(let path): (5, path, 0, 0)
      }
    put(kind)
    put(UInt32(clamping: limit >> 3))
    put(UInt32(clamping: each))
    put(UInt32(path.utf8.count))
    bytes += path.utf8
  }

  struct Cursor {
    var pointer: UnsafeMutableRawPointer
    init(_ pointer: UnsafeMutableRawPointer) { self.pointer = pointer }

    mutating func u32() -> UInt32 {
      defer { pointer += 4 }
      return pointer.loadUnaligned(as: UInt32.self)
    }

    mutating func read() -> GuardedRead {
      let kind = u32()
      let limit = Int(u32()) << 3
      let each = Int(u32())
      let length = Int(u32())
      let path = String(decoding: UnsafeRawBufferPointer(start: pointer, count: length), as: UTF8.self)
      pointer += length
      switch kind {
      case 0: return .file(path, limit: limit)
      case 1: return .link(path)
      case 2: return .links(path, limit: limit)
      case 3: return .files(path, limit: limit, each: each)
      case 4: return .digest(path, limit: limit)
      default: return .status(path)
      }
    }
  }
}

/// One answer, written straight into the shared memory.
private struct Answer {
  let buffer: UnsafeMutableRawBufferPointer
  var status: Int32 = 0
  var length = 0

  init(buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

  mutating func run(_ read: GuardedRead, proc: Int32) {
    switch read {
    case .file(let path, let limit): file(proc, path, limit: limit)
    case .link(let path): link(proc, path)
    case .links(let path, let limit): links(proc, path, limit: limit)
    case .files(let path, let limit, let each): files(proc, path, limit: limit, each: each)
    case .digest(let path, let limit): digest(proc, path, limit: limit)
    case .status(let path): fileStatus(proc, path)
    }
  }

  private mutating func file(_ directory: Int32, _ path: String, limit: Int) {
    let file = nt_open_magic(directory, path, 0)
    guard file >= 0 else { return status = file }
    defer { close(file) }
    let end = min(buffer.count, length + limit)
    while length < end {
      let count = nt_pread(file, buffer.baseAddress! + length, end - length, -1)
      if count < 0 { return status = length > 0 ? 1 : Int32(count) }
      if count == 0 { return }
      length += count
    }
    var extra: UInt8 = 0
    status = nt_pread(file, &extra, 1, -1) == 1 ? 1 : 0
  }

  private mutating func link(_ directory: Int32, _ path: String) {
    let count = nt_readlinkat(
      directory, path, buffer.baseAddress!.assumingMemoryBound(to: CChar.self), min(buffer.count, 4096))
    if count < 0 { status = Int32(count) } else { length = count }
  }

  private mutating func links(_ directory: Int32, _ path: String, limit: Int) {
    each(directory, path, limit: limit) { answer, opened, name in
      let start = answer.length
      guard answer.put(Array(name.utf8) + [0]) else { return false }
      let room = min(answer.buffer.count - answer.length - 1, 4096)
      guard room > 256 else {
        answer.length = start
        return false
      }
      let target = (answer.buffer.baseAddress! + answer.length).assumingMemoryBound(to: CChar.self)
      let count = nt_readlinkat(opened, name, target, room)
      // What is no link (a directory of `task`) has an empty target.
      if count > 0 { answer.length += count }
      return answer.put([0])
    }
  }

  private mutating func files(_ directory: Int32, _ path: String, limit: Int, each bytes: Int) {
    each(directory, path, limit: limit) { answer, opened, name in
      let file = nt_open_magic(opened, name, 0)
      guard file >= 0 else { return true }
      defer { close(file) }
      var content = [UInt8](repeating: 0, count: bytes)
      let count = nt_pread(file, &content, bytes, -1)
      guard count >= 0 else { return true }
      return answer.put(Array(name.utf8) + [0] + Array(String(count).utf8) + [0] + content[..<count])
    }
  }

  /// Runs over the names of a directory until `body` says stop.
  private mutating func each(
    _ directory: Int32, _ path: String, limit: Int, _ body: (inout Answer, Int32, String) -> Bool
  ) {
    let opened = nt_open_component(directory, path, 1, 0)
    guard opened >= 0 else { return status = opened }
    defer { close(opened) }
    var seen = 0
    var reader = DirectoryReader(opened)
    while let entry = reader.next() {
      guard seen < limit, body(&self, opened, String(decoding: entry.name, as: UTF8.self)) else { return status = 1 }
      seen += 1
    }
  }

  private mutating func digest(_ directory: Int32, _ path: String, limit: Int) {
    let file = nt_open_magic(directory, path, 0)
    guard file >= 0 else { return status = file }
    defer { close(file) }
    var hasher = SHA256()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var size = 0
    while size < limit {
      let count = nt_pread(file, &chunk, min(chunk.count, limit - size), Int64(size))
      if count < 0 { return status = Int32(count) }
      if count == 0 { break }
      chunk.withUnsafeBytes { hasher.update(buffer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      size += count
    }
    _ = put(
      hasher.finish().bytes + withUnsafeBytes(of: UInt64(size).littleEndian) { Array($0) } + [size < limit ? 1 : 0])
  }

  private mutating func fileStatus(_ directory: Int32, _ path: String) {
    var found = nt_status()
    let done = nt_statx(directory, path, 1, &found)
    guard done >= 0 else { return status = done }
    _ = withUnsafeBytes(of: found) { put(Array($0)) }
  }

  private mutating func put(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= buffer.count - length else { return false }
    bytes.withUnsafeBytes { (buffer.baseAddress! + length).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    length += bytes.count
    return true
  }
}
