public import CollectionPlans

/// What of the responder's own a collection is to run, and where it lies in the suspect's memory.
public struct OwnTools: Sendable {
  /// The job.
  public var job: ToolJob
  /// An absolute path; each program lies in it under its digest.
  public var folder: String
  /// Why the job's plan was not followed; `nil` if it was, or there is none.
  public var planFault: String?

  /// - Parameter folder: An absolute path; each program lies in it under its digest.
  public init(job: ToolJob, folder: String, planFault: String? = nil) {
    self.job = job
    self.folder = folder
    self.planFault = planFault
  }
}
