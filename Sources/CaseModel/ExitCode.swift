/// The one table of exit codes. 194 is never used: Systems Manager reboots a host on it.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Done.
  case done = 0
  /// Failed; nothing half-written stays.
  case failed = 1
  /// Finished but incomplete: a required entry is partial or failed, a budget cut something, or a bundle is a verified prefix.
  case incomplete = 3
  /// Verification failed.
  case verificationFailed = 4
  /// `--exit-verdict` was given and the verdict is `watch`.
  case verdictWatch = 10
  /// `--exit-verdict` was given and the verdict is `escalate`.
  case verdictEscalate = 11
  /// The command line does not say something that can be done.
  case usage = 64
  /// Interrupted by a signal.
  case interrupted = 130
}
