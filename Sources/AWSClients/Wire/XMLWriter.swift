/// The XML documents that S3 takes.
struct XMLWriter {
  let model: ServiceModel
  private static let namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

  func document(_ name: String, _ structure: StructureModel, _ values: [AWSValue?]) throws -> [UInt8] {
    var text = "<\(name) xmlns=\"\(Self.namespace)\">"
    try members(structure, values, into: &text)
    text += "</\(name)>"
    return Array(text.utf8)
  }

  private func members(_ structure: StructureModel, _ values: [AWSValue?], into text: inout String) throws {
    for (member, value) in zip(structure.members, values) where member.place == .body {
      guard let value else { continue }
      try element(member.wireName, value, member.type, into: &text)
    }
  }

  private func element(_ name: String, _ value: AWSValue, _ type: TypeModel, into text: inout String) throws {
    switch (value, type) {
    case (.list(let elements), .list(let element, let isFlat, let inner)):
      let inside = element.isEmpty ? (isFlat ? name : "member") : element
      if !isFlat { text += "<\(name)>" }
      for value in elements { try self.element(inside, value, inner, into: &text) }
      if !isFlat { text += "</\(name)>" }
    case (.structure(let values), .structure(let inner)):
      text += "<\(name)>"
      try members(model[inner], values, into: &text)
      text += "</\(name)>"
    default: text += "<\(name)>\(Self.escape(try Scalar.text(value, type, time: .iso8601)))</\(name)>"
    }
  }

  /// A return would become a line feed when the document is read, so it is written as a reference.
  private static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\r": out += "&#xD;"
      case "\n": out += "&#xA;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
