internal import JSONText

/// What of the responder's own is to be run on a suspect: a file on the tools share, named by its digest. Written by `needletail respond --tools`,
/// read by the collector (`--job`); the form is in docs/formats/tools.md.
public struct ToolJob: Sendable, Hashable {
  /// Bytes of a job file.
  public static let lengthLimit = 256 << 10
  /// Runs in a job.
  public static let runLimit = 16
  /// Arguments of a run, and their bytes together: with the worst of escapes they fit into a row of the ledger (65,536 bytes).
  public static let argumentLimit = (count: 64, bytes: 8192)
  /// Seconds that one run may take.
  public static let secondsRange: ClosedRange<Int> = 1...3600
  /// Seconds that all runs may take together.
  public static let totalSecondsLimit = 14_400
  /// Bytes that are kept of each of a run's two outputs.
  public static let outputRange: ClosedRange<Int> = 0...(256 << 20)
  /// Bytes of one program.
  public static let programLimit = 64 << 20
  /// Bytes of all programs together: they lie in the suspect's memory.
  public static let totalProgramsLimit = 256 << 20

  /// One run of one program.
  public struct Run: Sendable, Hashable {
    /// SHA-256 of the program, 64 hex digits. It is also its name on the suspect.
    public var program: String
    /// What the responder calls it; the program sees it as its own name. Never a path on the suspect.
    public var name: String
    /// Its arguments, without its name.
    public var arguments: [String]
    /// Seconds after which it is ended.
    public var seconds: Int
    /// Bytes that are kept of its output and of its errors, each.
    public var outputBytes: Int

    /// A run.
    public init(program: String, name: String, arguments: [String], seconds: Int, outputBytes: Int) {
      self.program = program
      self.name = name
      self.arguments = arguments
      self.seconds = seconds
      self.outputBytes = outputBytes
    }
  }

  /// In the order in which they are run, one after the other.
  public var runs: [Run]
  /// SHA-256 of a plan that is collected beside the built-in one; `nil` if there is none.
  public var plan: String?

  /// A job.
  public init(runs: [Run], plan: String? = nil) {
    self.runs = runs
    self.plan = plan
  }

  /// Seconds that its runs may take together.
  public var seconds: Int { runs.reduce(0) { $0 + $1.seconds } }

  /// The job file: one line, no spaces outside of texts; the script of the share lane relies on that.
  public var text: [UInt8] {
    let runs = runs.map { run -> JSONValue in
      [
        "program": .string(run.program), "name": .string(run.name),
        "arguments": .array(run.arguments.map { .string($0) }), "seconds": .integer(Int64(run.seconds)),
        "output_bytes": .integer(Int64(run.outputBytes)),
      ]
    }
    var members = [
      JSONMember("format", "needletail-job"), JSONMember("version", 1), JSONMember("runs", .array(runs)),
    ]
    if let plan { members.append(JSONMember("plan", .string(plan))) }
    return JSONValue.object(members).compactBytes + [10]
  }

  /// Reads a job file.
  ///
  /// - Throws: `PlanError`, which names the run and what is wrong with it.
  public static func read(_ text: [UInt8]) throws(PlanError) -> ToolJob {
    let tree: JSONValue
    do { tree = try JSONReader.parse(text, limits: JSONLimits(length: lengthLimit, depth: 8)) } catch {
      throw PlanError(message: "not a job: \(error)")
    }
    guard tree["format"]?.string == "needletail-job" else { throw PlanError(message: "not a job: another format") }
    guard tree["version"]?.integer == 1 else {
      throw PlanError(message: "a job of another version; this program reads version 1")
    }
    guard let list = tree["runs"]?.array else { throw PlanError(message: "a job without runs") }
    var job = ToolJob(runs: [])
    for (index, item) in list.enumerated() {
      guard let program = item["program"]?.string, isDigest(program), let name = item["name"]?.string,
        let arguments = item["arguments"]?.array, let seconds = item["seconds"]?.integer,
        let outputBytes = item["output_bytes"]?.integer
      else { throw PlanError(message: "run \(index + 1) of the job is not complete") }
      let words = arguments.compactMap(\.string)
      guard words.count == arguments.count else {
        throw PlanError(message: "run \(index + 1) of the job has an argument that is no text")
      }
      job.runs.append(
        Run(
          program: program, name: name, arguments: words, seconds: Int(clamping: seconds),
          outputBytes: Int(clamping: outputBytes)))
    }
    if let plan = tree["plan"] {
      guard let digest = plan.string, isDigest(digest) else { throw PlanError(message: "the job's plan is no digest") }
      job.plan = digest
    }
    if let fault = job.fault { throw PlanError(message: fault) }
    return job
  }

  /// What is out of range in it, a sentence; `nil` if all is well. Names of runs count from 1.
  public var fault: String? {
    if runs.count > Self.runLimit { return "\(runs.count) runs; at most \(Self.runLimit) are allowed" }
    for (index, run) in runs.enumerated() {
      if let fault = Self.fault(run) { return "run \(index + 1): \(fault)" }
    }
    guard seconds <= Self.totalSecondsLimit else {
      return "the runs may take \(seconds) seconds together; at most \(Self.totalSecondsLimit) are allowed"
    }
    return nil
  }

  private static func fault(_ run: Run) -> String? {
    if run.name.isEmpty || run.name.utf8.count > 255 || !isPlain(run.name) || run.name.contains("/") {
      return "the program's name is empty, too long, or holds a slash or control characters"
    }
    if run.arguments.count > argumentLimit.count {
      return "\(run.arguments.count) arguments; at most \(argumentLimit.count) are allowed"
    }
    if run.arguments.reduce(0, { $0 + $1.utf8.count }) > argumentLimit.bytes {
      return "the arguments are longer than \(argumentLimit.bytes) bytes together"
    }
    if let index = run.arguments.firstIndex(where: { !isPlain($0) }) {
      return "argument \(index + 1) holds control characters"
    }
    if !secondsRange.contains(run.seconds) {
      return "`seconds` is \(run.seconds); it must be from \(secondsRange.lowerBound) to \(secondsRange.upperBound)"
    }
    if !outputRange.contains(run.outputBytes) {
      return "`output_bytes` is \(run.outputBytes); it must be from 0 to \(outputRange.upperBound)"
    }
    return nil
  }

  /// No control characters: neither C0, nor DEL, nor C1.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  }

  /// 64 lower-case hex digits.
  public static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
