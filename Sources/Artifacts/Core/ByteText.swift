internal import CaseModel

/// Text work on bytes of an artifact, without decoding. All of it treats the bytes as ASCII.
extension ArraySlice<UInt8> {
  init(_ text: String) { self = Array(text.utf8)[...] }

  /// The escaped form for a record.
  var hostString: HostString { HostString(bytes: self) }

  /// As text, for what must be ASCII anyway; other bytes become replacement characters.
  var ascii: String { String(decoding: self, as: UTF8.self) }

  func hasPrefix(_ text: String) -> Bool { starts(with: text.utf8) }

  func hasSuffix(_ text: String) -> Bool {
    let length = text.utf8.count
    return count >= length && suffix(length).elementsEqual(text.utf8)
  }

  func equals(_ text: String) -> Bool { elementsEqual(text.utf8) }

  /// Index where `text` first stands at or after `start`.
  func find(_ text: String, from start: Int? = nil) -> Int? {
    find(Array(text.utf8), from: start)
  }

  /// Index where `needle` first stands at or after `start`.
  func find(_ needle: [UInt8], from start: Int? = nil) -> Int? {
    guard let first = needle.first, count >= needle.count else { return nil }
    var index = Swift.max(start ?? startIndex, startIndex)
    let last = endIndex - needle.count
    while index <= last {
      guard let hit = self[index...last].firstIndex(of: first) else { return nil }
      if self[hit..<(hit + needle.count)].elementsEqual(needle) { return hit }
      index = hit + 1
    }
    return nil
  }

  func contains(_ text: String) -> Bool { find(text) != nil }

  /// What stands after `text`, if it stands there.
  func after(_ text: String) -> ArraySlice<UInt8>? { find(text).map { self[($0 + text.utf8.count)...] } }

  /// What stands before `text`, if it stands there.
  func before(_ text: String) -> ArraySlice<UInt8>? { find(text).map { self[startIndex..<$0] } }

  /// What stands between `open` and the next `close`.
  func between(_ open: String, _ close: String) -> ArraySlice<UInt8>? { after(open)?.before(close) }

  /// What follows a prefix, if it is there.
  func dropping(prefix text: String) -> ArraySlice<UInt8>? { hasPrefix(text) ? dropFirst(text.utf8.count) : nil }

  /// The parts before and after the first `byte`.
  func cut(at byte: UInt8) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    firstIndex(of: byte).map { (self[startIndex..<$0], self[($0 + 1)...]) }
  }

  /// Without blanks, tabs and carriage returns at both ends.
  var trimmed: ArraySlice<UInt8> {
    let head = drop { $0.isBlank }
    guard let last = head.lastIndex(where: { !$0.isBlank }) else { return head }
    return head[head.startIndex...last]
  }

  /// Words separated by blanks; at most `limit` of them, the rest is left out.
  func words(limit: Int = 1024) -> [ArraySlice<UInt8>] {
    Array(split(maxSplits: limit, omittingEmptySubsequences: true) { $0.isBlank }.prefix(limit))
  }

  /// The first word.
  var firstWord: ArraySlice<UInt8> { drop { $0.isBlank }.prefix { !$0.isBlank } }

  /// A copy in lower case.
  var lowercased: ArraySlice<UInt8> { map { $0.lowercased }[...] }

  /// A number of only digits that fits.
  var decimal: Int? { number(radix: 10) }

  /// A number of only octal digits that fits.
  var octal: Int? { number(radix: 8) }

  /// A number of only hexadecimal digits that fits.
  var hexadecimal: Int? { number(radix: 16) }

  private func number(radix: Int) -> Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for byte in self {
      guard let digit = byte.hexValue, digit < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflow2) = product.addingReportingOverflow(digit)
      guard !overflow, !overflow2 else { return nil }
      value = sum
    }
    return value
  }
}

extension UInt8 {
  var isBlank: Bool { self == 32 || self == 9 || self == 13 }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7a }
  var isAlphanumeric: Bool { isDigit || isLetter }
  var lowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }

  /// 0 to 15.
  var hexValue: Int? {
    if isDigit { return Int(self) - 0x30 }
    let low = self | 0x20
    return low >= 0x61 && low <= 0x66 ? Int(low) - 0x57 : nil
  }
}
