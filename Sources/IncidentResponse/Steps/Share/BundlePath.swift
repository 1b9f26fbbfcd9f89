internal import CaseModel

/// Where a bundle lies on a share, as the suspect said it. The suspect is hostile: one or two plain names are taken, and nothing else.
struct BundlePath: Sendable, Hashable {
  /// Relative, without a slash at either end.
  let text: String

  /// - Parameter said: Gives `nil` for whatever could lead elsewhere: absolute, `..`, hidden, deep or odd names.
  init?(_ said: HostString) {
    let parts = said.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isPlain) else { return nil }
    text = said.text
  }

  /// Letters, digits, dots, dashes and underscores, at most 128, not beginning with a dot: as collectors name folders and files.
  static func isPlain(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x2D, 0x2E, 0x5F].contains($0)
      }
  }
}
