import Artifacts
import BinaryCursor
import Foundation
import Testing

@Suite struct SQLiteTableTests {
  private static func fixture() throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent("rows.sqlite")))
  }

  private static func reader(_ bytes: [UInt8]) -> (Int64, Int) -> [UInt8]? {
    { offset, length in
      guard offset >= 0, offset + Int64(length) <= Int64(bytes.count) else { return nil }
      return Array(bytes[Int(offset)..<(Int(offset) + length)])
    }
  }

  @Test func everyRowIsReadInOrderOverInteriorAndOverflowPages() throws {
    let table = try SQLiteTable(named: "Packages", read: Self.reader(try Self.fixture()))
    var ids: [Int64] = []
    let damaged = table.forEachRow { id, columns in
      ids.append(id)
      guard case .blob(let bytes) = columns[1] else {
        Issue.record("row \(id) holds no blob")
        return
      }
      // Fixtures/README.md: row n holds (n * 37) % 3000 bytes, each n % 251.
      #expect(bytes == [UInt8](repeating: UInt8(id % 251), count: Int(id) * 37 % 3000))
    }
    #expect(ids == Array(1...70))
    #expect(damaged == 0)
  }

  @Test func aTableThatIsNotThereIsSaid() throws {
    let read = Self.reader(try Self.fixture())
    #expect(throws: ParseError.self) { try SQLiteTable(named: "Nothing", read: read) }
    #expect(throws: ParseError.self) { try SQLiteTable(named: "Packages", read: Self.reader([1, 2, 3])) }
  }

  @Test func damageCostsRowsAndNothingElse() throws {
    let good = try Self.fixture()
    var seed: UInt64 = 7
    for _ in 0..<300 {
      var bytes = good
      for _ in 0..<8 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 24)
      }
      guard let table = try? SQLiteTable(named: "Packages", read: Self.reader(bytes)) else { continue }
      var rows = 0
      table.forEachRow { _, _ in rows += 1 }
      #expect(rows <= 5000)
    }
  }
}
