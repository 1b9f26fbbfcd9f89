/// Where keywords stand in a text, found in one walk.
struct KeywordIndex {
  private static let hitLimit = 256

  private var hits: [String: [Int]] = [:]

  /// - Parameters:
  ///   - bytes: Lower case.
  ///   - keywords: At least two bytes each.
  init(_ bytes: [UInt8], _ keywords: KeywordTable) {
    guard bytes.count >= 2 else { return }
    for index in 0..<(bytes.count - 1) {
      let slot = keywords.slots[Int(bytes[index])]
      if slot.isEmpty { continue }
      for keyword in slot where keyword.bytes[1] == bytes[index + 1] {
        guard bytes.count - index >= keyword.bytes.count,
          bytes[index..<(index + keyword.bytes.count)].elementsEqual(keyword.bytes)
        else { continue }
        if hits[keyword.text, default: []].count < Self.hitLimit { hits[keyword.text, default: []].append(index) }
      }
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

  /// Whether any of the keywords stands in the bytes, which are lower case.
  func isAny(in bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    for index in bytes.startIndex..<(bytes.endIndex - 1) {
      for keyword in slots[Int(bytes[index])] where keyword.bytes[1] == bytes[index + 1] {
        if bytes[index...].starts(with: keyword.bytes) { return true }
      }
    }
    return false
  }

  init(_ keywords: [String]) {
    for text in Set(keywords).sorted() {
      let bytes = Array(text.utf8)
      guard bytes.count >= 2 else { continue }
      slots[Int(bytes[0])].append(Keyword(text: text, bytes: bytes))
    }
  }
}
