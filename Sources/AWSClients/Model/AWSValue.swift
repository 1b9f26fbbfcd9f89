public import AWSSigning

/// A value between a Swift structure and its bytes in one of the five protocols.
public indirect enum AWSValue: Sendable, Equatable {
  case string(String)
  case integer(Int64)
  case double(Double)
  case bool(Bool)
  case bytes([UInt8])
  case instant(AWSInstant)
  case list([AWSValue])
  case map([Entry])
  /// One place for each member of the structure's table.
  case structure([AWSValue?])
  case body(HTTPBody)

  /// One name and value of a map.
  public typealias Entry = (name: String, value: AWSValue)

  /// Streams are never equal, and whole numbers equal themselves only.
  public static func == (left: AWSValue, right: AWSValue) -> Bool {
    switch (left, right) {
    case (.string(let a), .string(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.bytes(let a), .bytes(let b)): a == b
    case (.instant(let a), .instant(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    case (.structure(let a), .structure(let b)): a == b
    case (.body(.empty), .body(.empty)): true
    case (.body(.bytes(let a)), .body(.bytes(let b))): a == b
    default: false
    }
  }
}
