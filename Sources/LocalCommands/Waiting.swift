internal import Glibc
internal import ProgramKit

/// Runs an asynchronous body to its end on a thread that has nothing else to do: the way from a command to the workflow engine.
func waitFor<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
  let answer = Answer<Value>()
  Task {
    do { answer.give(.success(try await body())) } catch { answer.give(.failure(error)) }
  }
  return try answer.wait()
}

/// One value from one thread to another.
// Written once before the semaphore is posted and read once after it was waited for, so never by two threads at a time.
private final class Answer<Value: Sendable>: @unchecked Sendable {
  private let isThere = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  private var result: Result<Value, any Error>?

  init() { sem_init(isThere, 0, 0) }

  deinit {
    sem_destroy(isThere)
    isThere.deallocate()
  }

  func give(_ result: Result<Value, any Error>) {
    self.result = result
    sem_post(isThere)
  }

  func wait() throws -> Value {
    while sem_wait(isThere) != 0 {}
    guard let result else { throw Failure("a step gave no answer") }
    return try result.get()
  }
}
