internal import CollectionPlans
internal import Digests

/// A responder's own programs as a case was opened with them: the job that suspects get, and the files that go with it. Content-addressed:
/// nothing of it is secret, and nothing can be changed later.
public struct OwnToolset: Sendable, Hashable, Codable {
  /// A file of the responder.
  public struct File: Sendable, Hashable, Codable {
    /// Where it lies on the responder's machine.
    public var path: String
    /// SHA-256 in hex.
    public var digest: String
    /// Bytes.
    public var size: Int64

    /// A file.
    public init(path: String, digest: String, size: Int64) {
      self.path = path
      self.digest = digest
      self.size = size
    }

    /// Its key in the toolset bucket, and its path on the tools share. No name of the responder's is in it.
    public var key: String { "tools/\(digest)/\(digest)" }
  }

  /// Text of the job file.
  public var job: String
  /// Its SHA-256 in hex: the name of the job.
  public var digest: String
  /// Programs and the plan, each once.
  public var files: [File]
  /// Seconds that its runs may take together, with what starting and ending them takes.
  public var seconds: Int
  /// What will be run, a line each, for people.
  public var lines: [String]

  /// - Parameters:
  ///   - job: What is to be run.
  ///   - files: Every file that it names.
  init(_ job: ToolJob, files: [File]) {
    self.job = String(decoding: job.text, as: UTF8.self)
    digest = SHA256.digest(job.text).hex
    self.files = files
    seconds = job.seconds + 15 * job.runs.count
    lines = job.runs.map { run in
      "\(([run.name] + run.arguments).joined(separator: " ")) (program \(run.program.prefix(12))…, at most \(run.seconds) s)"
    }
  }

  /// Key of the job in the toolset bucket.
  public var jobKey: String { "jobs/\(digest).json" }
}
