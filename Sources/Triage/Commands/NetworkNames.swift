/// Addresses and host names that stand in a text: a command, a log line, a title. Linear time, bounded result.
enum NetworkNames {
  /// Bytes of a text that are looked at.
  static let textLimit = 8_192

  /// Words that could be an address, a host name, a digest or a fingerprint: runs of letters, digits and `.:_-+/=`, at most 256.
  static func words(in text: String) -> [String] {
    var result: [String] = []
    var word: [UInt8] = []
    func end() {
      // Punctuation of the sentence around it.
      while let last = word.last, ".:-/=+".utf8.contains(last) { word.removeLast() }
      let start = word.firstIndex { !".-/=+".utf8.contains($0) } ?? word.endIndex
      if start < word.endIndex { result.append(String(decoding: word[start...], as: UTF8.self)) }
      word = []
    }
    for byte in text.utf8.prefix(textLimit) {
      guard result.count < 256 else { return result }
      if isWordByte(byte) { word.append(byte) } else { end() }
    }
    end()
    return result
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    ShellParser.isNameByte(byte) || ".:-/=+".utf8.contains(byte)
  }

  /// The numeric addresses, in their order, each once. A port behind one is allowed.
  static func addresses(in text: String) -> [NumericAddress] {
    var seen: Set<NumericAddress> = []
    var result: [NumericAddress] = []
    for word in words(in: text) {
      for part in word.split(maxSplits: 16, whereSeparator: { $0 == "/" || $0 == "=" }) {
        guard let address = address(part), seen.insert(address).inserted else { continue }
        result.append(address)
      }
    }
    return result
  }

  /// One address, perhaps with a port behind it.
  private static func address(_ word: Substring) -> NumericAddress? {
    if let address = NumericAddress(word) { return address }
    guard let colon = word.lastIndex(of: ":"), !word[..<colon].contains(":") else { return nil }
    return NumericAddress(word[..<colon])
  }
}
