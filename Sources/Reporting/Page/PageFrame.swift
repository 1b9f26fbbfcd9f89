/// What every page of ours has around its content: one file, no script, and a policy that stops any.
enum PageFrame {
  /// The whole file.
  ///
  /// - Parameter title: Any text; it is escaped.
  static func document(title: String, body: HTML) -> String {
    HTML.document(.element(.html, [.fixed("lang", "en")], .joined([head(title), body]))).markup
  }

  private static func head(_ title: String) -> HTML {
    element(.head) {
      HTML.element(.meta, [.fixed("charset", "utf-8")])
      HTML.element(
        .meta,
        [
          .fixed("http-equiv", "Content-Security-Policy"),
          .fixed(
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"),
        ])
      HTML.element(.meta, [.fixed("name", "viewport"), .fixed("content", "width=device-width, initial-scale=1")])
      HTML.element(.meta, [.fixed("name", "referrer"), .fixed("content", "no-referrer")])
      HTML.element(.meta, [.fixed("name", "color-scheme"), .fixed("content", "light dark")])
      element(.title) { title }
      HTML.styleSheet(ReportStyle.css)
    }
  }

  /// Links to the sections.
  static func contents(_ places: [(StaticString, String)]) -> HTML {
    element(.nav, .fixed("aria-label", "Contents")) {
      element(.ol) {
        for (slug, title) in places { element(.li) { element(.a, .link(to: .init(slug))) { title } } }
      }
    }
  }

  /// A name and a value of the banner.
  static func fact(_ name: StaticString, _ value: HTML) -> HTML {
    element(.div) {
      element(.dt) { "\(name)" }
      HTML.element(.dd, [], value)
    }
  }
}
