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
