internal import CaseModel

/// Text made fit to be shown: of bounded length, without characters that hide or reorder text.
enum DisplayText {
  /// Cuts after `limit` Unicode scalars (a single grapheme of a hostile name can be of any length) and says how much is missing.
  static func cut(_ text: String, to limit: Int) -> String {
    // Most texts are short: bytes are never fewer than scalars.
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return "\(String(scalars[..<end]))… [+\(Words.grouped(scalars[end...].count)) characters]"
  }

  /// Any text as it may be shown: control and reordering characters escaped, then cut.
  static func safe(_ text: String, limit: Int = 4_096) -> String {
    // The escaped form is idempotent, so text that came through HostString stays as it is.
    cut(HostString(escaped: cut(text, to: limit)).text, to: 4 * limit)
  }

  /// Columns that a terminal gives the text (Unicode Standard Annex 11, in outline).
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7f: 1
    case 0x300...0x36f, 0x483...0x489, 0x591...0x5bd, 0x610...0x61a, 0x64b...0x65f, 0x1ab0...0x1aff, 0x1dc0...0x1dff,
      0x20d0...0x20ff, 0xfe00...0xfe0f, 0xfe20...0xfe2f, 0xe0100...0xe01ef:
      0
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      2
    default: 1
    }
  }

  /// Breaks at spaces so that no line is wider than `width` columns; a word that is wider is broken anywhere. Runs of spaces stay:
  /// a name that ends in a space is a way to hide.
  static func wrap(_ text: String, width limit: Int) -> [String] {
    var lines: [String] = []
    var line: String?
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      for (index, piece) in pieces(of: String(word), width: limit).enumerated() {
        let size = width(piece)
        if let open = line, index == 0, used + 1 + size <= limit {
          line = open + " " + piece
          used += 1 + size
        } else {
          if let open = line { lines.append(open) }
          (line, used) = (piece, size)
        }
      }
    }
    return lines + [line ?? ""]
  }

  /// The text, or as much of it as `width` columns hold.
  static func fit(_ text: String, width limit: Int) -> String {
    var used = 0
    let kept = text.unicodeScalars.prefix {
      used += width($0)
      return used <= limit
    }
    return String(kept)
  }

  private static func pieces(of word: String, width limit: Int) -> [String] {
    guard width(word) > limit else { return [word] }
    var result: [String] = []
    var piece = ""
    var used = 0
    for scalar in word.unicodeScalars {
      if used + width(scalar) > limit, used > 0 {
        result.append(piece)
        (piece, used) = ("", 0)
      }
      piece.unicodeScalars.append(scalar)
      used += width(scalar)
    }
    return result + [piece]
  }
}
