import CaseModel
import Foundation
import HostFacts
import KernelView
import Testing

@Test(arguments: ["p6.1-4", "p6.1-5", "p6.12-4", "p6.12-5", "c6.12-5"]) func dev(name: String) throws {
  let start = Date()
  let kernel = try Kernel(in: DevImage("/tmp/mem/\(name)/image.elf"), note: nil)
  print(name, String(decoding: kernel.banner, as: UTF8.self), kernel.levels, kernel.symbols.count, kernel.types.count, kernel.candidates, Date().timeIntervalSince(start))
  for p in try ProcessList(kernel).read() {
    print(p.record.pid, p.record.ppid, p.record.comm.text, p.record.isKernelThread, p.record.uids.first ?? -1, p.record.executable?.text ?? "-", p.record.executableIsDeleted, p.record.commandLine.text, p.record.seenBy, p.hasNoMemory)
  }
  for s in try SocketList(kernel).read(ProcessList(kernel).read()) { print(s.transport, s.state, s.endpoints, s.pids, s.inode, s.networkNamespace) }
  print(try ModuleList(kernel).read().map { ($0.record.name.text, $0.record.seenBy, $0.record.taint) })
  for g in kernel.gaps { print("gap", g.reason.rawValue, g.what) }
  print(Date().timeIntervalSince(start))
}
