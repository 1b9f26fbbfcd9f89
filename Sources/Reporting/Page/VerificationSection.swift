/// How anybody can check the evidence, and the words used.
struct VerificationSection {
  let page: PageContext
  private var report: HostReport { page.report }

  var html: HTML {
    section(
      "verify", "How to verify", lead: VerdictWords.verification(report.bundle)
    ) {
      element(.dl, .style("list")) {
        entry("Bundle", report.bundle.path)
        entry("Seal", report.bundle.seal ?? "none: the collection was cut short")
        entry("Nonce", report.nonce)
        entry("Made by", report.tool)
        entry(
          "Content",
          "\(Words.count(report.counts.exhibits, "exhibit")), \(Words.count(report.counts.records, "record")), \(Words.bytes(report.counts.storedBytes))"
        )
      }
      element(.p) { "Compare the seal with the one that travelled another way than the bundle, then check every byte:" }
      command(report.verifyCommand)
      element(.p) { "Or without our tools, in the directory of the bundle:" }
      element(.pre, .style("command")) {
        for line in Self.byHand { element(.code) { line } }
      }
      element(.p) { "The first must print the seal above. docs/formats/bundle.md says the rest." }
    }
  }

  static let byHand = [
    "sha256sum seal.json",
    "jq -r '.files[] | .sha256 + \"  \" + .name' seal.json | sha256sum --check",
    "zstd --decompress --stdout facts.jsonl.zst | jq 'select(.type == \"process\")'",
  ]

  private func entry(_ name: StaticString, _ value: String) -> [HTML] {
    [
      element(.dt) { "\(name)" },
      element(.dd) { element(.code, .style("s")) { HTML.text(value, limit: 1_000) } },
    ]
  }

  /// The words of this page in a line each.
  var glossary: HTML {
    section("glossary", "Words") {
      element(.p, .style("glossary")) {
        for (word, meaning) in Self.words {
          element(.b) { word }
          " \(meaning) "
        }
      }
    }
  }

  private static let words = [
    ("Bundle:", "what one collection leaves: a few sealed files in standard containers."),
    ("Exhibit:", "one thing that was read, with digest and times."),
    ("Seal:", "the SHA-256 of seal.json; who holds it can show that nothing changed."),
    ("Finding:", "one abnormal fact with its evidence."),
    ("Provisional:", "judged on the suspect; final means judged again from the verified bundle."),
    ("Ledger:", "every artifact that was expected, and how it fared."),
    ("Footprint receipt:", "what the collection did to the host."),
    ("T1234:", "a technique of MITRE ATT&CK."),
  ]
}
