public import CaseModel

/// Replaces what looks like a secret by as many `*`, so that command lines, histories and user data can be kept and shown.
///
/// It knows shapes, not truth: names that mean a secret with what they are set to, options of well-known programs that take a
/// password, HTTP credentials, passwords in URLs, private keys, tokens with known prefixes and crypt(3) hashes. References
/// to variables (`$TOKEN`) and paths of password files stay, as they are no secret and tell a lot. Works on a shell line, on whole
/// texts, and on NUL-separated arguments as in `/proc/PID/cmdline`.
public enum SecretMask {
  /// Masked bytes, as long as the input, and where they differ.
  public struct Masked: Sendable, Hashable {
    /// As long as the input.
    public var bytes: [UInt8]
    /// What was replaced, in order, not overlapping.
    public var ranges: [Range<Int>]

    /// The ranges as `[offset, length]`, the form of a manifest's `masked`.
    public var offsetsAndLengths: [[Int]] { ranges.map { [$0.lowerBound, $0.count] } }
  }

  /// Masks a line, a text, or NUL-separated arguments.
  public static func mask(_ bytes: some Collection<UInt8>) -> Masked {
    var scan = SecretScan(Array(bytes))
    scan.run()
    return scan.masked
  }

  /// Masks one text.
  public static func mask(_ text: HostString) -> HostString {
    let masked = mask(text.bytes)
    return masked.ranges.isEmpty ? text : HostString(bytes: masked.bytes)
  }

  /// Masks arguments, each whole: a password with a blank in it is masked to its end.
  public static func mask(arguments: [HostString]) -> [HostString] {
    let pieces = arguments.map(\.bytes)
    let masked = mask(Array(pieces.joined(separator: [0])))
    guard !masked.ranges.isEmpty else { return arguments }
    var start = 0
    return pieces.map { piece in
      defer { start += piece.count + 1 }
      return HostString(bytes: masked.bytes[start..<(start + piece.count)])
    }
  }
}
