public import CaseModel
public import HostFacts
internal import JSONText

/// What a manifest line says of an exhibit besides its bytes.
public struct ExhibitMetadata: Sendable {
  /// Path or object on the suspect.
  public var source: HostString
  /// `read`, `netlink`, `bpf`, `descriptor` (through /proc/PID/fd), ….
  public var method: String
  /// Ledger ids it serves.
  public var entries: [String]
  /// When the read began, the suspect's clock.
  public var started: Timestamp
  /// When it ended.
  public var ended: Timestamp
  /// Metadata of the file.
  public var status: FileRecord?
  /// Why it is not whole, if it is not.
  public var truncated: String?
  /// Stretches that could not be read and stand as zeros: offset and length in bytes.
  public var gaps: [(offset: Int64, length: Int64)] = []
  /// Stretches where a secret was replaced by `*`.
  public var masked: [(offset: Int64, length: Int64)] = []

  /// Metadata.
  public init(source: HostString, method: String, entries: [String], started: Timestamp, ended: Timestamp) {
    self.source = source
    self.method = method
    self.entries = entries
    self.started = started
    self.ended = ended
  }

  /// The members of the manifest line after `kind`, in a fixed order.
  func members(size: Int64, digest: String, segments: [String]) -> [JSONMember] {
    var members = [
      JSONMember("source", .string(source.text)), JSONMember("method", .string(method)),
      JSONMember("started", .integer(started.nanoseconds)), JSONMember("ended", .integer(ended.nanoseconds)),
      JSONMember("size", .integer(size)), JSONMember("sha256", .string(digest)),
      JSONMember("segments", .array(segments.map { .string($0) })),
      JSONMember("entries", .array(entries.map { .string($0) })),
    ]
    if let status, let line = try? JSONRecordEncoder.encode(status), let json = try? JSONReader.parse(line) {
      members.append(JSONMember("stat", json))
    }
    if let truncated { members.append(JSONMember("truncated", .string(truncated))) }
    if !gaps.isEmpty { members.append(JSONMember("gaps", Self.ranges(gaps))) }
    if !masked.isEmpty { members.append(JSONMember("masked", Self.ranges(masked))) }
    return members
  }

  private static func ranges(_ ranges: [(offset: Int64, length: Int64)]) -> JSONValue {
    .array(ranges.prefix(1000).map { [.integer($0.offset), .integer($0.length)] })
  }
}
