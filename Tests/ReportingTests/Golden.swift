import Foundation
import Testing

/// Files that hold what people read, kept beside the tests. `NEEDLETAIL_RECORD_GOLDEN=1` writes them anew; the change is then
/// read in the diff.
enum Golden {
  static func expect(_ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["NEEDLETAIL_RECORD_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let (lines, keptLines) = (
      text.split(separator: "\n", omittingEmptySubsequences: false),
      kept.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let first = zip(lines, keptLines).first { $0 != $1 }
    #expect(first == nil, "first difference to \(name)", sourceLocation: sourceLocation)
    #expect(lines.count == keptLines.count, sourceLocation: sourceLocation)
  }
}
