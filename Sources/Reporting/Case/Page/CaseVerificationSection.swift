internal import CaseModel
internal import Triage

/// How anybody can check the evidence of the case, and the words used.
struct CaseVerificationSection {
  let page: CasePage

  var html: HTML {
    section("verify", "How to verify") {
      element(.p) { "All bundles of the case, every byte, against the seals above:" }
      command(["needletail", "verify", page.report.caseID])
      element(.p) { "One bundle that was fetched into a directory, with the seal from the table of custody:" }
      command(["needletail", "verify", "DIRECTORY", "--seal", "SEAL"])
      element(.p) { "Or without our tools, in the directory of the bundle:" }
      element(.pre, .style("command")) { for line in VerificationSection.byHand { element(.code) { line } } }
      element(.p) { "The first must print the seal. docs/formats/bundle.md says the rest." }
    }
  }

  /// The words of this page in a line each.
  static var glossary: HTML {
    section("glossary", "Words") {
      element(.p, .style("glossary")) {
        for (word, meaning) in words {
          element(.b) { word }
          " \(meaning) "
        }
      }
    }
  }

  private static let words = [
    ("Target:", "one suspect: account, region and instance."),
    ("Lane:", "the way by which a collection left the suspect: direct (over the command) or share (a file system)."),
    ("Provisional:", "judged on the suspect; final means judged again from the verified bundle."),
    ("Sighting:", "something that a finding rests on, met on another target."),
    ("Odd one out:", "what one sibling has and the others have not; siblings share an image or an Auto Scaling group."),
    ("Seal:", "the SHA-256 of seal.json; who holds it can show that nothing changed."),
    ("Completeness ledger:", "every artifact that was expected, and how it fared."),
    ("Footprint receipt:", "what the collection did to the target."),
    ("Undo ledger:", "what the response changed in the accounts, and its state now."),
  ]
}
