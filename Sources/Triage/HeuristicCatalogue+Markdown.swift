internal import CaseModel

extension HeuristicCatalogue {
  /// The text of `docs/heuristics.md`: every card as a row of a table, a table a chapter.
  public static var markdown: String {
    var text = """
      # Heuristics

      What is looked for, why it matters, and what innocent things look alike. This page is made from the cards in
      `Sources/Triage` and compared with them by a test. The severity is that of an ordinary finding; circumstances raise or lower it.

      """
    var chapters: [String] = []
    for card in cards where !chapters.contains(chapter(of: card)) { chapters.append(chapter(of: card)) }
    for chapter in chapters {
      text +=
        "\n## \(chapter)\n| id | abnormal | why it matters | techniques | severity | benign causes |\n| --- | --- | --- | --- | --- | --- |\n"
      for card in cards where Self.chapter(of: card) == chapter { text += row(card) }
    }
    return text
  }

  private static func chapter(of card: HeuristicCard) -> String { String(card.id.prefix { $0 != "." }) }

  private static func row(_ card: HeuristicCard) -> String {
    let cells = [
      "`\(card.id)`", card.abnormal, card.why, card.techniques.map(\.id).joined(separator: ", "),
      card.severity.rawValue, card.benign,
    ]
    return "| \(cells.map(cell).joined(separator: " | ")) |\n"
  }

  private static func cell(_ text: String) -> String {
    text.map { $0 == "|" ? "\\|" : $0 == "\n" ? " " : String($0) }.joined()
  }
}
