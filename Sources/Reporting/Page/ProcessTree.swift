internal import CaseModel
internal import HostFacts

/// Processes as parents and children, bounded, whatever the parents claim: missing ones, loops, thousands.
struct ProcessTree {
  /// One line of the tree.
  struct Row {
    var process: ProcessRecord
    /// Ancestors that are listed above it.
    var depth: Int
  }
  /// Most rows.
  static let rowLimit = 1_500

  /// In the order of the tree.
  let rows: [Row]
  /// Pids of `rows`.
  let pids: Set<Int>
  /// Threads of the kernel that are not listed, because nothing is known against them.
  let kernelThreads: Int
  /// Processes that were left out for room.
  let omitted: Int

  /// - Parameter marked: Processes that must be listed, with their ancestors.
  init(_ processes: [Int: ProcessRecord], marked: Set<Int>) {
    let shown = processes.filter { !$0.value.isKernelThread || marked.contains($0.key) }
    kernelThreads = processes.count - shown.count
    let order = Self.walk(shown)
    let wanted = Self.withAncestors(marked, in: shown)
    var spare = max(0, Self.rowLimit - wanted.count)
    rows = order.filter { row in
      if wanted.contains(row.process.pid) { return true }
      spare -= 1
      return spare >= 0
    }
    pids = Set(rows.map(\.process.pid))
    omitted = order.count - rows.count
  }

  private static func withAncestors(_ marked: Set<Int>, in processes: [Int: ProcessRecord]) -> Set<Int> {
    var result: Set<Int> = []
    for pid in marked.sorted() where result.count < rowLimit {
      var next = processes[pid]
      while let process = next, result.insert(process.pid).inserted { next = processes[process.ppid] }
    }
    return result
  }

  /// Depth first, children by pid. What only hangs on a loop of parents comes last, as a root.
  private static func walk(_ processes: [Int: ProcessRecord]) -> [Row] {
    var children: [Int: [Int]] = [:]
    var roots: [Int] = []
    for (pid, process) in processes {
      if process.ppid != pid, processes[process.ppid] != nil {
        children[process.ppid, default: []].append(pid)
      } else {
        roots.append(pid)
      }
    }
    var rows: [Row] = []
    var seen: Set<Int> = []
    for root in roots.sorted() + processes.keys.sorted() {
      var stack = [(pid: root, depth: 0)]
      while let (pid, depth) = stack.popLast() {
        guard let process = processes[pid], seen.insert(pid).inserted else { continue }
        rows.append(Row(process: process, depth: depth))
        stack += children[pid, default: []].sorted(by: >).map { ($0, depth + 1) }
      }
    }
    return rows
  }
}
