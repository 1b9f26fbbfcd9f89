internal import Digests
internal import JSONText

/// A stored object does not hold what the format asks for.
struct MemberError: Error {
  /// For people; names the member.
  let message: String
}

/// Typed access to the members of one stored JSON object.
struct Members {
  let value: JSONValue

  /// Parses one stored object.
  init(parsing text: [UInt8], limit: Int) throws(MemberError) {
    let value: JSONValue
    do { value = try JSONReader.parse(text, limits: JSONLimits(length: limit, depth: 32)) } catch {
      throw MemberError(message: "no JSON: \(error)")
    }
    try self.init(value)
  }

  init(_ value: JSONValue, name: String = "the text") throws(MemberError) {
    guard value.members != nil else { throw MemberError(message: "\(name) is no JSON object") }
    self.value = value
  }

  func optional(_ name: String) -> JSONValue? { value[name] }

  func string(_ name: String) throws(MemberError) -> String {
    guard let text = value[name]?.string else { throw MemberError(message: "`\(name)` is no text") }
    return text
  }

  func escapedText(_ name: String) throws(MemberError) -> String {
    let text = try string(name)
    guard EscapedText.isWellFormed(text) else { throw MemberError(message: "`\(name)` is not in the escaped form") }
    return text
  }

  func integer(_ name: String) throws(MemberError) -> Int64 {
    guard let number = value[name]?.integer else { throw MemberError(message: "`\(name)` is no integer") }
    return number
  }

  /// A number of bytes or things: not negative.
  func count(_ name: String) throws(MemberError) -> UInt64 {
    guard let number = UInt64(exactly: try integer(name)) else { throw MemberError(message: "`\(name)` is negative") }
    return number
  }

  func truth(_ name: String) throws(MemberError) -> Bool {
    guard let truth = value[name]?.bool else { throw MemberError(message: "`\(name)` is neither true nor false") }
    return truth
  }

  func digest(_ name: String) throws(MemberError) -> DigestKey {
    guard let key = DigestKey(hex: try string(name)) else { throw MemberError(message: "`\(name)` is no digest") }
    return key
  }

  func digests(_ name: String) throws(MemberError) -> [DigestKey] {
    var keys: [DigestKey] = []
    for text in try strings(name) {
      guard let key = DigestKey(hex: text) else { throw MemberError(message: "`\(name)` holds what is no digest") }
      keys.append(key)
    }
    return keys
  }

  func strings(_ name: String) throws(MemberError) -> [String] {
    var texts: [String] = []
    for element in try array(name) {
      guard let text = element.string else { throw MemberError(message: "`\(name)` holds what is no text") }
      texts.append(text)
    }
    return texts
  }

  func array(_ name: String) throws(MemberError) -> [JSONValue] {
    guard let elements = value[name]?.array else { throw MemberError(message: "`\(name)` is no list") }
    return elements
  }

  func object(_ name: String) throws(MemberError) -> Members {
    guard let member = value[name] else { throw MemberError(message: "`\(name)` is missing") }
    return try Members(member, name: "`\(name)`")
  }

  func require(_ name: String, is expected: String) throws(MemberError) {
    guard try string(name) == expected else { throw MemberError(message: "`\(name)` is not \"\(expected)\"") }
  }

  /// `[offset, length]` pairs inside `size` bytes; absent is empty.
  func checkRanges(_ name: String, within size: UInt64) throws(MemberError) {
    guard value[name] != nil else { return }
    for element in try array(name) {
      guard let pair = element.array, pair.count == 2, let offset = pair[0].integer, let length = pair[1].integer,
        let start = UInt64(exactly: offset), let count = UInt64(exactly: length), start <= size, count <= size - start
      else { throw MemberError(message: "`\(name)` holds what is no range of the exhibit") }
    }
  }

  /// All numbers of the format are integers.
  func requireIntegers() throws(MemberError) {
    if Self.holdsFraction(value) { throw MemberError(message: "a number is no integer") }
  }

  private static func holdsFraction(_ value: JSONValue) -> Bool {
    switch value {
    case .double: true
    case .array(let elements): elements.contains(where: holdsFraction)
    case .object(let members): members.contains { holdsFraction($0.value) }
    default: false
    }
  }
}
