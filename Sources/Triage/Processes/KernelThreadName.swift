/// Names the kernel gives to its own threads.
enum KernelThreadName {
  /// Without brackets and without the numbers, processors and queues that vary: `kworker/0:1-events` → `kworker`.
  static func family(_ name: String) -> String {
    let bare = name.hasPrefix("[") ? name.dropFirst() : name[...]
    let stem = bare.prefix { $0 != "/" && $0 != ":" && $0 != "]" }
    var end = stem.endIndex
    while end > stem.startIndex, stem[stem.index(before: end)].isNumber { end = stem.index(before: end) }
    return String(stem[..<end])
  }

  /// Families every kernel has; a host's own threads are added to them.
  static let usual: Set<String> = [
    "kworker", "ksoftirqd", "kthreadd", "migration", "rcu_sched", "rcu_preempt", "rcu_gp", "rcu_par_gp", "rcu_bh",
    "rcu_tasks_kthre", "rcu_tasks_rude_", "rcu_tasks_trace", "kdevtmpfs", "kauditd", "khungtaskd", "oom_reaper",
    "kcompactd", "ksmd", "khugepaged", "kintegrityd", "kblockd", "kswapd", "kthrotld", "watchdogd", "kstrp", "jbd",
    "kdmflush", "scsi_eh_", "scsi_tmf_", "idle_inject", "cpuhp", "ecryptfs-kthrea", "kpsmoused", "xfsaild", "loop",
    "irq", "slub_flushwq", "pool_workqueue_", "inet_frag_wq", "kverityd", "ext", "charger_manager", "mm_percpu_wq",
    "zswap-shrink", "psimon",
  ]
}
