/// A table that keeps within a number of rows and bytes and says what it left out. On narrow screens rows become cards.
struct DataTable {
  /// A heading, and how its cells look.
  struct Column {
    /// What stands above.
    var title: StaticString
    /// Class of its cells: `n` for numbers, `w` for long text, empty for the rest.
    var look: StaticString

    init(_ title: StaticString, _ look: StaticString = "") {
      self.title = title
      self.look = look
    }
  }

  /// What the table shows, for those who cannot see it.
  var caption: StaticString
  /// Headings.
  var columns: [Column]
  /// Most rows.
  var rowLimit = 500
  /// Most bytes of rows.
  var byteLimit = 150_000
  /// Where rows stand that were left out.
  var elsewhere: StaticString = "All of them are in the bundle: facts.jsonl.zst."
  private var rows: [HTML] = []
  private var bytes = 0
  private var kept = 0
  private var total = 0

  init(_ caption: StaticString, _ columns: [Column], rowLimit: Int = 500, byteLimit: Int = 150_000) {
    self.caption = caption
    self.columns = columns
    self.rowLimit = rowLimit
    self.byteLimit = byteLimit
  }

  private var hasRoom: Bool { kept < rowLimit && bytes < byteLimit }
  /// What does not matter by itself must leave a quarter for what does and comes later.
  private var hasAmpleRoom: Bool { kept < rowLimit / 4 * 3 && bytes < byteLimit / 4 * 3 }
  /// Rows that were offered.
  var count: Int { total }

  /// Offers one row; it is made only if there is room.
  ///
  /// - Parameter matters: `false` for rows that may be left out so that later ones have room.
  mutating func add(
    _ look: StaticString = "", id: HTML.Slug? = nil, matters: Bool = true, _ cells: () -> [HTML]
  ) {
    total += 1
    guard matters ? hasRoom : hasAmpleRoom else { return }
    let content = zip(columns, cells()).map { column, cell in
      // An empty cell has no place in a card.
      cell == .empty
        ? HTML.element(.td, [.fixed("class", "e")])
        : HTML.element(.td, [.label(column.title), .style(column.look)], .element(.div, [], cell))
    }
    var attributes: [HTML.Attribute] = look.utf8CodeUnitCount > 0 ? [.style(look)] : []
    if let id { attributes.append(.id(id)) }
    keep(.element(.tr, attributes, .joined(content)))
  }

  /// A row over all columns, such as a day; it counts towards bytes, not rows.
  mutating func addDivider(_ content: HTML) {
    guard hasRoom else { return }
    bytes += content.length + 64
    rows.append(
      .element(
        .tr, [.style("divider")],
        .element(.th, [.number("colspan", columns.count), .fixed("scope", "rowgroup")], content)))
  }

  private mutating func keep(_ row: HTML) {
    // One row never outgrows what is left by much: texts in it are cut.
    kept += 1
    bytes += row.length
    rows.append(row)
  }

  /// The table, and a line about rows that were left out.
  var html: HTML {
    let head = HTML.joined(
      columns.map { .element(.th, [.fixed("scope", "col"), .style($0.look)], .text("\($0.title)")) })
    let left = total - kept
    let table = element(.table) {
      element(.caption) { "\(caption)" }
      element(.thead) { HTML.element(.tr, [], head) }
      HTML.element(.tbody, [], .joined(rows))
    }
    let note =
      left > 0
      ? element(.p, .style("note")) {
        "… and \(Words.count(left, "row")) more, not shown here to keep the page small. \(elsewhere)"
      } : .empty
    return .joined([.element(.div, [.style("table")], table), note])
  }
}
