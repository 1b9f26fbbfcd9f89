/// Columns of text. Cells come from an image: they must be escaped already.
struct TextTable {
  /// A cell is cut behind so many characters, but the last of a row.
  private static let cellLimit = 60
  private var rows: [[String]]

  init(_ head: [String]) { rows = [head] }

  mutating func add(_ row: [String]) {
    rows.append(
      row.enumerated().map { index, cell in
        index + 1 < row.count && cell.count > Self.cellLimit ? cell.prefix(Self.cellLimit - 1) + "…" : cell
      })
  }

  /// A line a row, each ending with a line feed.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index + 1 < row.count ? cell + String(repeating: " ", count: widths[index] - cell.count) : cell
      }
      return cells.joined(separator: "  ").trimmingEnd + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
