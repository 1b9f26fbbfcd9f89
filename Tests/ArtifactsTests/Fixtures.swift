import Artifacts
import CaseModel
import Compression
import Digests
import Foundation
import HostFacts

/// Files of `Fixtures/`, and inputs with working services.
enum Fixtures {
  static let now = Timestamp(seconds: 1_764_000_000)

  private static let here = #filePath

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: here).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Puts the zero bytes back; see `Fixtures/README.md`.
  static func sparse(_ name: String) throws -> [UInt8] {
    let stored = try bytes(name)
    func number(_ at: Int, _ width: Int) -> Int { (0..<width).reversed().reduce(0) { $0 << 8 | Int(stored[at + $1]) } }
    var result = [UInt8](repeating: 0, count: number(0, 8))
    var at = 8
    while at < stored.count {
      let (offset, length) = (number(at, 4), number(at + 4, 4))
      result.replaceSubrange(offset..<(offset + length), with: stored[(at + 8)..<(at + 8 + length)])
      at += 8 + length
    }
    return result
  }

  static let services = ArtifactServices(
    sha256: { SHA256.digest($0).bytes },
    fingerprint: { HMACSHA256.authenticate($0, key: Array("case".utf8)).hex },
    zstd: { try? ZstdFrame.decompress($0, limit: $1) })

  static func input(_ path: HostString, _ bytes: [UInt8]) -> ArtifactInput {
    var input = ArtifactInput(path: path, bytes: bytes, now: now)
    input.services = services
    return input
  }

  static func input(_ path: HostString, _ text: String) -> ArtifactInput { input(path, Array(text.utf8)) }
}

extension ArtifactOutput {
  var events: [LogEventRecord] { facts.compactMap { if case .logEvent(let record) = $0 { record } else { nil } } }
  var logins: [LoginRecord] { facts.compactMap { if case .login(let record) = $0 { record } else { nil } } }
  var accounts: [AccountRecord] { facts.compactMap { if case .account(let record) = $0 { record } else { nil } } }
  var keys: [SSHKeyRecord] { facts.compactMap { if case .sshKey(let record) = $0 { record } else { nil } } }
  var history: [HistoryRecord] { facts.compactMap { if case .history(let record) = $0 { record } else { nil } } }
  var requests: [WebRequestRecord] { facts.compactMap { if case .webRequest(let record) = $0 { record } else { nil } } }
  var properties: [PropertyRecord] { facts.compactMap { if case .property(let record) = $0 { record } else { nil } } }
  var packages: [PackageRecord] { facts.compactMap { if case .package(let record) = $0 { record } else { nil } } }
  var logFile: LogFileRecord? { facts.compactMap { if case .logFile(let record) = $0 { record } else { nil } }.first }
}

/// Writes binary records for tests.
struct RecordWriter {
  var bytes: [UInt8] = []
  mutating func u8(_ value: UInt8) { bytes.append(value) }
  mutating func u16(_ value: UInt16) { number(UInt64(value), 2) }
  mutating func u32(_ value: UInt32) { number(UInt64(value), 4) }
  mutating func field(_ text: String, _ length: Int) {
    bytes += Array((Array(text.utf8) + [UInt8](repeating: 0, count: length)).prefix(length))
  }
  mutating func zeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }
  private mutating func number(_ value: UInt64, _ width: Int) {
    for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
  }

  static func utmp(
    type: UInt16, pid: UInt32 = 7, line: String = "pts/0", user: String, host: String = "", seconds: UInt32,
    address: [UInt8] = []
  ) -> [UInt8] {
    var writer = RecordWriter()
    writer.u16(type)
    writer.zeros(2)
    writer.u32(pid)
    writer.field(line, 32)
    writer.field("ts/0", 4)
    writer.field(user, 32)
    writer.field(host, 256)
    writer.zeros(8)
    writer.u32(seconds)
    writer.u32(250_000)
    writer.bytes += address + [UInt8](repeating: 0, count: 16 - address.count)
    writer.zeros(20)
    return writer.bytes
  }

  static func accounting(flag: UInt8 = 0, uid: UInt32, pid: UInt32, began: UInt32, command: String) -> [UInt8] {
    var writer = RecordWriter()
    writer.u8(flag)
    writer.u8(3)
    writer.u16(0)
    for value in [0, uid, uid, pid, 1, began, 0] as [UInt32] { writer.u32(value) }
    writer.zeros(16)
    writer.field(command, 16)
    return writer.bytes
  }
}
