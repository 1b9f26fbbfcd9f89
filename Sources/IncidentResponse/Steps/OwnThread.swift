internal import Glibc

/// Work for the processor on a thread of its own, so that it does not hold up the few threads that all waiting steps share: polls, leases and
/// verdicts go on while a large bundle is verified.
enum OwnThread {
  /// Bytes of stack; verifying and judging recurse little.
  private static let stackBytes = 8 << 20

  /// Runs the body and gives what it gave.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let work = Unmanaged.passRetained(Work { continuation.resume(with: Result { try body() }) })
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, stackBytes)
      pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
      defer { pthread_attr_destroy(&attributes) }
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, &attributes,
        { pointer in
          if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
      // Without a thread the work is done here: slower for others, and done.
      if failure != 0 { work.takeRetainedValue().body() }
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
