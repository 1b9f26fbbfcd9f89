internal import CaseModel
internal import HostFacts

/// Server-side scripts that take commands from a request.
struct WebShellFile: FileHeuristic {
  let card = HeuristicCard(
    id: "file.web-shell", abnormal: "A script for a web server runs what a request says.",
    why: "A web shell is a way in through the front door, with the server's rights.",
    techniques: ["T1505.003"], severity: .high,
    benign:
      "Templates, test suites and administration tools evaluate code; packaged ones and those in vendor directories weigh less."
  )

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard !file.signs.isEmpty, !file.isPackaged, !FilePlace.isContainerTree(file.path.text) else { return nil }
    let path = file.path.text
    let isScript = WebScript.isScriptName(path) || ["php", "jsp", "asp", "aspx"].contains(file.content ?? "")
    guard isScript && !SuspiciousScript.isSourceInTree(file) || FilePlace.isWebRoot(path) else { return nil }
    let strong = file.signs.filter(Self.isStrong)
    let isOnlyHidden = strong == ["php-eval-decoded"]
    let isVendored =
      TextScan.first(
        of: ["/vendor/", "/node_modules/", "/tests/", "/test/", "/.git/", "/site-packages/", "/usr/share/"], in: path)
      != nil
    let isUpload =
      TextScan.first(
        of: [
          "/uploads/", "/upload/", "/images/", "/img/", "/files/", "/cache/", "/tmp/", "/media/", "/.well-known/",
          "/avatars/",
        ], in: path) != nil
    let isHidden = file.path.lastComponent.hasPrefix(".") || FileNameOddity.reason(file.path.lastComponent) != nil
    if strong.isEmpty {
      return FileOpinion(isUpload || isHidden ? .medium : .low, "script with \(file.signs[0]): \(path)")
    }
    let severity: Severity =
      isVendored ? .low : isUpload || isHidden || strong.count > 1 ? .critical : isOnlyHidden ? .medium : .high
    return FileOpinion(severity, "web shell (\(strong.prefix(3).joined(separator: ", "))): \(path)")
  }

  /// Joins a request with running something.
  static func isStrong(_ sign: String) -> Bool { ContentSignWeight.webShell.contains(sign) }
}
