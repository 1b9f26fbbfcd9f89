internal import Foundation

/// Where the package lies, and what is built in it.
public enum Repository {
  /// The package's folder.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The path of something in the package.
  public static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// The path of a program that the build made.
  public static func program(_ name: String) -> String { path(".build/debug/\(name)") }
}
