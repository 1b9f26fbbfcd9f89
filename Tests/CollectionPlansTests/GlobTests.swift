import CollectionPlans
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "anything", true), ("*.conf", "a.conf", true), ("*.conf", "a.confx", false), ("a?c", "abc", true),
    ("a?c", "ac", false),
    ("[abc]x", "bx", true), ("[!abc]x", "bx", false), ("[a-f]*", "e9", true), ("a*b*c", "aXXbYYc", true),
    ("a*b*c", "aXXcYYb", false),
    ("[", "[", true), (".*", ".bashrc", true), ("**", "x", true),
  ])
  func namesMatchAsAShellWould(pattern: String, name: String, expected: Bool) {
    #expect(GlobPattern.matches(Array(pattern.utf8), Array(name.utf8)) == expected)
  }

  @Test func aStarStormEndsQuickly() {
    let pattern = Array(String(repeating: "*a", count: 40).utf8)
    #expect(!GlobPattern.matches(pattern, [UInt8](repeating: UInt8(ascii: "a"), count: 20_000) + [UInt8(ascii: "b")]))
  }

  @Test func pathsThatClimbAreRefused() {
    #expect(GlobPattern(Array("/a/../b".utf8)) == nil)
    #expect(GlobPattern(Array("relative".utf8)) == nil)
    #expect(GlobPattern(Array("/a/./b".utf8))?.segments.count == 2)
  }

  private static let tree: [String: [String]] = [
    "/": ["etc/"], "/etc": ["cron.d/", "crontab", "x/"], "/etc/cron.d": ["a", "b.bak"], "/etc/x": ["y/"],
    "/etc/x/y": ["z/", "f"],
    "/etc/x/y/z": ["g"],
  ]

  private func expand(_ pattern: String, pathLimit: Int = 100, directoryLimit: Int = 100) -> ([String], Bool) {
    let expansion = GlobExpansion(pathLimit: pathLimit, directoryLimit: directoryLimit) { directory in
      (Self.tree[String(decoding: directory, as: UTF8.self)] ?? []).map {
        .init(bytes: Array($0.utf8.filter { $0 != UInt8(ascii: "/") }), isDirectory: $0.hasSuffix("/"))
      }
    }
    let result = expansion.expand(GlobPattern(Array(pattern.utf8))!)
    return (result.paths.map { String(decoding: $0, as: UTF8.self) }.sorted(), result.isCut)
  }

  @Test func wildcardsListOnlyWhatTheyMust() {
    #expect(expand("/etc/crontab").0 == ["/etc/crontab"])
    #expect(expand("/etc/cron.d/*").0 == ["/etc/cron.d/a", "/etc/cron.d/b.bak"])
    // Candidates: whether the last literal exists below each is for the reader to find out.
    #expect(expand("/etc/*/a").0 == ["/etc/cron.d/a", "/etc/crontab/a", "/etc/x/a"])
  }

  @Test func recursionGoesAsDeepAsAsked() {
    #expect(expand("/etc/x/**2").0 == ["/etc/x/y", "/etc/x/y/f", "/etc/x/y/z"])
    #expect(expand("/etc/**/f").0 == ["/etc/cron.d/f", "/etc/f", "/etc/x/f", "/etc/x/y/f", "/etc/x/y/z/f"])
  }

  @Test func twoStarsWithOtherCharactersAreNoRecursion() {
    #expect(GlobPattern(Array("/a/**".utf8))?.segments.last == .recursive(3))
    #expect(GlobPattern(Array("/a/**7".utf8))?.segments.last == .recursive(7))
    #expect(GlobPattern(Array("/a/**99999999999999999999".utf8))?.segments.last == .recursive(10))
    #expect(GlobPattern(Array("/a/**.log".utf8))?.segments.last == .wildcard(Array("**.log".utf8)))
  }

  @Test func ceilingsEndTheSearchAndSaySo() {
    #expect(expand("/etc/cron.d/*", pathLimit: 1).1)
    #expect(expand("/etc/**9/*", directoryLimit: 2).1)
    #expect(!expand("/etc/cron.d/*").1)
  }

  @Test func aPlanIsReadBackAsItWasWritten() throws {
    let text = """
      {"format":"needletail-plan","version":1,"items":[{"id":"C073","name":"Cron","paths":["/etc/crontab"],"parser":"cron","copy":true,\
      "limit":1024,"tail":false,"secret":false,"required":true}]}
      """
    let plan = try CollectionPlan.read(Array(text.utf8))
    #expect(plan.items[0].parser == "cron" && plan.items[0].unsupported == nil)
    #expect(throws: PlanError.self) {
      try CollectionPlan.read(Array(text.utf8.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "2") : $0 }))
    }
  }
}
