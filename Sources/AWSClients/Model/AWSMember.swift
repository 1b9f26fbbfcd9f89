public import AWSSigning

/// What a member of a shape may be.
public protocol AWSMember: Sendable {
  /// - Returns: `nil` if the value is of another kind.
  init?(memberValue: AWSValue)
  /// The value as the protocols write it.
  var memberValue: AWSValue { get }
}

extension AWSShape {
  /// The shape's members.
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) { self.init(value: memberValue) }
  /// The shape's members.
  /// The value as the protocols write it.
  public var memberValue: AWSValue { value }
}

extension String: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .string(let text) = memberValue else { return nil }
    self = text
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .string(self) }
}

extension Int: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .integer(let number) = memberValue else { return nil }
    self.init(exactly: number)
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .integer(Int64(self)) }
}

extension Double: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .double(let number) = memberValue else { return nil }
    self = number
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .double(self) }
}

extension Bool: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .bool(let truth) = memberValue else { return nil }
    self = truth
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .bool(self) }
}

extension AWSInstant: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .instant(let instant) = memberValue else { return nil }
    self = instant
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .instant(self) }
}

extension HTTPBody: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .body(let body) = memberValue else { return nil }
    self = body
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .body(self) }
}

extension UInt8: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) { return nil }
  /// The value as the protocols write it.
  public var memberValue: AWSValue { .integer(Int64(self)) }
}

extension Array: AWSMember where Element: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    switch memberValue {
    case .list(let values): self = values.compactMap { Element(memberValue: $0) }
    case .bytes(let bytes):
      guard let bytes = bytes as? [Element] else { return nil }
      self = bytes
    default: return nil
    }
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue {
    if let bytes = self as? [UInt8] { return .bytes(bytes) }
    return .list(map(\.memberValue))
  }
}

extension Dictionary: AWSMember where Key == String, Value: AWSMember {
  /// - Returns: `nil` if the value is of another kind.
  public init?(memberValue: AWSValue) {
    guard case .map(let pairs) = memberValue else { return nil }
    self = [:]
    for (name, value) in pairs { self[name] = Value(memberValue: value) }
  }
  /// The value as the protocols write it.
  public var memberValue: AWSValue {
    .map(keys.sorted().compactMap { name in self[name].map { AWSValue.Entry(name, $0.memberValue) } })
  }
}
