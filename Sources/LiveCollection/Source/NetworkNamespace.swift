/// A network namespace and a process that lives in it, through which it is reached.
public struct NetworkNamespace: Sendable, Hashable {
  /// Inode of the namespace, as `/proc/PID/ns/net` names it.
  public var inode: UInt64
  /// Any process in it.
  public var pid: Int

  /// A namespace.
  public init(inode: UInt64, pid: Int) {
    self.inode = inode
    self.pid = pid
  }
}
