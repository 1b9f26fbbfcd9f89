/// Ceilings for XML that somebody else wrote.
struct XMLLimits: Sendable {
  /// Bytes of the whole text.
  var length = 64 << 20
  /// Elements inside each other.
  var depth = 64
  /// Elements in all.
  var elements = 2_000_000
}

/// Why a text is no XML that is read here.
struct XMLError: Error, Sendable, Equatable {
  enum Code: String, Sendable { case syntax, tooLong, tooDeep, tooMany, documentType, invalidText, cut }

  var code: Code
  /// Bytes from the start of the text.
  var offset: Int
}

/// What the reader meets. Names are without their prefix: AWS's documents have one namespace each.
enum XMLEvent: Equatable {
  case start(String)
  case text([UInt8])
  case end(String)
}

/// A pull reader for the XML that AWS's services send.
///
/// It reads elements, attributes (which it checks and drops), text, CDATA, comments, processing instructions and the five
/// entities and character references. It refuses a document type declaration, so that no entity can be defined, and it
/// checks that tags match. It is stricter and smaller than XML 1.0, on purpose.
struct XMLReader {
  private let bytes: [UInt8]
  private let limits: XMLLimits
  private var position = 0
  private var open: [String] = []
  private var elements = 0
  private var pendingEnd: String?
  private var hasRoot = false

  init(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLError) {
    guard bytes.count <= limits.length else { throw XMLError(code: .tooLong, offset: 0) }
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next event; `nil` after the end of the root element and nothing but space behind it.
  mutating func next() throws(XMLError) -> XMLEvent? {
    if let name = pendingEnd {
      pendingEnd = nil
      open.removeLast()
      return .end(name)
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        if let text = try characters() { return text }
      } else if isElementTag {
        return try tag()
      } else if skips("<!--") {
        try skip(past: "-->")
      } else if skips("<![CDATA[") {
        return try characterData()
      } else if skips("<?") {
        try skip(past: "?>")
      } else {
        throw fault(.documentType)
      }
    }
    guard hasRoot, open.isEmpty else { throw fault(.cut) }
    return nil
  }

  /// What follows is neither a comment, CDATA, a processing instruction nor a declaration.
  private var isElementTag: Bool {
    guard position + 1 < bytes.count else { return true }
    return bytes[position + 1] != UInt8(ascii: "!") && bytes[position + 1] != UInt8(ascii: "?")
  }

  private func fault(_ code: XMLError.Code) -> XMLError { XMLError(code: code, offset: position) }

  private mutating func skips(_ literal: StaticString) -> Bool {
    let wanted = Array(literal.description.utf8)
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func skip(past literal: StaticString) throws(XMLError) {
    _ = try upTo(literal)
  }

  private mutating func upTo(_ literal: StaticString) throws(XMLError) -> ArraySlice<UInt8> {
    let wanted = Array(literal.description.utf8)
    let start = position
    while position + wanted.count <= bytes.count {
      if bytes[position] == wanted[0], bytes[position...].starts(with: wanted) {
        defer { position += wanted.count }
        return bytes[start..<position]
      }
      position += 1
    }
    throw fault(.cut)
  }

  private mutating func characterData() throws(XMLError) -> XMLEvent {
    guard !open.isEmpty else { throw fault(.syntax) }
    return .text(Array(try upTo("]]>")))
  }

  /// Text between tags; `nil` for space outside the root.
  private mutating func characters() throws(XMLError) -> XMLEvent? {
    let start = position
    var hasEntity = false
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
      if bytes[position] == UInt8(ascii: "&") { hasEntity = true }
      position += 1
    }
    let raw = bytes[start..<position]
    if open.isEmpty {
      guard raw.allSatisfy(Self.isSpace) else { throw XMLError(code: .syntax, offset: start) }
      return nil
    }
    return .text(hasEntity ? try resolve(raw) : Array(raw))
  }

  private func resolve(_ raw: ArraySlice<UInt8>) throws(XMLError) -> [UInt8] {
    var out: [UInt8] = []
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "&") else {
        out.append(raw[index])
        index += 1
        continue
      }
      // The longest is a reference of ten hex digits, written with leading zeros.
      let end = raw[index...].prefix(16).firstIndex(of: UInt8(ascii: ";"))
      guard let end, let scalar = Self.entity(raw[(index + 1)..<end]) else {
        throw XMLError(code: .syntax, offset: index)
      }
      out += String(Character(scalar)).utf8
      index = end + 1
    }
    return out
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      if text.hasPrefix("#x") { return UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
      if text.hasPrefix("#") { return UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init) }
      return nil
    }
  }

  private mutating func tag() throws(XMLError) -> XMLEvent {
    position += 1
    guard position < bytes.count else { throw fault(.cut) }
    if bytes[position] == UInt8(ascii: "/") { return try endTag() }
    guard open.count < limits.depth else { throw fault(.tooDeep) }
    guard elements < limits.elements else { throw fault(.tooMany) }
    guard !(open.isEmpty && hasRoot) else { throw fault(.syntax) }
    let name = try self.name()
    try attributes()
    hasRoot = true
    elements += 1
    open.append(name)
    if bytes[position] == UInt8(ascii: "/") {
      position += 1
      pendingEnd = name
    }
    guard position < bytes.count else { throw fault(.cut) }
    guard bytes[position] == UInt8(ascii: ">") else { throw fault(.syntax) }
    position += 1
    return .start(name)
  }

  private mutating func endTag() throws(XMLError) -> XMLEvent {
    position += 1
    let name = try self.name()
    skipSpace()
    guard position < bytes.count else { throw fault(.cut) }
    guard bytes[position] == UInt8(ascii: ">"), open.last == name else { throw fault(.syntax) }
    position += 1
    open.removeLast()
    return .end(name)
  }

  private mutating func name() throws(XMLError) -> String {
    var start = position
    while position < bytes.count, Self.isName(bytes[position]) {
      if bytes[position] == UInt8(ascii: ":") { start = position + 1 }
      position += 1
    }
    guard position < bytes.count else { throw fault(.cut) }
    guard start < position, position - start <= 256 else { throw fault(.syntax) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Leaves the position on `>` or `/`.
  private mutating func attributes() throws(XMLError) {
    while true {
      skipSpace()
      guard position < bytes.count else { throw fault(.cut) }
      if bytes[position] == UInt8(ascii: ">") || bytes[position] == UInt8(ascii: "/") { return }
      _ = try name()
      skipSpace()
      guard position + 1 < bytes.count else { throw fault(.cut) }
      guard bytes[position] == UInt8(ascii: "=") else { throw fault(.syntax) }
      position += 1
      skipSpace()
      guard position < bytes.count else { throw fault(.cut) }
      let quote = bytes[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw fault(.syntax) }
      guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { throw fault(.cut) }
      position = end + 1
    }
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: ":"), 0x80...0xFF:
      true
    default: false
    }
  }
}
