/// One pass of `SecretMask` over bytes: collects the ranges of secrets. The rules are in the extensions.
struct SecretScan {
  let bytes: [UInt8]
  /// NUL-separated arguments: a value that begins an argument, or that an argument's name is set to, reaches to the NUL.
  let isArguments: Bool
  private(set) var ranges: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isArguments = bytes.contains(0)
  }

  mutating func run() {
    findNamedValues()
    findOptions()
    findPipedPasswords()
    findURLPasswords()
    findPrivateKeys()
    findKnownTokens()
    findHashes()
    findSQL()
  }

  mutating func add(_ range: Range<Int>) {
    if !range.isEmpty { ranges.append(range) }
  }

  /// The ranges joined, and the bytes with stars in them.
  var masked: SecretMask.Masked {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    var result = bytes
    for range in joined {
      for index in range where result[index] != 10 && result[index] != 13 { result[index] = UInt8(ascii: "*") }
    }
    return SecretMask.Masked(bytes: result, ranges: joined)
  }

  /// The extent of a value that begins at `start`; `nil` if what stands there is no secret (nothing, a variable, a placeholder).
  func value(at start: Int, wholeArgument: Bool = false) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    var begin = start
    while begin + 1 < bytes.count, bytes[begin] == UInt8(ascii: "\\"), Self.isQuote(bytes[begin + 1]) { begin += 1 }
    let range: Range<Int>
    if Self.isQuote(bytes[begin]) {
      range = quoted(from: begin + 1, quote: bytes[begin])
    } else if wholeArgument, isArguments {
      range = begin..<end(from: begin) { $0 == 0 }
    } else {
      range = begin..<end(from: begin) { Self.endsBareValue($0) }
    }
    return range.isEmpty || isReference(range) ? nil : range
  }

  /// - Parameter limit: Looks at no more bytes, so that a text made for it cannot cost its length squared.
  func end(from start: Int, limit: Int = .max, where isEnd: (UInt8) -> Bool) -> Int {
    let stop = start + min(limit, bytes.count - start)
    return bytes[start..<stop].firstIndex(where: isEnd) ?? stop
  }

  private func quoted(from start: Int, quote: UInt8) -> Range<Int> {
    var index = start
    while index < bytes.count, bytes[index] != quote, bytes[index] != 10, bytes[index] != 0 {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if bytes[index + 1] == quote, index > start { return start..<index }
        index += 1
      }
      index += 1
    }
    return start..<min(index, bytes.count)
  }

  /// A variable, a placeholder, a word that is no secret, or a path.
  private func isReference(_ range: Range<Int>) -> Bool {
    let value = bytes[range]
    let first = value[value.startIndex]
    if first == UInt8(ascii: "$"), let next = value.dropFirst().first {
      return next.isLetter || "{(_@".utf8.contains(next)
    }
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "%") || value.hasPrefix("{{") { return true }
    if first == UInt8(ascii: "/") {
      return Self.places.contains(where: value.dropFirst().prefix { $0 != UInt8(ascii: "/") }.equals)
    }
    return value.count <= 10 && Self.plainWords.contains(where: value.lowercased.equals)
  }

  static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  static func endsBareValue(_ byte: UInt8) -> Bool {
    byte <= 32 || isQuote(byte) || ("&;|,)}]<>`".utf8.contains(byte))
  }

  private static let places = ["etc", "run", "var", "home", "root", "usr", "tmp", "opt", "dev", "proc", "srv", "mnt"]
  private static let plainWords = [
    "yes", "no", "true", "false", "none", "null", "on", "off", "0", "1", "required", "requisite", "sufficient",
    "prompt",
    "stdin", "optional", "nil", "never", "always",
  ]
}
