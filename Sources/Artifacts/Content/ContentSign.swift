public import CaseModel

/// Something that a text contains and that attackers' files contain.
public struct ContentSign: Sendable, Hashable {
  /// Such as `php-eval-request`; documented in `ContentSigns.catalogue`.
  public var name: String
  /// Where it stands, in bytes from the start of the text.
  public var offset: Int
  /// The text around it, at most 240 bytes, secrets masked, line feeds as blanks.
  public var excerpt: HostString
}

/// Finds signs in content by structure: what flows into what, whatever the quoting, spacing and joining of strings. A sign is a reason
/// to look, no verdict: administration tools carry some of them.
public enum ContentSigns {
  /// Bytes looked at; what follows is left out.
  public static let lengthLimit = 4 << 20

  /// The names of all signs with what they mean.
  public static let catalogue: [(name: String, about: String)] = CodeSigns.catalogue + ShellSigns.catalogue

  /// Signs in content, each name once, in the order of their place.
  ///
  /// - Parameters:
  ///   - bytes: A file, a command line, a unit's directive, a cron line, ….
  ///   - path: Helps to tell the language.
  public static func find(_ bytes: [UInt8], path: HostString = "") -> [ContentSign] {
    let text = bytes[..<min(bytes.count, lengthLimit)]
    var found: [(String, Int)] = []
    let isBinary = text.prefix(4).elementsEqual([0x7f, 0x45, 0x4c, 0x46]) || text.prefix(512).contains(0)
    if isBinary {
      found = ShellSigns.findInBinary(text)
    } else {
      found = CodeSigns.find(text, path: path) + ShellSigns.find(text)
    }
    var names: Set<String> = []
    return found.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.filter { names.insert($0.0).inserted }.map { name, offset in
      ContentSign(name: name, offset: offset, excerpt: excerpt(text, offset))
    }
  }

  private static func excerpt(_ text: ArraySlice<UInt8>, _ offset: Int) -> HostString {
    let start = max(0, offset - 60)
    let around = text[start..<min(offset + 180, text.endIndex)]
    let line = around.map { $0 == 10 || $0 == 13 || $0 == 9 ? 32 : $0 }
    return SecretMask.mask(HostString(bytes: line[...].trimmed))
  }
}
