internal import ArgumentParser
internal import CaseModel
internal import Glibc
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Workflow

/// Verifies the evidence of a case in the vault. `needletail verify` hands over to it when its argument is a case.
struct CaseVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read the evidence of a case in the vault again and check every byte of it.",
    discussion: """
      Every object is fetched to this machine, checked against the seal that the suspect's own command returned, and removed again.
      Exit codes: 0 all verified, 3 some targets have nothing to verify, 4 an object is altered, missing or added.
      """)

  @Argument(help: "The case.") var name: String
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) { desk in
        let record = try await desk.record(name)
        let standings = try await desk.machine(record.id).standings
        let held = try HeldEvidence.all(standings)
        let refused = standings.filter {
          [DirectVerify.kind, ShareVerify.kind].contains($0.plan.kind)
            && ["evidence-altered", "evidence-foreign"].contains($0.failure?.code)
        }
        guard !held.isEmpty || !refused.isEmpty else {
          throw Failure(
            "case \(record.id) has no evidence in the vault: nothing can be verified",
            hint: "needletail status \(record.id)")
        }
        let folder = try CopyFolder.make(in: try desk.folder.folder(of: record.id))
        defer { CopyFolder.remove(folder) }
        let check = VaultCheck(
          cloud: try await desk.cloud(ResponseDesk.plan(record)), caseID: record.id, workFolder: folder)
        let text = VaultText(
          caseID: record.id, answer: try await check.run(held), refused: refused,
          without: try Self.without(ResponseDesk.plan(record), held))
        Terminal.out(options.json ? text.json.prettyText + "\n" : text.text)
        return text.code
      }
    }
  }

  /// Targets of the case that have no verified bundle.
  private static func without(_ plan: ResponsePlan, _ held: [HeldEvidence]) throws -> [Target] {
    let known = Set(held.map(\.suspect.target))
    return plan.suspects.map(\.target).filter { !known.contains($0) }
  }
}
