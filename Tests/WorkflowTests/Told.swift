import Synchronization
import Workflow

/// What an observer was told.
final class Told: Sendable {
  private let observations = Mutex<[WorkflowObservation]>([])
  var all: [WorkflowObservation] { observations.withLock { $0 } }
  func add(_ observation: WorkflowObservation) { observations.withLock { $0.append(observation) } }
}
