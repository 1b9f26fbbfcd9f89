public import CaseModel
internal import JSONText

/// What a command printed, read as the answer of our own script and collector. It comes from a host that may be the attacker's: every
/// field is checked, escaped and bounded, and nothing of it is believed that the bundle does not show later.
public struct CollectorAnswer: Sendable, Hashable, Codable {
  /// `escalate`, `watch` or `clear`: provisional.
  public var verdict: String
  /// `low`, `medium` or `high`.
  public var confidence: String
  /// At most five lines.
  public var reasons: [HostString]
  /// What could not be seen.
  public var notSeen: [HostString]
  /// The seal, 64 hex digits.
  public var seal: String
  /// Findings by severity.
  public var findings: Int
  /// The collection was cut short.
  public var isIncomplete: Bool
  /// Milliseconds that the collector took.
  public var milliseconds: Int64
  /// Directory of the bundle on the share, relative; empty in the direct lane.
  public var bundle: HostString
  /// How the bundle left: `stored`, `failed`, `skipped`, or `share`.
  public var upload: String
  /// SHA-256 of what was uploaded, as the suspect says.
  public var uploadDigest: String

  /// Why an output is no answer.
  public struct Refusal: Error, Sendable, Hashable {
    /// For programs: one of the script's own codes (`scriptCodes`), or `no-answer`, `foreign-answer`, `script-failed`.
    public var code: String
    /// For people.
    public var message: String
  }

  /// Reasons of our own scripts for not running the collector. A host cannot make up further ones: they become `script-failed`.
  static let scriptCodes: Set<String> = [
    "not-root", "no-fetcher", "fetch-failed", "digest-mismatch", "exec-refused", "no-private-namespace", "no-tmpfs",
    "no-nfs", "mount-refused", "no-space", "collector-killed",
  ]

  /// - Parameters:
  ///   - output: stdout of the command.
  ///   - nonce: The run's; an answer with another one is of another run, or made up.
  public init(output: String, nonce: String, caseID: CaseID) throws(Refusal) {
    var summary: JSONValue?
    var transport: JSONValue?
    // A shell's noise may stand around the two lines; the lines themselves start with a brace.
    for line in output.split(whereSeparator: \.isNewline).prefix(200) where line.hasPrefix("{") {
      guard let tree = try? JSONReader.parse(Array(line.utf8)) else { continue }
      if let error = tree["error"] {
        let code = error["code"]?.string ?? ""
        throw Refusal(
          code: Self.scriptCodes.contains(code) ? code : "script-failed",
          message: Self.text(error["message"]?.string ?? "no reason was given"))
      }
      let isTransport = tree["upload"] != nil || tree["share"] != nil
      guard tree["seal"] == nil || summary == nil, !isTransport || transport == nil else {
        // Ours prints each line once. Which of two is the real one cannot be told, so neither is taken.
        throw Refusal(code: "foreign-answer", message: "the command's output holds more than one answer")
      }
      if tree["seal"] != nil { summary = tree }
      if isTransport { transport = tree }
    }
    guard let summary else {
      throw Refusal(
        code: "no-answer", message: "the command's output holds no answer of the collector (\(output.utf8.count) bytes)"
      )
    }
    guard summary["nonce"]?.string == nonce, summary["case"]?.string == caseID.text else {
      throw Refusal(code: "foreign-answer", message: "the answer carries another nonce or case than this run's")
    }
    try self.init(summary, transport)
  }

  private init(_ summary: JSONValue, _ transport: JSONValue?) throws(Refusal) {
    guard let seal = summary["seal"]?.string, Self.isDigest(seal), let verdict = summary["verdict"]?.string,
      ["escalate", "watch", "clear"].contains(verdict)
    else { throw Refusal(code: "no-answer", message: "the answer has no seal or no verdict") }
    self.seal = seal
    self.verdict = verdict
    let confidence = summary["confidence"]?.string ?? "low"
    self.confidence = ["low", "medium", "high"].contains(confidence) ? confidence : "low"
    reasons = Self.lines(summary["reasons"], 5)
    notSeen = Self.lines(summary["not_seen"], 20)
    findings = Int(clamping: summary["findings_total"]?.integer ?? 0)
    isIncomplete = summary["incomplete"]?.bool ?? true
    milliseconds = summary["milliseconds"]?.integer ?? 0
    bundle = HostString(escaped: transport?["share"]?["bundle"]?.string ?? "")
    let upload = transport?["upload"]
    let status = upload?["status"]?.string ?? (transport?["share"] == nil ? "skipped" : "share")
    self.upload = ["stored", "failed", "skipped", "share"].contains(status) ? status : "failed"
    let digest = upload?["sha256"]?.string ?? ""
    uploadDigest = Self.isDigest(digest) ? digest : ""
  }

  private static func lines(_ value: JSONValue?, _ limit: Int) -> [HostString] {
    (value?.array ?? []).prefix(limit).map { HostString(escaped: String(($0.string ?? "").prefix(400))) }
  }

  private static func text(_ text: String) -> String { HostString(escaped: String(text.prefix(400))).text }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
