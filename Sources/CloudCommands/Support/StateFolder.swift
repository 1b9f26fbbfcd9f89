internal import CaseModel
internal import Glibc
internal import ProgramKit

/// Where cases are kept on the responder's machine: the journal of all cases, and a folder a case.
struct StateFolder {
  let path: String

  /// - Parameter given: `--state`; else `NEEDLETAIL_STATE`, else `XDG_STATE_HOME/needletail`, else `~/.local/state/needletail`.
  init(_ given: String?) throws {
    let variables = ProgramPlaces.environment
    let home = variables["HOME"] ?? "/root"
    let base = variables["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
    path = given ?? variables["NEEDLETAIL_STATE"] ?? "\(base)/needletail"
    try Self.make(path)
    try Self.make("\(path)/cases")
  }

  /// The journal's file.
  var journal: String { "\(path)/cases.sqlite" }

  /// A case's folder.
  func folder(of caseID: CaseID) throws -> String {
    let folder = "\(path)/cases/\(caseID)"
    try Self.make(folder)
    return folder
  }

  private static func make(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      made += "/\(component)"
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
        throw Failure(
          "cannot make the folder for cases (\(String(cString: strerror(errno)))): \(HostString(made).text)",
          hint: "give another with --state DIR")
      }
    }
  }
}
