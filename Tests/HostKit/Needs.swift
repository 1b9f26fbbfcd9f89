internal import Foundation

/// What a test needs of the machine it runs on. Where it is not there, the test is skipped, with the reason.
public enum Needs {
  /// Test hosts can be booted: root, namespaces, loop devices, and a base that was made.
  public static let testHosts = isPrivileged && exists("/dev/loop-control") && exists(base) && has("python3")
  /// Why not.
  public static let testHostsReason = "needs root with CAP_SYS_ADMIN, loop devices, and the base (lab/hosts/host base)"

  /// Guests for memory tests can be booted: root, QEMU, and a kernel that was fetched.
  public static let memoryGuests =
    geteuid() == 0 && has("qemu-system-x86_64") && exists("\(lab)/memory/kernel-6.1") && has("python3")
  /// Why not.
  public static let memoryGuestsReason = "needs root, qemu-system-x86, and a kernel (lab/memory/memory base 6.1)"

  /// The long tests were asked for.
  public static let slow = ProcessInfo.processInfo.environment["NEEDLETAIL_SLOW"] == "1"

  /// Root that may mount.
  public static let isPrivileged: Bool = {
    guard geteuid() == 0, let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("CapEff:") }),
      let capabilities = UInt64(line.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16)
    else { return false }
    return capabilities >> 21 & 1 == 1
  }()

  /// Whether a program is in PATH.
  public static func has(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      access("\($0)/\(program)", X_OK) == 0
    }
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static var base: String { "\(lab)/base/tree.json" }

  private static var lab: String {
    ProcessInfo.processInfo.environment["NEEDLETAIL_LAB_DIR"] ?? Repository.path(".lab")
  }
}
