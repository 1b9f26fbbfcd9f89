public import BinaryCursor

/// Reads the rows of one table of an SQLite database (file format 3, sqlite.org/fileformat2.html), without SQLite: a library that opens the file by its path
/// would leave the quiet view, and might write beside it. Only what rpm's database needs: rowid tables, no WAL, no index.
public struct SQLiteTable {
  /// One column's value.
  public enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(UInt64)
    case text([UInt8])
    case blob([UInt8])
  }

  private let read: (Int64, Int) -> [UInt8]?
  private let pageSize: Int
  private let usable: Int
  private let root: Int

  /// More bytes in one row than this are refused.
  public static let rowLimit = 64 << 20
  private static let pageLimit = 4_000_000
  private static let depthLimit = 24

  /// - Parameters:
  ///   - name: The table.
  ///   - read: Bytes at an offset of the database; `nil` or fewer bytes if they cannot be had.
  /// - Throws: `.badMagic`, `.truncated`, `.badValue` when there is no such table.
  public init(named name: String, read: @escaping (Int64, Int) -> [UInt8]?) throws(ParseError) {
    guard let head = read(0, 100), head.count == 100 else { throw ParseError(.truncated, at: 0, "database header") }
    guard head.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw ParseError(.badMagic, at: 0, "not an SQLite database")
    }
    let size = Int(head[16]) << 8 | Int(head[17])
    pageSize = size == 1 ? 65_536 : size
    guard pageSize >= 512, pageSize <= 65_536, pageSize & (pageSize - 1) == 0, pageSize - Int(head[20]) >= 480 else {
      throw ParseError(.badValue, at: 16, "page size")
    }
    usable = pageSize - Int(head[20])
    self.read = read
    var found: Int?
    let schema = SQLiteTable(read: read, pageSize: pageSize, usable: usable, root: 1)
    schema.forEachRow { _, columns in
      if columns.count >= 4, columns[0] == .text(Array("table".utf8)), columns[1] == .text(Array(name.utf8)),
        case .integer(let page) = columns[3]
      {
        found = Int(exactly: page)
      }
    }
    guard let found, found > 0 else { throw ParseError(.badValue, at: 100, "no table of that name") }
    root = found
  }

  private init(read: @escaping (Int64, Int) -> [UInt8]?, pageSize: Int, usable: Int, root: Int) {
    self.read = read
    self.pageSize = pageSize
    self.usable = usable
    self.root = root
  }

  /// Calls `body` with each row's id and columns. Damaged rows are passed over.
  ///
  /// - Returns: How many rows and pages were damaged.
  /// - Throws: What `body` throws.
  @discardableResult
  public func forEachRow<E: Error>(_ body: (Int64, [Value]) throws(E) -> Void) throws(E) -> Int {
    var damaged = 0
    var visited: Set<Int> = []
    var waiting: [(page: Int, depth: Int)] = [(root, 0)]
    while let next = waiting.popLast() {
      guard next.depth < Self.depthLimit, visited.count < Self.pageLimit, visited.insert(next.page).inserted,
        let page = readPage(next.page)
      else {
        damaged += 1
        continue
      }
      let start = next.page == 1 ? 100 : 0
      guard let kind = page[safe: start], let count = number(page, start + 3, 2) else { continue }
      switch kind {
      case 0x05:
        // Children are pushed in reverse, so that rows come in the order of their ids.
        if let right = number(page, start + 8, 4) { waiting.append((right, next.depth + 1)) }
        for index in (0..<count).reversed() {
          guard let cell = number(page, start + 12 + index * 2, 2), let child = number(page, cell, 4) else {
            damaged += 1
            continue
          }
          waiting.append((child, next.depth + 1))
        }
      case 0x0d:
        for index in 0..<count {
          guard let cell = number(page, start + 8 + index * 2, 2), let (id, payload) = payload(page, cell),
            let columns = columns(payload)
          else {
            damaged += 1
            continue
          }
          try body(id, columns)
        }
      default: damaged += 1
      }
    }
    return damaged
  }

  private func readPage(_ number: Int) -> [UInt8]? {
    guard number > 0, let page = read(Int64(number - 1) * Int64(pageSize), pageSize), page.count == pageSize else {
      return nil
    }
    return page
  }

  /// The row's id and record, overflow pages included.
  private func payload(_ page: [UInt8], _ cell: Int) -> (Int64, [UInt8])? {
    var position = cell
    guard let size = varint(page, &position), let id = varint(page, &position), size >= 0, size <= Self.rowLimit else {
      return nil
    }
    let length = Int(size)
    let most = usable - 35
    var local = length
    if length > most {
      let least = (usable - 12) * 32 / 255 - 23
      let preferred = least + (length - least) % (usable - 4)
      local = preferred <= most ? preferred : least
    }
    guard position + local <= usable else { return nil }
    var record = Array(page[position..<(position + local)])
    guard local < length else { return (id, record) }
    guard var next = number(page, position + local, 4) else { return nil }
    while record.count < length {
      guard next != 0, let overflow = readPage(next), let following = number(overflow, 0, 4) else { return nil }
      record += overflow[4..<(4 + min(usable - 4, length - record.count))]
      next = following
    }
    return (id, record)
  }

  private func columns(_ record: [UInt8]) -> [Value]? {
    var position = 0
    guard let headerSize = varint(record, &position), headerSize >= 1, headerSize <= record.count else { return nil }
    var types: [Int64] = []
    while position < Int(headerSize) {
      guard let type = varint(record, &position), type >= 0, types.count < 256 else { return nil }
      types.append(type)
    }
    var values: [Value] = []
    for type in types {
      guard let value = value(type, record, &position) else { return nil }
      values.append(value)
    }
    return values
  }

  private func value(_ type: Int64, _ record: [UInt8], _ position: inout Int) -> Value? {
    func take(_ length: Int) -> ArraySlice<UInt8>? {
      guard length >= 0, length <= record.count - position else { return nil }
      defer { position += length }
      return record[position..<(position + length)]
    }
    switch type {
    case 0: return .null
    case 1...6:
      guard let bytes = take([1, 2, 3, 4, 6, 8][Int(type) - 1]), let first = bytes.first else { return nil }
      return .integer(bytes.reduce(first >= 0x80 ? -1 : 0) { $0 << 8 | Int64($1) })
    case 7: return take(8).map { .real($0.reduce(0) { $0 << 8 | UInt64($1) }) }
    case 8: return .integer(0)
    case 9: return .integer(1)
    case 12...Int64(Self.rowLimit) * 2 + 13:
      let bytes = take(Int((type - 12) / 2)).map { Array($0) }
      return bytes.map { type % 2 == 0 ? .blob($0) : .text($0) }
    default: return nil
    }
  }

  /// Big-endian.
  private func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int? {
    guard offset >= 0, length <= bytes.count - offset else { return nil }
    return bytes[offset..<(offset + length)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// One to nine bytes, seven bits each, the ninth with eight.
  private func varint(_ bytes: [UInt8], _ position: inout Int) -> Int64? {
    var result: UInt64 = 0
    for index in 0..<9 {
      guard let byte = bytes[safe: position] else { return nil }
      position += 1
      if index == 8 { return Int64(bitPattern: result << 8 | UInt64(byte)) }
      result = result << 7 | UInt64(byte & 0x7f)
      if byte & 0x80 == 0 { return Int64(bitPattern: result) }
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate subscript(safe index: Int) -> UInt8? { index >= 0 && index < count ? self[index] : nil }
}
