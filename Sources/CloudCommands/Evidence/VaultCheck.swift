internal import BundleJudging
internal import CaseModel
internal import Digests
internal import Glibc
internal import IncidentResponse
internal import ProgramKit
internal import Verifier

/// Reads a case's evidence in the vault again, all of it, and compares it with what was recorded when it was put there.
struct VaultCheck {
  let cloud: any ResponseCloud
  let caseID: CaseID
  /// An existing folder for copies; each is removed as soon as it was read.
  let workFolder: String

  /// What was found about one bundle.
  struct Finding: Sendable {
    /// What is wrong with an object.
    enum Kind: String, Sendable { case altered, missing, added }
    /// One object with what is wrong with it.
    struct Fault: Sendable {
      var kind: Kind
      var key: String
      var message: String
    }
    /// Which bundle.
    var evidence: HeldEvidence
    /// What the verifier says of it, if all of it was there to be read.
    var sentence: String
    /// What is wrong; nothing if it is verified.
    var faults: [Fault]
  }

  /// What was found about the whole case.
  struct Answer: Sendable {
    /// A bundle each, in the order of the case.
    var findings: [Finding]
    /// Objects of the case that belong to none of its bundles.
    var strays: [Finding.Fault]

    /// Nothing is wrong.
    var isWhole: Bool { strays.isEmpty && findings.allSatisfy(\.faults.isEmpty) }
  }

  /// - Throws: `CloudError` if the vault cannot be read; `Failure` if this machine has no room.
  func run(_ held: [HeldEvidence]) async throws -> Answer {
    let listed = try await cloud.objects(ObjectPlace(.vault, "\(caseID)/"))
    let sizes = Dictionary(listed.map { ($0.key, $0.size) }) { first, _ in first }
    let expected = Set(held.flatMap(\.record.keys))
    var unexpected = listed.filter { !expected.contains($0.key) }
    var findings: [Finding] = []
    for evidence in held {
      var finding = try await check(evidence, sizes)
      for object in unexpected where object.key.hasPrefix(evidence.folder) {
        finding.faults.append(
          Finding.Fault(kind: .added, key: object.key, message: "no step of this case put it there"))
      }
      unexpected.removeAll { $0.key.hasPrefix(evidence.folder) }
      findings.append(finding)
    }
    return Answer(
      findings: findings,
      strays: unexpected.map {
        Finding.Fault(kind: .added, key: $0.key, message: "it belongs to no verified bundle of this case")
      })
  }

  private func check(_ evidence: HeldEvidence, _ sizes: [String: Int64]) async throws -> Finding {
    var finding = Finding(evidence: evidence, sentence: "", faults: [])
    for (index, key) in evidence.record.keys.enumerated() {
      let recorded = evidence.record.sizes.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      guard let size = sizes[key] else {
        finding.faults.append(Finding.Fault(kind: .missing, key: key, message: "it is not in the vault any more"))
        continue
      }
      if let recorded, recorded != size {
        finding.faults.append(
          Finding.Fault(kind: .altered, key: key, message: "it has \(size) bytes, and had \(recorded)"))
      }
    }
    guard !finding.faults.contains(where: { $0.kind == .missing }) else { return finding }
    try await read(evidence, &finding)
    return finding
  }

  /// Fetches the bundle, verifies it against the recorded seal, and takes the copy away again.
  private func read(_ evidence: HeldEvidence, _ finding: inout Finding) async throws {
    let folder = "\(workFolder)/bundle"
    guard mkdir(folder, 0o700) == 0 else {
      throw Failure("cannot make a folder for copies (\(String(cString: strerror(errno)))): \(HostString(folder).text)")
    }
    defer { CopyFolder.remove(folder) }
    var paths: [String] = []
    for key in evidence.record.keys {
      let path = "\(folder)/\(key.split(separator: "/").last ?? "object")"
      paths.append(path)
      _ = try await cloud.fetch(ObjectPlace(.vault, key), to: path)
    }
    let place = evidence.record.isPacked ? paths.first ?? folder : folder
    do {
      let directory = try VerifiedEvidence.directory(place, isPacked: evidence.record.isPacked)
      let report = try BundleVerifier(expectedSeal: SHA256Digest(hex: evidence.record.seal)).examine(directory).report
      finding.sentence = report.sentence
      for fault in report.faults { note(fault.file, fault.message, evidence, &finding) }
      if report.outcome != .verified, finding.faults.isEmpty { note("", report.sentence, evidence, &finding) }
    } catch { note("", HostString(escaped: "\(error)").text, evidence, &finding) }
  }

  /// Each object once, with the first thing that is wrong with it.
  private func note(_ file: String, _ message: String, _ evidence: HeldEvidence, _ finding: inout Finding) {
    let key =
      evidence.record.isPacked
      ? evidence.record.keys.first ?? "" : evidence.record.keys.first { $0.hasSuffix("/\(file)") } ?? evidence.folder
    guard !finding.faults.contains(where: { $0.key == key }) else { return }
    let inside = evidence.record.isPacked && !file.isEmpty ? "\(HostString(file).text) in it: " : ""
    finding.faults.append(Finding.Fault(kind: .altered, key: key, message: inside + HostString(escaped: message).text))
  }
}
