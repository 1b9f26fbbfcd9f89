/// One member of a structure: what it is and where it stands on the wire.
struct MemberModel: Sendable {
  enum Place: Character, Sendable {
    case body = "b"
    case header = "h"
    case headers = "H"
    case uri = "u"
    case query = "q"
    case status = "c"
  }

  let name: String
  let type: TypeModel
  let wireName: String
  let ec2Name: String
  let place: Place
  let isPayload: Bool
  let isRequired: Bool

  init(text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var wire: Substring?
    var ec2: Substring?
    var place = Place.body
    for part in parts.dropFirst(2) {
      if part.hasPrefix("n=") { wire = part.dropFirst(2) }
      if part.hasPrefix("Q=") { ec2 = part.dropFirst(2) }
      if part.hasPrefix("l="), let letter = part.last { place = Place(rawValue: letter) ?? .body }
    }
    name = String(parts[0])
    type = TypeModel(text: parts.count > 1 ? parts[1] : "s")
    wireName = String(wire ?? parts[0])
    ec2Name = String(ec2 ?? parts[0])
    self.place = place
    isPayload = parts.dropFirst(2).contains("p")
    isRequired = parts.dropFirst(2).contains("r")
  }
}

/// The type of a member.
indirect enum TypeModel: Sendable {
  enum TimeForm: Sendable { case usual, epoch, iso8601, http }

  case string, integer, double, bool, bytes, body
  case time(TimeForm)
  case structure(String)
  case list(element: String, isFlat: Bool, TypeModel)
  case map(key: String, value: String, isFlat: Bool, TypeModel)

  init(text: Substring) {
    switch text.first {
    case "i": self = .integer
    case "d": self = .double
    case "b": self = .bool
    case "x": self = .bytes
    case "B": self = .body
    case "t": self = .time(Self.timeForm(text))
    case "@": self = .structure(String(text.dropFirst()))
    case "[":
      let parts = text.dropFirst().split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      let isFlat = parts[0].hasPrefix("*")
      let inner = TypeModel(text: parts.count > 1 ? parts[1] : "s")
      self = .list(element: String(isFlat ? parts[0].dropFirst() : parts[0]), isFlat: isFlat, inner)
    case "{":
      let parts = text.dropFirst().split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
      let isFlat = parts[0].hasPrefix("*")
      let key = String(isFlat ? parts[0].dropFirst() : parts[0])
      let inner = TypeModel(text: parts.count > 2 ? parts[2] : "s")
      let value = parts.count > 1 ? String(parts[1]) : ""
      self = .map(key: key.isEmpty ? "key" : key, value: value.isEmpty ? "value" : value, isFlat: isFlat, inner)
    default: self = .string
    }
  }

  private static func timeForm(_ text: Substring) -> TimeForm {
    switch text {
    case "tu": .epoch
    case "ti": .iso8601
    case "tr": .http
    default: .usual
    }
  }
}
