internal import CaseModel
internal import HostFacts

/// Requests that a web shell answered. Joined with the scripts found on disk by the end of their paths.
struct WebShellRequest: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.web-shell-request", abnormal: "A script that runs commands of requests was asked and answered.",
    why: "The web shell was used: from where and when is in the log.", techniques: ["T1505.003"], severity: .high,
    benign:
      "Scanners ask for shells that are not there (404), and some servers answer every path with 200: only scripts that exist, or commands in the query of one, count."
  )

  private struct Use: Sendable {
    var first: WebRequestRecord
    var count = 1
    var addresses: Set<String>
    var commands: Int
  }
  private var scripts: [String: FileRecord] = [:]
  private var uses: [String: Use] = [:]

  mutating func observe(_ fact: HostFact) -> [Finding] {
    switch fact {
    case .file(let file):
      let hasSigns = file.signs.contains(where: WebShellFile.isStrong) && !file.isPackaged
      if hasSigns, scripts.count < 2000, WebScript.isScriptName(file.path.text) || FilePlace.isWebRoot(file.path.text) {
        scripts[file.path.text] = file
      }
    case .webRequest(let request): take(request)
    default: break
    }
    return []
  }

  private mutating func take(_ request: WebRequestRecord) {
    guard (200..<400).contains(request.status) || request.status == 500 else { return }
    let target = String(decoding: request.target.bytes, as: UTF8.self)
    let path = RequestText.decoded(RequestText.path(target))
    guard WebScript.isScriptName(path) else { return }
    let isCommand = RequestText.values(target).contains { RequestText.looksLikeCommand($0.value) }
    if uses[path] == nil {
      guard uses.count < 8000 else { return }
      uses[path] = Use(first: request, count: 0, addresses: [], commands: 0)
    }
    uses[path]?.count += 1
    if isCommand { uses[path]?.commands += 1; if uses[path]?.commands == 1 { uses[path]?.first = request } }
    if uses[path]?.addresses.count ?? 0 < 64 { uses[path]?.addresses.insert(request.address.text) }
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    uses.sorted { $0.key < $1.key }.compactMap { path, use in
      if path.count > 1,
        let script = scripts.first(where: { $0.key.hasSuffix(path.hasPrefix("/") ? path : "/" + path) })?.value
      {
        return card.finding(
          "web shell \(script.path.text) was asked \(use.count) times from \(use.addresses.count) addresses",
          evidence: [use.first.evidence, script.evidence], severity: .critical, occurred: use.first.time)
      }
      let isUpload =
        TextScan.first(
          of: ["/uploads/", "/upload/", "/images/", "/avatars/", "/attachments/", "/.well-known/", "/cache/"], in: path)
        != nil
      if use.commands > 0, use.commands * 2 >= use.count || isUpload {
        // A server with one answer for everything gives 200 to scanners too: few addresses and repetition tell use
        // from a scan.
        return card.finding(
          "\(path) answered commands in \(use.commands) requests", evidence: [use.first.evidence],
          severity: use.commands > 2 || isUpload ? .medium : .low, occurred: use.first.time)
      }
      guard isUpload, use.first.method.text == "POST", use.first.status == 200 else { return nil }
      return card.finding(
        "a script in an upload directory answered: \(path)", evidence: [use.first.evidence], severity: .medium,
        occurred: use.first.time)
    }
  }
}
