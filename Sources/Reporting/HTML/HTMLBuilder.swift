internal import CaseModel

/// Lets a page be written as a tree. A string in it is text and is escaped like any other.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ html: HTML) -> [HTML] { [html] }
  static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
  static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
  static func buildBlock(_ parts: [HTML]...) -> [HTML] { parts.flatMap(\.self) }
  static func buildOptional(_ part: [HTML]?) -> [HTML] { part ?? [] }
  static func buildEither(first part: [HTML]) -> [HTML] { part }
  static func buildEither(second part: [HTML]) -> [HTML] { part }
  static func buildArray(_ parts: [[HTML]]) -> [HTML] { parts.flatMap(\.self) }
}

/// An element with its content written as a tree.
func element(_ tag: HTML.Tag, _ attributes: HTML.Attribute..., @HTMLBuilder content: () -> [HTML]) -> HTML {
  .element(tag, attributes, .joined(content()))
}

/// What the suspect wrote, in fixed pitch and apart from the direction of the text around it.
func suspect(_ text: HostString?, limit: Int = 1_000) -> HTML {
  guard let text, !text.isEmpty else { return .empty }
  return .element(.code, [.fixed("class", "s")], .text(text.text, limit: limit))
}

/// Small words in a rounded box: state, severity.
func chip(_ text: String, _ kind: StaticString) -> HTML {
  .element(.span, [.style("chip", kind)], .text(text, limit: 60))
}
