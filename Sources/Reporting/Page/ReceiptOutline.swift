internal import CaseModel
internal import JSONText

/// A receipt of any shape: members by name, lists as lists, cut where it is endless.
struct ReceiptOutline {
  let receipt: JSONValue
  /// Values that are shown.
  var nodes = 1_500

  var html: HTML {
    let bounded = BoundedJSON(limitNodes: nodes, limitDepth: 8, limitText: 600).cut(receipt)
    return element(.div, .style("receipt")) { value(bounded, named: "") }
  }

  private func value(_ value: JSONValue, named name: String) -> HTML {
    switch value {
    case .null: .text("none")
    case .bool(let truth): .text(truth ? "yes" : "no")
    case .integer(let number): .text(Self.number(number, named: name))
    case .unsigned(let number): .text(Words.grouped(number))
    case .double(let number): .text("\(number)")
    case .string(let text): suspect(HostString(escaped: text), limit: 600)
    case .array(let elements): list(elements, named: name)
    case .object(let members): members.isEmpty ? .text("none") : object(members)
    }
  }

  private func list(_ elements: [JSONValue], named name: String) -> HTML {
    guard !elements.isEmpty else { return .text("none") }
    return element(.ul) { for item in elements { element(.li) { value(item, named: name) } } }
  }

  private func object(_ members: [JSONMember]) -> HTML {
    element(.dl, .style("list")) {
      for member in members {
        element(.dt) { String(member.name.map { $0 == "_" ? " " : $0 }) }
        element(.dd) { value(member.value, named: member.name) }
      }
    }
  }

  /// Moments are nanoseconds in the bundle's files; nothing else that is counted comes near.
  private static func number(_ number: Int64, named name: String) -> String {
    if number > 1_000_000_000_000_000_000 { return "\(Words.moment(Timestamp(nanoseconds: number))) UTC" }
    return name.hasSuffix("bytes") || name.hasPrefix("bytes_")
      ? "\(Words.grouped(number)) (\(Words.bytes(number)))" : Words.grouped(number)
  }
}
