internal import CaseModel
internal import HostFacts

/// Tools of intruders under their own names.
struct AttackTool: FileHeuristic {
  let card = HeuristicCard(
    id: "file.attack-tool",
    abnormal: "A program of no package bears the name of a tool for breaking in, digging or staying.",
    why: "Many intruders rename nothing: the plainest find is the surest.", techniques: ["T1105", "T1588.002"],
    severity: .medium,
    benign:
      "Security teams keep the same tools in their homes and source trees (info); elsewhere they are worth a question."
  )

  /// Names without ending, digits or what stands behind a dash or underscore; each long enough to be nobody else's.
  private static let tools: [String: [Technique]] = [
    "linpeas": ["T1082", "T1105"], "linenum": ["T1082", "T1105"], "pspy": ["T1057", "T1105"],
    "chisel": ["T1572", "T1105"],
    "frpc": ["T1572", "T1105"], "frps": ["T1572", "T1105"], "ligolo": ["T1572", "T1105"],
    "revsocks": ["T1090", "T1105"],
    "gost": ["T1090", "T1105"], "mimipenguin": ["T1003.007", "T1105"], "lazagne": ["T1555", "T1105"],
    "masscan": ["T1046", "T1105"], "zmap": ["T1046", "T1105"], "fscan": ["T1046", "T1105"],
    "pnscan": ["T1046", "T1105"],
    "xmrig": ["T1496.001", "T1105"], "kinsing": ["T1496.001", "T1105"], "kdevtmpfsi": ["T1496.001", "T1105"],
    "gsnetcat": ["T1095", "T1105"], "meterpreter": ["T1105"], "sliver": ["T1105"], "peirates": ["T1613", "T1105"],
    "deepce": ["T1611", "T1105"], "traitor": ["T1068", "T1105"], "pwnkit": ["T1068", "T1105"],
    "dirtycow": ["T1068", "T1105"], "dirtypipe": ["T1068", "T1105"], "suforce": ["T1110", "T1105"],
    "logcleaner": ["T1070.002", "T1105"], "diamorphine": ["T1014", "T1105"], "reptile": ["T1014", "T1105"],
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard file.kind == .file, file.package == nil, file.isExecutable || file.isCode else { return nil }
    guard let tool = Self.tool(file.path.lastComponent), let techniques = Self.tools[tool] else { return nil }
    let path = file.path.text
    if FilePlace.isContainerTree(path) { return nil }
    let isOdd = FilePlace.oddity(ofProgramAt: path) != nil || FilePlace.isWebRoot(path)
    let isHome = FilePlace.isHome(path) || TextScan.contains(path, "/src/") || TextScan.contains(path, "/.git/")
    return FileOpinion(isOdd ? .high : isHome ? .info : .low, "\(tool): \(path)", techniques: techniques)
  }

  private static func tool(_ name: String) -> String? {
    // The longest name has thirteen letters.
    guard name.utf8.count < 40, let first = name.utf8.first, first > 0x2e || first == 0x2e else { return nil }
    let lower = name.lowercased()
    let bare = lower == "gs-netcat" ? "gsnetcat" : String(lower.drop { $0 == "." }.prefix { $0.isLetter })
    return tools[bare] == nil ? nil : bare
  }
}
