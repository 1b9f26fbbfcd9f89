/// Ceilings for JSON that somebody else wrote.
public struct JSONLimits: Sendable {
  /// Bytes of the whole text.
  public var length: Int
  /// Arrays and objects inside each other.
  public var depth: Int

  /// - Parameters:
  ///   - length: Bytes of the whole text.
  ///   - depth: Nested arrays and objects.
  public init(length: Int = 16 << 20, depth: Int = 64) {
    self.length = length
    self.depth = depth
  }
}

/// Reads one JSON text, strictly (RFC 8259): no comments, no trailing commas, no lone surrogates, no repeated names.
public struct JSONReader {
  private let text: [UInt8]
  private var position = 0
  private let limits: JSONLimits

  /// Parses one whole text.
  ///
  /// - Throws: `JSONError` with the byte offset of the fault.
  public static func parse(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
    guard text.count <= limits.length else {
      throw JSONError(.tooLong, at: 0, "JSON text of \(text.count) bytes, limit \(limits.length)")
    }
    var reader = JSONReader(text: text, limits: limits)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == text.count else { throw reader.fault("text after the JSON value") }
    return value
  }

  /// Parses one whole text.
  public static func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), limits: limits)
  }

  private init(text: [UInt8], limits: JSONLimits) {
    self.text = text
    self.limits = limits
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= limits.depth else {
      throw JSONError(.tooDeep, at: position, "JSON nested deeper than \(limits.depth)")
    }
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
    case nil: throw fault("JSON text ends too early")
    default: throw fault("unexpected byte in JSON")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else { throw fault("member name expected") }
      let start = position
      let name = try string()
      guard !members.contains(where: { $0.name == name }) else {
        throw JSONError(.duplicateMember, at: start, "JSON member repeated")
      }
      guard members.count < 4096 else { throw JSONError(.tooLong, at: start, "JSON object with too many members") }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("colon expected") }
      skipSpace()
      members.append(JSONMember(name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("comma or closing brace expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw fault("comma or closing bracket expected") }
    }
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while position < text.count, text[position] != UInt8(ascii: "\""), text[position] != UInt8(ascii: "\\") {
      guard text[position] >= 32 else { throw fault("control character in JSON string") }
      position += 1
    }
    var bytes = Array(text[start..<position])
    while true {
      guard position < text.count else { throw fault("JSON string without end") }
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &bytes)
      } else if byte < 32 {
        throw JSONError(.syntax, at: position - 1, "control character in JSON string")
      } else {
        bytes.append(byte)
      }
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw JSONError(.invalidUTF8, at: start, "JSON string is not UTF-8")
    }
    return result
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONError) {
    guard let byte = peek() else { throw fault("JSON string without end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "u"): bytes += String(Character(try unicodeEscape())).utf8
    default: throw JSONError(.syntax, at: position - 1, "unknown escape in JSON string")
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault("lone surrogate") }
    let second = try fourHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("lone surrogate") }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var result: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hex digits expected")
      }
      result = result << 4 | UInt32(digit)
      position += 1
    }
    return result
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let leading = peek()
    guard digits() else { throw fault("digit expected") }
    let intLength = position - start - (text[start] == UInt8(ascii: "-") ? 1 : 0)
    if leading == UInt8(ascii: "0"), intLength > 1 {
      throw JSONError(.syntax, at: start, "leading zero in JSON number")
    }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      guard digits() else { throw fault("digit expected") }
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { throw fault("digit expected") }
    }
    let literal = String(decoding: text[start..<position], as: UTF8.self)
    if isInteger {
      if let number = Int64(literal) { return .integer(number) }
      if let number = UInt64(literal) { return .unsigned(number) }
    }
    guard literal.utf8.count <= 64, let number = Double(literal), number.isFinite else {
      throw JSONError(.numberOutOfRange, at: start, "JSON number out of range")
    }
    return .double(number)
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard text[position...].starts(with: word.utf8) else { throw fault("unexpected word in JSON") }
    position += word.utf8.count
    return value
  }

  private func peek() -> UInt8? { position < text.count ? text[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private func fault(_ message: String) -> JSONError { JSONError(.syntax, at: position, message) }
}
