internal import CaseModel
internal import CollectionPlans
internal import Digests
internal import LiveCollection

/// A job of the responder on the command line. A job that cannot be read ends the collection before it begins: it was asked for. A plan or
/// a program of it that is not what it should be costs only itself, and the ledger says so.
struct JobFile {
  let file: String
  let programs: String

  /// - Throws: `CollectorArguments.UsageError`.
  func add(to options: inout CollectionOptions) throws(CollectorArguments.UsageError) {
    guard let text = CollectorProgram.readFile(file, limit: ToolJob.lengthLimit) else {
      throw CollectorArguments.UsageError(message: "cannot read the job: \(HostString(file).text)")
    }
    let job: ToolJob
    do { job = try ToolJob.read(text) } catch {
      throw CollectorArguments.UsageError(message: "\(error.message): \(HostString(file).text)")
    }
    var tools = OwnTools(job: job, folder: programs)
    if let digest = job.plan {
      do { options.plan.items += try plan(digest).items } catch { tools.planFault = error.message }
    }
    options.ownTools = tools
  }

  private func plan(_ digest: String) throws(PlanError) -> CollectionPlan {
    guard let text = CollectorProgram.readFile("\(programs)/\(digest)", limit: 16 << 20) else {
      throw PlanError(message: "the plan did not come with the job")
    }
    guard SHA256.digest(text).hex == digest else { throw PlanError(message: "the plan has another digest") }
    do { return try CollectionPlan.read(text) } catch let error as PlanError { throw error } catch {
      throw PlanError(message: "not a plan: \(error)")
    }
  }
}
