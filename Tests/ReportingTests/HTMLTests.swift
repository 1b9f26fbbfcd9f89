import CaseModel
import Testing

@testable import Reporting

@Suite struct HTMLTests {
  @Test func textIsEscaped() {
    #expect(HTML.text("<b a=\"1\" c='2'>&`").markup == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&#96;")
    #expect(HTML.text("plain text – ok").markup == "plain text – ok")
  }

  @Test func textThatReordersIsShownAsBytes() {
    #expect(HTML.text("a\u{202e}b").markup == "a\\xe2\\x80\\xaeb")
    #expect(HTML.text("שלום").markup == "שלום")
  }

  @Test func longTextIsCutWithAMark() {
    #expect(HTML.text(String(repeating: "x", count: 5_000), limit: 10).markup == "xxxxxxxxxx… [+4,990 characters]")
    #expect(HTML.text("xxxxxxxxxx", limit: 10).markup == "xxxxxxxxxx")
  }

  @Test func oneEndlessGraphemeIsCutToo() {
    let zalgo = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(HTML.text(zalgo, limit: 100).length < 400)
  }

  @Test func attributesAreQuotedAndEscaped() {
    let html = HTML.element(.span, [.fixed("content", "\" onclick=\"x"), .number("colspan", 1)], .text("y"))
    #expect(html.markup == "<span content=\"&quot; onclick=&quot;x\" colspan=\"1\">y</span>")
  }

  @Test(arguments: ["T1059", "T1059.004"])
  func techniquesBecomeLinks(id: String) throws {
    let link = try #require(HTML.Attribute.link(to: Technique(stringLiteral: id)))
    let path = id.split(separator: ".").joined(separator: "/")
    #expect(link.markup == " href=\"https://attack.mitre.org/techniques/\(path)/\"")
  }

  @Test(arguments: [
    "", "T", "T10599", "T1059.", "T1059.04", "T1059.004.1", "t1059", "T١٠٥٩", "T1059/../", "javascript:1", "T1059\"x",
  ])
  func whatOnlyLooksLikeATechniqueIsText(id: String) {
    #expect(HTML.Attribute.link(to: Technique(stringLiteral: id)) == nil)
  }

  @Test func numbersOfDrawingsHaveOneDigit() {
    #expect(HTML.Attribute.decimal("x", 1.25).markup == " x=\"1.3\"")
    #expect(HTML.Attribute.decimal("x", -0.54).markup == " x=\"-0.5\"")
    #expect(HTML.Attribute.decimal("x", .nan).markup == " x=\"0.0\"")
    #expect(HTML.Attribute.decimal("x", .infinity).markup == " x=\"0.0\"")
  }

  @Test func aTableSaysWhatItLeftOut() {
    var table = DataTable("Things", [.init("A"), .init("B")], rowLimit: 2)
    for index in 0..<1_002 { table.add { [.text("\(index)"), .empty] } }
    #expect(table.html.markup.contains("… and 1,000 rows more"))
    #expect(!table.html.markup.contains("<div>2</div>"))
    var whole = DataTable("Things", [.init("A")], rowLimit: 2)
    for index in 0..<2 { whole.add { [.text("\(index)")] } }
    #expect(!whole.html.markup.contains("more"))
  }

  @Test func rowsThatDoNotMatterLeaveRoomForThoseThatDo() {
    var table = DataTable("Things", [.init("A")], rowLimit: 8)
    for index in 0..<20 { table.add(matters: false) { [.text("dull \(index)")] } }
    table.add { [.text("telling")] }
    #expect(table.html.markup.contains("telling"))
    #expect(table.html.markup.contains("dull 5"))
    #expect(!table.html.markup.contains("dull 6"))
  }
}
