import Foundation
import HostKit
import JSONText
import Testing

/// A guest of lab/memory: its image, and what it said about itself.
struct Guest: CustomTestStringConvertible, Sendable {
  let kernel: String
  let variant: String
  let levels: Int
  /// Two ranges of RAM, as on EC2.
  var isSplit = false

  var testDescription: String { "\(kernel) \(variant), \(levels) levels\(isSplit ? ", two ranges" : "")" }

  /// One kernel in `./test`, all in `./test --slow`.
  static let wanted: [Guest] =
    [Guest(kernel: "6.1", variant: "planted", levels: 4), Guest(kernel: "6.1", variant: "clean", levels: 5)]
    + (Needs.slow
      ? [
        Guest(kernel: "6.1", variant: "planted", levels: 5), Guest(kernel: "6.12", variant: "planted", levels: 4),
        Guest(kernel: "6.12", variant: "planted", levels: 5),
        Guest(kernel: "6.12", variant: "clean", levels: 5, isSplit: true),
        Guest(kernel: "6.1", variant: "clean", levels: 4, isSplit: true),
      ] : [])

  /// The folder of a booted and captured guest, for as long as `body` runs.
  func with<Result>(_ body: (Taken) throws -> Result) async throws -> Result {
    let folder = NSTemporaryDirectory() + "needletail-memory-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var words = [Repository.path("lab/memory/memory"), "image", kernel, variant, folder, "--levels", "\(levels)"]
    if isSplit { words += ["--below", "256"] }
    try await Run.apart(words, limit: 600).expecting(0)
    return try body(Taken(folder: folder))
  }

  /// What lies in the folder.
  struct Taken {
    let folder: String
    var image: String { "\(folder)/image.elf" }

    func truth(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/truth/\(name)")), as: UTF8.self)
    }

    /// Pids that were there when the image was taken; one more process, a `sleep`, began after they were written down.
    func pids() throws -> Set<Int> { Set(try truth("pids").split(separator: " ").compactMap { Int($0) }) }

    /// A file of `/proc/PID`, without a line feed at its end; `nil` if it was not readable.
    func process(_ pid: Int, _ name: String) -> String? {
      guard var text = try? truth("proc/\(pid)/\(name)") else { return nil }
      if text.last == "\n" { text.removeLast() }
      return text
    }

    /// Planted things, by their names.
    func plants() throws -> [String: JSONValue] {
      guard let text = try? truth("plants.jsonl") else { return [:] }
      var plants: [String: JSONValue] = [:]
      for line in text.split(separator: "\n") {
        let plant = try JSONReader.parse(Array(line.utf8))
        plants[plant["plant"]?.string ?? ""] = plant
      }
      return plants
    }
  }
}
