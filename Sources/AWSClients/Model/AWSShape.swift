public import AWSSigning

/// A structure of a service's model, written by scripts/generate-aws-clients.
///
/// It is turned into an `AWSValue` and made from one by visiting its members in the order of the table.
public protocol AWSShape: AWSMember, Equatable {
  /// All members absent.
  init()
  /// Lets the coder read or set each member, in the order of `shape`.
  mutating func visit(_ coder: MemberCoder)
  /// The names and wire places of the members.
  static var shape: StructureModel { get }
}

extension AWSShape {
  /// Members compared by what would be sent; streams are never equal.
  public static func == (left: Self, right: Self) -> Bool { left.value == right.value }

  var value: AWSValue {
    var copy = self
    let coder = MemberCoder(values: [], isReading: true)
    copy.visit(coder)
    return .structure(coder.values)
  }

  /// For printing: without the members that are secrets.
  func mirror(hiding secrets: Set<String>) -> Mirror {
    guard case .structure(let values) = value else { return Mirror(self, children: []) }
    let shown = zip(Self.shape.members, values).compactMap { member, value -> Mirror.Child? in
      guard let value else { return nil }
      return (member.name, secrets.contains(member.name) ? "not shown" : value)
    }
    return Mirror(self, children: shown, displayStyle: .struct)
  }

  init(value: AWSValue) {
    self.init()
    guard case .structure(let values) = value else { return }
    visit(MemberCoder(values: values, isReading: false))
  }
}

/// No members: the input or output of an operation that has none.
struct AWSNothing: AWSShape {
  init() {}
  mutating func visit(_ coder: MemberCoder) {}
  static let shape = StructureModel(name: "-", members: [])
}

/// Reads the members of a shape into values, or sets them from values.
public final class MemberCoder {
  var values: [AWSValue?]
  private let isReading: Bool
  private var position = 0

  init(values: [AWSValue?], isReading: Bool) {
    self.values = values
    self.isReading = isReading
  }

  /// Handles the next member.
  public func callAsFunction<T: AWSMember>(_ member: inout T?) {
    if isReading {
      values.append(member?.memberValue)
    } else if position < values.count, let value = values[position] {
      member = T(memberValue: value)
    }
    position += 1
  }
}

/// What a member of a shape may be.
public protocol AWSMember: Sendable {
  /// - Returns: `nil` if the value is of another kind.
  init?(memberValue: AWSValue)
  /// The value as the protocols write it.
  var memberValue: AWSValue { get }
}

extension AWSShape {
  /// The shape's members.
  public init?(memberValue: AWSValue) { self.init(value: memberValue) }
  /// The shape's members.
  public var memberValue: AWSValue { value }
}

extension String: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .string(let text) = memberValue else { return nil }
    self = text
  }
  public var memberValue: AWSValue { .string(self) }
}

extension Int: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .integer(let number) = memberValue else { return nil }
    self.init(exactly: number)
  }
  public var memberValue: AWSValue { .integer(Int64(self)) }
}

extension Double: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .double(let number) = memberValue else { return nil }
    self = number
  }
  public var memberValue: AWSValue { .double(self) }
}

extension Bool: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .bool(let truth) = memberValue else { return nil }
    self = truth
  }
  public var memberValue: AWSValue { .bool(self) }
}

extension AWSInstant: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .instant(let instant) = memberValue else { return nil }
    self = instant
  }
  public var memberValue: AWSValue { .instant(self) }
}

extension HTTPBody: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .body(let body) = memberValue else { return nil }
    self = body
  }
  public var memberValue: AWSValue { .body(self) }
}

extension UInt8: AWSMember {
  public init?(memberValue: AWSValue) { return nil }
  public var memberValue: AWSValue { .integer(Int64(self)) }
}

extension Array: AWSMember where Element: AWSMember {
  public init?(memberValue: AWSValue) {
    switch memberValue {
    case .list(let values): self = values.compactMap { Element(memberValue: $0) }
    case .bytes(let bytes):
      guard let bytes = bytes as? [Element] else { return nil }
      self = bytes
    default: return nil
    }
  }
  public var memberValue: AWSValue {
    if let bytes = self as? [UInt8] { return .bytes(bytes) }
    return .list(map(\.memberValue))
  }
}

extension Dictionary: AWSMember where Key == String, Value: AWSMember {
  public init?(memberValue: AWSValue) {
    guard case .map(let pairs) = memberValue else { return nil }
    self = [:]
    for (name, value) in pairs { self[name] = Value(memberValue: value) }
  }
  public var memberValue: AWSValue {
    .map(keys.sorted().compactMap { name in self[name].map { AWSValue.Entry(name, $0.memberValue) } })
  }
}
