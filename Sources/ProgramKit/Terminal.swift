internal import Glibc

/// stdout is data, stderr is words.
public enum Terminal {
  /// To stdout.
  public static func out(_ text: String) { write(text, 1) }
  /// To stderr.
  public static func err(_ text: String) { write(text, 2) }

  /// Colour only on a terminal, and never with NO_COLOR.
  public static var usesColour: Bool { isatty(1) == 1 && getenv("NO_COLOR") == nil }

  /// Columns of the terminal, 80 to 120; 96 where there is none.
  public static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 96 }
    return min(max(Int(size.ws_col), 60), 120)
  }

  /// Whether a person is at the other end of stdin and stderr.
  public static var isInteractive: Bool { isatty(0) == 1 && isatty(2) == 1 }

  private static func write(_ text: String, _ descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
