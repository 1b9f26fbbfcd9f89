/// Where keywords stand in a text, found in one walk.
struct KeywordIndex {
  private static let hitLimit = 256

  private var hits: [String: [Int]] = [:]

  /// - Parameters:
  ///   - bytes: Lower case.
  ///   - keywords: At least two bytes each.
  init(_ bytes: [UInt8], _ keywords: KeywordTable) {
    guard bytes.count >= 2 else { return }
    var pair = Int(bytes[0])
    for index in 1..<bytes.count {
      pair = (pair << 8 | Int(bytes[index])) & 0xffff
      if keywords.begins(pair) { note(bytes, index - 1, keywords) }
    }
  }

  private mutating func note(_ bytes: [UInt8], _ index: Int, _ keywords: KeywordTable) {
    for keyword in keywords.slots[Int(bytes[index])] where bytes[index...].starts(with: keyword.bytes) {
      if hits[keyword.text, default: []].count < Self.hitLimit { hits[keyword.text, default: []].append(index) }
    }
  }

  /// Positions of a keyword, in order (at most 256).
  subscript(_ keyword: String) -> [Int] { hits[keyword] ?? [] }

  /// Whether a keyword stands anywhere.
  func has(_ keyword: String) -> Bool { hits[keyword] != nil }
}

/// Keywords by their first byte.
struct KeywordTable: Sendable {
  struct Keyword: Sendable {
    var text: String
    var bytes: [UInt8]
  }

  fileprivate var slots: [[Keyword]] = Array(repeating: [], count: 256)
  /// One bit for each pair of bytes that a keyword begins with: most places of a text are passed by with one look.
  private var pairs: [UInt64] = Array(repeating: 0, count: 1024)

  fileprivate func begins(_ pair: Int) -> Bool { pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0 }

  /// Whether any of the keywords stands in the bytes, which are lower case.
  func isAny(in bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    var pair = 0
    for index in bytes.indices {
      pair = (pair << 8 | Int(bytes[index])) & 0xffff
      guard index > bytes.startIndex, begins(pair) else { continue }
      for keyword in slots[pair >> 8] where bytes[(index - 1)...].starts(with: keyword.bytes) { return true }
    }
    return false
  }

  init(_ keywords: [String]) {
    for text in Set(keywords).sorted() {
      let bytes = Array(text.utf8)
      guard bytes.count >= 2 else { continue }
      slots[Int(bytes[0])].append(Keyword(text: text, bytes: bytes))
      let pair = Int(bytes[0]) << 8 | Int(bytes[1])
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
    }
  }
}
