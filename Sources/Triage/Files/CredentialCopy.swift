internal import CaseModel
internal import HostFacts

/// Secrets outside their place.
struct CredentialCopy: FileHeuristic {
  let card = HeuristicCard(
    id: "file.credential-copy",
    abnormal: "A private key, password file or cloud credential lies in a temporary directory or web root.",
    why: "Somebody copied it to carry it away.",
    techniques: ["T1552.001", "T1552.004", "T1003.008"], severity: .high,
    benign: "Test keys of projects; packaging tools make keys in /tmp for a moment.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    let name = file.path.lastComponent
    guard file.kind == .file, file.package == nil, file.size > 0,
      FilePlace.isTemporary(path) || FilePlace.isWebRoot(path), !FilePlace.isContainerTree(path)
    else { return nil }
    let isProject =
      TextScan.first(
        of: [
          "/test", "/node_modules/", "/vendor/", "/fixtures/", "/site-packages/", "/examples/", "/pytest-", "/go-build",
        ], in: path) != nil
    let bare = name.drop { $0 == "." }
    if bare.hasPrefix("shadow") && !bare.contains(".css") && !bare.contains(".js") && !bare.contains(".py")
      || file.content == "shadow"
    {
      return FileOpinion(
        FilePlace.isTemporary(path) && !isProject ? .high : .low, "copy of the password file: \(path)",
        techniques: ["T1003.008"])
    }
    let isPrivate =
      ["ssh-private-key", "private-key"].contains(file.content ?? "")
      || ["id_rsa", "id_ed25519", "id_ecdsa", "id_dsa"].contains(name)
    if isPrivate, !isProject {
      let isHidden = FilePlace.hiddenComponent(path) != nil || path.hasPrefix("/dev/")
      return FileOpinion(isHidden ? .high : .medium, "private key: \(path)", techniques: ["T1552.004"])
    }
    let isCloud =
      ["aws-credentials", "gcp-credentials", "kube-config"].contains(file.content ?? "")
      || path.hasSuffix("/.aws/credentials") || name == "application_default_credentials.json"
      || path.hasSuffix("/.kube/config") || name == "accessKeys.csv"
    return isCloud && !isProject ? FileOpinion(.medium, "cloud credentials: \(path)", techniques: ["T1552.001"]) : nil
  }
}
