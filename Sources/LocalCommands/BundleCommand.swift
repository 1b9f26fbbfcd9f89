internal import ArgumentParser
internal import BundleJudging
internal import CaseModel
internal import Digests
internal import JSONText
internal import ProgramKit
internal import Verifier

/// Looks into bundles.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Look into a verified bundle.",
    subcommands: [ListExhibits.self, ShowExhibit.self, ExtractExhibit.self, CompareBundles.self])
}

/// Lists exhibits.
struct ListExhibits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the exhibits: line, size, digest, source.")
  @OptionGroup var options: BundleOptions
  @Flag(help: "One JSON document on stdout.") var json = false

  func run() {
    carryOut(asJSON: json) {
      let bundle = try CheckedBundle.open(path: options.bundle, seal: options.seal)
      let exhibits = try bundle.reader.exhibits()
      if json {
        Terminal.out(JSONValue.array(exhibits.map(\.json)).prettyText + "\n")
      } else {
        for exhibit in exhibits {
          Terminal.out(
            "\(exhibit.line)\t\(exhibit.size)\t\(exhibit.sha256.hex)\t\(HostString(escaped: exhibit.source).text)\n")
        }
      }
      return bundle.exitCode
    }
  }
}

/// Shows what the manifest says of an exhibit.
struct ShowExhibit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the manifest's line of an exhibit.")
  @OptionGroup var options: BundleOptions
  @Option(help: "Manifest line, or SHA-256 of the exhibit.") var exhibit: String

  func run() {
    carryOut(asJSON: true) {
      let bundle = try CheckedBundle.open(path: options.bundle, seal: options.seal)
      Terminal.out(try bundle.exhibit(exhibit).json.prettyText + "\n")
      return bundle.exitCode
    }
  }
}

/// Writes the bytes of an exhibit.
struct ExtractExhibit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write the bytes of an exhibit to a file. They come from a suspect: do not run them.")
  @OptionGroup var options: BundleOptions
  @Option(help: "Manifest line, or SHA-256 of the exhibit.") var exhibit: String
  @Option(name: .shortAndLong, help: "The file to write; it must not be below the bundle.") var output: String

  func run() {
    carryOut(asJSON: false) {
      let bundle = try CheckedBundle.open(path: options.bundle, seal: options.seal)
      var bytes: [UInt8] = []
      try bundle.reader.extract(try bundle.exhibit(exhibit)) { bytes += $0 }
      try OutputFile.write(bytes, to: output)
      return bundle.exitCode
    }
  }
}

/// Compares two bundles.
struct CompareBundles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare the exhibits of two bundles by source and digest.")
  @Argument(help: "The first bundle.") var before: String
  @Argument(help: "The second bundle.") var after: String
  @Flag(help: "One JSON document on stdout.") var json = false

  func run() {
    carryOut(asJSON: json) {
      let first = try CheckedBundle.open(path: before, seal: nil)
      let second = try CheckedBundle.open(path: after, seal: nil)
      let difference = try BundleDifference(from: first.reader, to: second.reader)
      Terminal.out(json ? Self.json(difference).prettyText + "\n" : Self.text(difference))
      return .done
    }
  }

  private static func text(_ difference: BundleDifference) -> String {
    func shown(_ source: String) -> String { HostString(escaped: source).text }
    var lines = difference.removed.map { "- \(shown($0))" } + difference.added.map { "+ \(shown($0))" }
    lines += difference.changed.map { "~ \(shown($0.source))" }
    lines.append("\(difference.unchangedCount) sources are the same")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ difference: BundleDifference) -> JSONValue {
    [
      "added": .array(difference.added.map { .string($0) }), "removed": .array(difference.removed.map { .string($0) }),
      "changed": .array(difference.changed.map { .string($0.source) }),
      "unchanged": .integer(Int64(difference.unchangedCount)),
    ]
  }
}

extension CheckedBundle {
  /// The exhibit of a manifest line or digest.
  func exhibit(_ name: String) throws -> VerifiedExhibit {
    if let line = Int(name), let found = try reader.exhibit(line: line) { return found }
    if let digest = SHA256Digest(hex: name), let found = try reader.exhibit(sha256: digest) { return found }
    throw Failure("there is no such exhibit: \(HostString(name).text)", hint: "needletail bundle ls \(path)")
  }
}
