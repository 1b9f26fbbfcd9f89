/// Secrets in command lines: options that take one, and what is piped into a program that reads a password.
extension SecretScan {
  /// Walks the words; a known program's options are in force until its command ends.
  mutating func findOptions() {
    var options: [SecretPrograms.Option] = []
    var position = 0
    while let word = nextWord(from: position) {
      position = word.upperBound
      if startsCommand(word) { options = [] }
      let plain = Self.unquoted(bytes[word])
      if plain.first != UInt8(ascii: "-") {
        let known = SecretPrograms.options(of: Self.lastComponent(plain))
        if !known.isEmpty { options = known }
      }
      let separate = checkOption(word, options)
      if separate.found, let value = nextWord(from: position) { addSeparate(value, after: separate.after) }
      if Self.endsCommand(bytes[word]) { options = [] }
    }
  }

  private func nextWord(from position: Int) -> Range<Int>? {
    guard let start = bytes[min(position, bytes.count)...].firstIndex(where: { $0 > 32 }) else { return nil }
    return start..<end(from: start) { $0 <= 32 }
  }

  private func startsCommand(_ word: Range<Int>) -> Bool { word.lowerBound > 0 && bytes[word.lowerBound - 1] == 10 }

  /// Masks a value in the same word; says whether the next word is a value.
  private mutating func checkOption(
    _ word: Range<Int>, _ options: [SecretPrograms.Option]
  ) -> (found: Bool, after: UInt8?) {
    let text = bytes[word]
    for option in options where text.hasPrefix(option.flag) {
      if text.count == option.flag.utf8.count { return (option.isSeparate, option.after) }
      if option.isGlued, !text.hasPrefix("--") {
        addValue(at: word.lowerBound + option.flag.utf8.count, after: option.after)
        return (false, nil)
      }
    }
    guard text.first == UInt8(ascii: "-"), !text.contains(UInt8(ascii: "=")) else { return (false, nil) }
    let name = text.drop { $0 == UInt8(ascii: "-") }.lowercased
    guard name.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else {
      return (false, nil)
    }
    return (SecretNames.meaning(of: name) == .secret, nil)
  }

  private mutating func addSeparate(_ word: Range<Int>, after separator: UInt8?) {
    guard bytes[word].first != UInt8(ascii: "-") else { return }
    addValue(at: word.lowerBound, after: separator)
  }

  private mutating func addValue(at start: Int, after separator: UInt8?) {
    let begins = start > 0 && bytes[start - 1] == 0
    guard let range = value(at: start, wholeArgument: begins) else { return }
    guard let separator else { return add(range) }
    if let index = bytes[range].firstIndex(of: separator), index + 1 < range.upperBound {
      let secret = (index + 1)..<range.upperBound
      if value(at: secret.lowerBound) != nil { add(secret) }
    }
  }

  /// `echo user:SECRET | chpasswd`, `echo SECRET | passwd --stdin`, `echo SECRET | sudo -S`.
  mutating func findPipedPasswords() {
    for reader in ["chpasswd", "passwd --stdin", "sudo -S", "sudo --stdin"] {
      var from = 0
      while let hit = bytes[...].find(reader, from: from) {
        from = hit + reader.utf8.count
        maskWriter(before: hit, onlyAfterColon: reader == "chpasswd")
      }
    }
  }

  private mutating func maskWriter(before hit: Int, onlyAfterColon: Bool) {
    let reach = max(0, hit - 1024)
    let lineStart = bytes[reach..<hit].lastIndex { $0 == 10 || $0 == 0 }.map { $0 + 1 } ?? reach
    guard let pipe = bytes[lineStart..<hit].lastIndex(of: UInt8(ascii: "|")) else { return }
    let head = bytes[lineStart..<pipe]
    guard let writer = ["echo ", "printf "].compactMap({ text in head.find(text).map { $0 + text.utf8.count } }).min()
    else { return }
    let start = onlyAfterColon ? bytes[writer..<pipe].firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } : writer
    if let start, value(at: start) != nil { add(start..<pipe) }
  }

  private static func unquoted(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.drop { isQuote($0) || "($`{".utf8.contains($0) }
  }

  private static func lastComponent(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.lastIndex(of: UInt8(ascii: "/")).map { word[($0 + 1)...] } ?? word
  }

  private static func endsCommand(_ word: ArraySlice<UInt8>) -> Bool {
    word.last == UInt8(ascii: ";") || word.equals("|") || word.equals("&&") || word.equals("||") || word.equals("&")
  }
}
