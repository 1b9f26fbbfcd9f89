internal import JSONText

/// Cuts a tree of unknown shape down to a bounded one, and says where it did.
struct BoundedJSON {
  /// Values left that may stand in the result.
  var limitNodes: Int
  /// Levels of arrays and objects.
  var limitDepth: Int
  /// Characters of a text.
  var limitText: Int

  private static let mark: JSONValue = "… (cut)"

  /// The tree, or as much of it as the limits allow.
  func cut(_ value: JSONValue) -> JSONValue {
    var left = limitNodes
    return cut(value, depth: 0, left: &left)
  }

  private func cut(_ value: JSONValue, depth: Int, left: inout Int) -> JSONValue {
    left -= 1
    guard left >= 0 else { return Self.mark }
    switch value {
    case .string(let text): return .string(DisplayText.safe(text, limit: limitText))
    case .array(let elements):
      guard depth < limitDepth else { return Self.mark }
      var kept: [JSONValue] = []
      for element in elements {
        guard left > 0 else { return .array(kept + [Self.mark]) }
        kept.append(cut(element, depth: depth + 1, left: &left))
      }
      return .array(kept)
    case .object(let members):
      guard depth < limitDepth else { return Self.mark }
      var kept: [JSONMember] = []
      for member in members {
        guard left > 0 else { return .object(kept + [.init("…", Self.mark)]) }
        kept.append(
          .init(DisplayText.safe(member.name, limit: limitText), cut(member.value, depth: depth + 1, left: &left)))
      }
      return .object(kept)
    default: return value
    }
  }
}
