internal import CaseModel

/// What the steps of a response work with. No state of a run is in it.
public struct ResponseMeans: Sendable {
  /// The cloud.
  public var cloud: any ResponseCloud
  /// The case's folder on the responder's machine.
  public var files: CaseFiles
  /// The collector as it lies on the responder's machine.
  public var tool: ToolFile
  /// First part of all names.
  public var prefix: String
  /// How often things are asked for.
  public var pace: Pace

  /// A program that suspects run, known by its digest.
  public struct ToolFile: Sendable, Hashable {
    /// Where it lies.
    public var path: String
    /// SHA-256 in hex.
    public var digest: String
    /// A tool.
    public init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// Seconds between two looks at something that takes time.
  public struct Pace: Sendable, Hashable {
    /// A command on a suspect.
    public var command: Int64
    /// A stack, a transfer.
    public var infrastructure: Int64
    /// A pace; the defaults are kind to the services' limits.
    public init(command: Int64 = 2, infrastructure: Int64 = 5) {
      self.command = command
      self.infrastructure = infrastructure
    }
  }

  /// Means.
  public init(cloud: any ResponseCloud, files: CaseFiles, tool: ToolFile, prefix: String, pace: Pace = Pace()) {
    self.cloud = cloud
    self.files = files
    self.tool = tool
    self.prefix = prefix
    self.pace = pace
  }

  /// The names of a case.
  func names(_ caseID: CaseID) -> ResponseNames { ResponseNames(prefix: prefix, caseID: caseID) }
}
