/// The bytes of JSON values. Strings are written so that they are safe inside a line: control characters are escaped.
enum JSONOutput {
  static func append(_ value: JSONValue, to out: inout [UInt8]) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let truth): out += (truth ? "true" : "false").utf8
    case .integer(let number): out += String(number).utf8
    case .unsigned(let number): out += String(number).utf8
    case .double(let number): out += number.isFinite ? Array(number.description.utf8) : Array("null".utf8)
    case .string(let text): append(text, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        append(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        append(member.name, to: &out)
        out.append(UInt8(ascii: ":"))
        append(member.value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  static func appendPretty(_ value: JSONValue, indent: Int, to out: inout [UInt8]) {
    func newLine(_ depth: Int) {
      out.append(10)
      out += repeatElement(UInt8(ascii: " "), count: depth * 2)
    }
    switch value {
    case .array(let elements) where !elements.isEmpty:
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newLine(indent + 1)
        appendPretty(element, indent: indent + 1, to: &out)
      }
      newLine(indent)
      out.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newLine(indent + 1)
        append(member.name, to: &out)
        out += ": ".utf8
        appendPretty(member.value, indent: indent + 1, to: &out)
      }
      newLine(indent)
      out.append(UInt8(ascii: "}"))
    default: append(value, to: &out)
    }
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
      case UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case 10: out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0..<32, 127: out += escape(byte)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
