internal import CaseModel
internal import HostFacts

/// Attempts against the web server: told once, weighed only where they seem to have worked.
struct WebAttack: StreamHeuristic {
  let card = HeuristicCard(
    id: "log.web-attack", abnormal: "Requests carry exploits.",
    why: "They say who tried what; those that were answered may have worked.", techniques: ["T1190"], severity: .info,
    benign: "Every server on the Internet is tried all day; what was refused (4xx) did not work.")

  private var count = 0
  private var answered = 0
  private var example: WebRequestRecord?
  private var answeredExample: WebRequestRecord?

  private static let marks = [
    "${jndi:", "() { :", "/etc/passwd", "/bin/sh", "/bin/bash", "<?php", "php://input", "php://filter",
    "allow_url_include", "../../../", "..%2f", "/.%2e/", "union select", "sleep(", "waitfor delay", "xp_cmdshell",
    "cmd.exe", "eval(", "base64_decode(", "system(", "phpunit/src/util/php/eval-stdin.php", "wget http", "curl http",
    "/cgi-bin/../", "class.module.classloader", "t(java.lang.runtime)", "%{(#", "invokefunction",
  ]

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .webRequest(let request) = fact else { return [] }
    let text =
      RequestText.decoded(String(decoding: request.target.bytes, as: UTF8.self)).lowercased() + " "
      + request.agent.text.lowercased()
    guard let mark = TextScan.first(of: Self.marks, in: text) else { return [] }
    count += 1
    if example == nil { example = request }
    let isStrong = ["/etc/passwd", "eval-stdin.php", "wget http", "curl http", "/bin/sh", "/bin/bash"].contains {
      TextScan.contains(mark, $0)
    }
    if request.status == 200, isStrong {
      answered += 1
      if answeredExample == nil { answeredExample = request }
    }
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    guard let example else { return [] }
    let shown = [answeredExample ?? example].map(\.evidence)
    return [
      card.finding(
        "\(count) requests with exploits, \(answered) of them answered with 200", evidence: shown, severity: .info,
        occurred: example.time)
    ]
  }
}
