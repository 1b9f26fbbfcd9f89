/// Text without what is used to hide words, with the way back to the original positions.
struct FoldedText {
  /// What is folded away.
  enum Style {
    /// Program code: blanks, comments, quotes and joined string pieces (`'ev'.'al'` is `eval`), `\xHH` escapes.
    case code
    /// Shell: quotes, backslashes and `${IFS}` inside words; blanks become one; line feeds stay.
    case shell
  }

  private(set) var bytes: [UInt8] = []
  private var origins: [Int32] = []

  /// - Parameter original: At most `Int32.max` bytes.
  init(_ original: ArraySlice<UInt8>, style: Style) {
    bytes.reserveCapacity(original.count)
    origins.reserveCapacity(original.count)
    switch style {
    case .code: foldCode(original)
    case .shell: foldShell(original)
    }
  }

  /// Position in the original bytes.
  func origin(of index: Int) -> Int { origins.indices.contains(index) ? Int(origins[index]) : 0 }

  private mutating func emit(_ byte: UInt8, _ origin: Int) {
    bytes.append(byte.lowercased)
    origins.append(Int32(truncatingIfNeeded: origin))
  }

  /// Of a blank or comment only one blank stays, and only where it parts two words.
  private mutating func foldCode(_ text: ArraySlice<UInt8>) {
    var index = text.startIndex
    // Set behind a closing quote: the joining sign and the next quote may follow.
    var afterQuote = false
    var isJoining = false
    var isParted = false
    while index < text.endIndex {
      let byte = text[index]
      let next = index + 1 < text.endIndex ? text[index + 1] : 0
      if byte <= 32 {
        isParted = true
        index += 1
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*"), let end = Self.commentEnd(text, index + 2) {
        isParted = true
        index = end
      } else if SecretScan.isQuote(byte) {
        if isJoining { isParted = false }
        (afterQuote, isJoining) = (true, false)
        index += 1
      } else if afterQuote, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+"), Self.joins(text, index + 1) {
        (isJoining, isParted) = (true, false)
        index += 1
      } else {
        let escape = byte == UInt8(ascii: "\\") && next == UInt8(ascii: "x") ? Self.hexEscape(text, index + 2) : nil
        emitCode(escape ?? byte, index, isParted: isParted)
        (afterQuote, isParted) = (false, false)
        index += escape == nil ? 1 : 4
      }
    }
  }

  private mutating func emitCode(_ byte: UInt8, _ origin: Int, isParted: Bool) {
    if isParted, let last = bytes.last, Self.isWordByte(last), Self.isWordByte(byte) { emit(32, origin) }
    emit(byte, origin)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == UInt8(ascii: "_") }

  /// Only blanks stand between the joining sign and the next quote.
  private static func joins(_ text: ArraySlice<UInt8>, _ start: Int) -> Bool {
    let rest = text[start..<min(start + 16, text.endIndex)]
    return rest.first { $0 > 32 }.map(SecretScan.isQuote) ?? false
  }

  private static func commentEnd(_ text: ArraySlice<UInt8>, _ start: Int) -> Int? {
    text[start..<min(start + 256, text.endIndex)].find("*/").map { $0 + 2 }
  }

  private static func hexEscape(_ text: ArraySlice<UInt8>, _ start: Int) -> UInt8? {
    guard start + 1 < text.endIndex, let high = text[start].hexValue, let low = text[start + 1].hexValue else {
      return nil
    }
    return UInt8(high << 4 | low)
  }

  private mutating func foldShell(_ text: ArraySlice<UInt8>) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == 10 {
        emit(10, index)
      } else if byte <= 32 {
        blank(index)
      } else if byte == UInt8(ascii: "\\") {
        if index + 1 < text.endIndex, text[index + 1] == 10 {
          blank(index)
          index += 1
        }
      } else if byte == UInt8(ascii: "$"), let length = Self.fieldSeparator(text, index) {
        blank(index)
        index += length - 1
      } else if !SecretScan.isQuote(byte) {
        emit(byte, index)
      }
      index += 1
    }
  }

  private mutating func blank(_ origin: Int) {
    if bytes.last != 32, bytes.last != 10 { emit(32, origin) }
  }

  private static func fieldSeparator(_ text: ArraySlice<UInt8>, _ index: Int) -> Int? {
    let next = index + 1 < text.endIndex ? text[index + 1] : 0
    guard next == UInt8(ascii: "{") || next == UInt8(ascii: "I") else { return nil }
    return ["${IFS}", "$IFS$9", "$IFS"].first { text[index...].hasPrefix($0) }?.utf8.count
  }
}
