internal import CaseModel
internal import CollectionPlans
internal import Digests
internal import Glibc
internal import JSONText

/// A responder's folder with `tools.json`, static programs and a compiled plan (docs/formats/tools.md), checked before anything is sent.
public struct ToolsFolder: Sendable {
  /// What is wrong with the folder: a sentence, and what helps.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong, and where.
    public var message: String
    /// What to do; may be empty.
    public var hint: String
  }

  private static let listName = "tools.json"
  private static let planLimit = 16 << 20
  private let path: String

  /// - Parameter path: The folder.
  public init(path: String) { self.path = path }

  /// Reads and checks everything.
  ///
  /// - Throws: `Fault` with the first thing that is wrong.
  public func read() throws(Fault) -> OwnToolset {
    guard let root = Self.real(path) else { throw fault("the tools folder cannot be read", path) }
    guard let text = LocalBytes.read("\(root)/\(Self.listName)", limit: ToolJob.lengthLimit) else {
      throw Fault(
        message:
          "the tools folder has no readable \(Self.listName) of at most \(ToolJob.lengthLimit >> 10) KiB: \(HostString(path).text)",
        hint: "see docs/formats/tools.md")
    }
    let list: JSONValue
    do { list = try JSONReader.parse(text, limits: JSONLimits(length: ToolJob.lengthLimit, depth: 8)) } catch {
      throw Fault(message: "\(Self.listName) is no JSON: \(error)", hint: "see docs/formats/tools.md")
    }
    try refuseUnknown(list, ["runs", "plan"], "\(Self.listName)")
    var files: [OwnToolset.File] = []
    var job = ToolJob(runs: [])
    for (index, item) in (list["runs"]?.array ?? []).enumerated() {
      job.runs.append(try run(item, "run \(index + 1)", root, &files))
    }
    if let plan = list["plan"], plan != .null { job.plan = try self.plan(plan, root, &files) }
    guard !job.runs.isEmpty || job.plan != nil else {
      throw Fault(message: "\(Self.listName) has neither a run nor a plan", hint: "see docs/formats/tools.md")
    }
    if let fault = job.fault { throw Fault(message: "\(Self.listName): \(fault)", hint: "") }
    let size = files.reduce(0) { $0 + $1.size }
    guard size <= ToolJob.totalProgramsLimit else {
      throw Fault(
        message:
          "the programs have \(size >> 20) MiB together; at most \(ToolJob.totalProgramsLimit >> 20) are allowed",
        hint: "they lie in the suspect's memory while they are used")
    }
    return OwnToolset(job, files: files)
  }

  private func run(_ item: JSONValue, _ place: String, _ root: String, _ files: inout [OwnToolset.File]) throws(Fault)
    -> ToolJob.Run
  {
    try refuseUnknown(item, ["program", "arguments", "seconds", "output_bytes"], place)
    guard let name = item["program"]?.string else {
      throw Fault(message: "\(Self.listName), \(place): `program` is missing", hint: "")
    }
    let listed = item["arguments"] ?? []
    let words = listed.array?.compactMap(\.string) ?? []
    guard let count = listed.array?.count, count == words.count else {
      throw Fault(message: "\(Self.listName), \(place): `arguments` is no list of texts", hint: "")
    }
    let file = try file(name, place, root, limit: ToolJob.programLimit) { StaticProgram.fault(in: $0) }
    if !files.contains(where: { $0.digest == file.digest }) { files.append(file) }
    return ToolJob.Run(
      program: file.digest, name: String(name.split(separator: "/").last ?? ""), arguments: words,
      seconds: try number(item["seconds"], "seconds", 60, place),
      outputBytes: try number(item["output_bytes"], "output_bytes", 16 << 20, place))
  }

  private func plan(_ value: JSONValue, _ root: String, _ files: inout [OwnToolset.File]) throws(Fault) -> String {
    guard let name = value.string else { throw Fault(message: "\(Self.listName): `plan` is no path", hint: "") }
    let file = try file(name, "plan", root, limit: Self.planLimit) { bytes in
      do {
        _ = try CollectionPlan.read(bytes)
        return nil
      } catch let error as PlanError { return error.message } catch { return "no compiled plan (\(error))" }
    }
    if !files.contains(where: { $0.digest == file.digest }) { files.append(file) }
    return file.digest
  }

  /// One file below the folder.
  private func file(
    _ name: String, _ place: String, _ root: String, limit: Int, check: ([UInt8]) -> String?
  ) throws(Fault) -> OwnToolset.File {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.utf8.contains(0), !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
    else {
      throw fault("\(Self.listName), \(place): not a path below the folder", name)
    }
    guard let whole = Self.real("\(root)/\(name)") else {
      throw fault("\(Self.listName), \(place): there is no such file", name)
    }
    guard whole.hasPrefix(root == "/" ? root : "\(root)/") else {
      throw fault("\(Self.listName), \(place): the path leads out of the folder", name)
    }
    guard LocalBytes.isRegular(whole) else { throw fault("\(Self.listName), \(place): not a regular file", name) }
    guard let bytes = LocalBytes.read(whole, limit: limit) else {
      throw fault("\(Self.listName), \(place): cannot be read, or is larger than \(limit >> 20) MiB", name)
    }
    if let reason = check(bytes) {
      throw Fault(message: "\(Self.listName), \(place): \(reason): \(HostString(name).text)", hint: StaticProgram.hint)
    }
    return OwnToolset.File(path: whole, digest: SHA256.digest(bytes).hex, size: Int64(bytes.count))
  }

  private func number(_ value: JSONValue?, _ name: String, _ standard: Int, _ place: String) throws(Fault) -> Int {
    guard let value else { return standard }
    guard let number = value.integer else {
      throw Fault(message: "\(Self.listName), \(place): `\(name)` is no whole number", hint: "")
    }
    return Int(clamping: number)
  }

  /// A misspelt member would otherwise be a limit that nobody keeps.
  private func refuseUnknown(_ value: JSONValue, _ known: Set<String>, _ place: String) throws(Fault) {
    guard let members = value.members else { throw Fault(message: "\(place) is no object", hint: "") }
    for member in members where !known.contains(member.name) {
      throw fault("\(Self.listName), \(place): unknown member", member.name)
    }
  }

  private func fault(_ message: String, _ what: String) -> Fault {
    Fault(message: "\(message): \(HostString(what).text)", hint: "")
  }

  /// The path without links and dots; `nil` if nothing is there.
  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
