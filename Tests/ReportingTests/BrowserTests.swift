import Foundation
import Reporting
import Testing

/// Opens the page in a real browser: that it draws at both widths and on paper, and that nothing the suspect wrote runs.
@Suite(.serialized) struct BrowserTests {
  /// Breaks out of text, attributes, styles and comments, and would then leave a mark in the page.
  static let attack =
    "</style></title>\"'><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    + "<svg onload=document.title='owned'>--><style>body{display:none}</style>\u{202e}"

  @Test(.enabled(if: Browser.isThere, "chromium is not installed"))
  func nothingThatTheSuspectWroteRuns() throws {
    let browser = try Browser()
    for (text, word) in [
      (HTMLReport(SampleReport.hostile(Self.attack)).text, "Escalate"),
      (CaseHTMLReport(SampleCase.hostile(Self.attack)).text, "Watch"),
    ] {
      let dom = try browser.run(["--dump-dom", try browser.write(text, name: "hostile.html")])
      let title = dom.components(separatedBy: "<title>").dropFirst().first?.components(separatedBy: "</title>").first
      #expect(title?.hasPrefix("\(word) – ") == true)
      #expect(title?.hasSuffix(" – Needletail") == true)
      #expect(!dom.contains("<script"))
      #expect(!dom.contains("<img"))
      #expect(dom.components(separatedBy: "<style").count == 2)
    }
  }

  @Test(.enabled(if: Browser.isThere, "chromium is not installed"))
  func aScriptInTheFileItselfIsStoppedByThePolicy() throws {
    // Even markup that somebody put into the file by hand does not run; without the policy it does, so this browser would tell.
    let browser = try Browser()
    let text = HTMLReport(SampleReport.clean).text.replacingOccurrences(
      of: "</body>", with: "<script>document.title='owned'</script></body>")
    let guarded = try browser.run(["--dump-dom", try browser.write(text, name: "guarded.html")])
    #expect(guarded.contains("<script>"))
    #expect(!guarded.contains("<title>owned"))
    let bare = text.replacingOccurrences(of: "Content-Security-Policy", with: "x")
    #expect(try browser.run(["--dump-dom", try browser.write(bare, name: "bare.html")]).contains("<title>owned"))
  }

  @Test(.enabled(if: Browser.isThere, "chromium is not installed"), arguments: [1280, 390])
  func thePageDrawsAtBothWidths(width: Int) throws {
    let browser = try Browser()
    for (name, text) in [
      ("hostile", HTMLReport(SampleReport.hostile(Self.attack)).text),
      ("sample", HTMLReport(SampleReport.compromised).text),
      ("hostile-case", CaseHTMLReport(SampleCase.hostile(Self.attack)).text),
      ("case", CaseHTMLReport(SampleCase.report).text),
    ] {
      let page = try browser.write(text, name: "\(name).html")
      let picture = browser.folder.appendingPathComponent("\(name)-\(width).png")
      _ = try browser.run(["--screenshot=\(picture.path)", "--window-size=\(width),2400", page])
      let bytes = try Data(contentsOf: picture)
      #expect(bytes.prefix(4) == Data([0x89, 0x50, 0x4e, 0x47]))
      #expect(bytes.count > 20_000)
    }
  }

  @Test(.enabled(if: Browser.isThere, "chromium is not installed"), arguments: [500, 1280])
  func noTextIsWiderThanTheWindow(width: Int) throws {
    let browser = try Browser()
    let probe = """
      <script>document.title='wide:'+Math.max(0,document.documentElement.scrollWidth-innerWidth)+';'</script></body>
      """
    let letters = String(repeating: "W", count: 5_000)
    for (name, whole) in [
      ("letters", HTMLReport(SampleReport.hostile(letters)).text),
      ("attack", HTMLReport(SampleReport.hostile(Self.attack)).text),
      ("case letters", CaseHTMLReport(SampleCase.hostile(letters)).text),
      ("case attack", CaseHTMLReport(SampleCase.hostile(Self.attack)).text),
      ("case", CaseHTMLReport(SampleCase.report).text),
    ] {
      let text =
        whole
        .replacingOccurrences(of: "Content-Security-Policy", with: "x")
        .replacingOccurrences(of: "</body>", with: probe)
      let page = try browser.write(text, name: "\(name).html")
      #expect(
        try browser.run(["--dump-dom", "--window-size=\(width),1000", page]).contains("<title>wide:0;"), "\(name)")
    }
  }

  @Test(.enabled(if: Browser.isThere, "chromium is not installed"))
  func thePagePrints() throws {
    let browser = try Browser()
    for text in [HTMLReport(SampleReport.compromised).text, CaseHTMLReport(SampleCase.report).text] {
      let page = try browser.write(text, name: "sample.html")
      let paper = browser.folder.appendingPathComponent("sample.pdf")
      _ = try browser.run(["--print-to-pdf=\(paper.path)", "--no-pdf-header-footer", page])
      let bytes = try Data(contentsOf: paper)
      #expect(bytes.prefix(5) == Data("%PDF-".utf8))
      #expect(bytes.count > 40_000)
    }
  }
}

/// A headless Chromium with a folder and a profile of its own, both removed afterwards.
final class Browser {
  private static let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  private static var program: String? { places.first { FileManager.default.isExecutableFile(atPath: $0) } }
  static var isThere: Bool { program != nil }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// - Returns: The page's address.
  func write(_ text: String, name: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.absoluteString
  }

  /// - Returns: What it printed. `nil` proxies and a dead resolver keep it off the network.
  func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--hide-scrollbars",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder.path)/profile",
      ] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
