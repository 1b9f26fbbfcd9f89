internal import JSONText

/// How definitions serve the completeness ledger, and how what they name is read: `coverage.json` beside the definitions.
public struct CoverageMap: Sendable {
  /// What is said of one definition.
  public struct Entry: Sendable, Codable, Equatable {
    /// Name of the definition.
    public var definition: String
    /// `C001` … `C124`.
    public var id: String
    /// Name of a parser, or `none`.
    public var parser: String?
    /// Bytes of one file; 1 MiB if not given.
    public var limit: Int?
    /// The last bytes of a larger file, not the first.
    public var tail: Bool?
    /// Metadata and fingerprint only, unless secrets are asked for.
    public var secret: Bool?
    /// Whether the bytes are kept; true if not given.
    public var copy: Bool?
    /// Whether its ledger row must be whole.
    public var required: Bool?
  }

  private struct File: Codable {
    var format: String
    var version: Int
    var definitions: [Entry]
  }

  private(set) var entries: [String: Entry] = [:]
  private(set) var problems: [DefinitionProblem] = []

  /// No entries: every definition is copied under its own name.
  public init() {}

  /// Reads `coverage.json`. What is wrong with it becomes a problem of the compilation.
  ///
  /// - Parameters:
  ///   - file: For problems.
  ///   - text: The whole file.
  ///   - parsers: Names of parsers that there are; without them no name is checked.
  public init(file name: String, text: String, parsers: Set<String>? = nil) {
    do {
      let file = try JSONRecordDecoder.decode(File.self, from: Array(text.utf8), limits: JSONLimits(length: 4 << 20))
      guard file.format == "needletail-coverage", file.version == 1 else {
        report(name, nil, "not a coverage file of version 1")
        return
      }
      for entry in file.definitions { add(entry, name, parsers) }
    } catch {
      report(name, nil, "not read: \(error)")
    }
  }

  private mutating func add(_ entry: Entry, _ file: String, _ parsers: Set<String>?) {
    if !Self.isCoverageID(entry.id) { return report(file, entry.definition, "`id` is not C001 to C124: \(entry.id)") }
    if let limit = entry.limit, !(1...(1 << 30)).contains(limit) {
      return report(file, entry.definition, "`limit` is not 1 byte to 1 GiB: \(limit)")
    }
    if let parser = entry.parser, parser != "none", let parsers, !parsers.contains(parser) {
      return report(file, entry.definition, "no parser of that name: \(parser)")
    }
    if entries.updateValue(entry, forKey: entry.definition) != nil {
      report(file, entry.definition, "stands twice")
    }
  }

  static func isCoverageID(_ id: String) -> Bool {
    let digits = id.utf8.dropFirst()
    guard id.utf8.count == 4, id.hasPrefix("C"), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return (1...124).contains(Int(id.dropFirst()) ?? 0)
  }

  private mutating func report(_ file: String, _ definition: String?, _ message: String) {
    problems.append(DefinitionProblem(level: .error, file: file, line: 0, definition: definition, message: message))
  }
}
