internal import CLinuxShims

/// What a negative errno of a wrapper in `CLinuxShims` means for the ledger.
enum KernelRefusal {
  /// A sentence and a code for it.
  ///
  /// - Parameter result: Negative errno.
  static func error(_ result: Int32, _ what: String) -> SourceError {
    let number = result < 0 && result > -4096 ? -result : EIO
    let sentence = String(cString: nt_errno_sentence(number))
    return SourceError(code(number), errno: number, "\(what): \(sentence)")
  }

  /// BPF_*_GET_NEXT_ID after the last one.
  static func isEndOfList(_ result: Int32) -> Bool { result == -ENOENT }

  /// The kernel's log moved on while it was read.
  static func isOverwritten(_ result: Int) -> Bool { result == -Int(EPIPE) }

  private static func code(_ number: Int32) -> SourceError.Code {
    switch number {
    case ENOENT, ENXIO, ENODEV, ESRCH: .absent
    case EPERM, EACCES: .denied
    case EAGAIN, ETIMEDOUT: .stalled
    case ENOSYS, EOPNOTSUPP, EPROTONOSUPPORT, EAFNOSUPPORT, ENOPROTOOPT, EINVAL, ECONNREFUSED: .unsupported
    default: .failed
    }
  }
}
