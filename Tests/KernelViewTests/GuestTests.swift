import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import KernelView
import MemoryImage
import Testing
import Triage

/// Images of real guests against what the guests say about themselves.
@Suite(.serialized, .enabled(if: Needs.memoryGuests, Comment(rawValue: Needs.memoryGuestsReason)))
struct GuestTests {
  @Test(arguments: Guest.wanted) func anImageAgreesWithItsGuest(guest: Guest) async throws {
    try await guest.with { taken in
      let image = try MemoryImage.open(taken.image)
      let layout = IOMem(Array(try taken.truth("iomem").utf8))
      let verdict = ImageVerdict(image, layout: layout)
      #expect(verdict.standing == .usable, "\(verdict.reasons) \(verdict.gaps)")
      #expect(verdict.missing.isEmpty && verdict.identity?.levels == guest.levels)
      #expect(layout.systemRAM.count > (guest.isSplit ? 2 : 1))

      let kernel = try Kernel(in: image.memory, note: image.vmcoreinfo)
      #expect(String(decoding: kernel.banner, as: UTF8.self) == (try taken.truth("version")))
      try symbols(kernel, taken)
      let facts = try KernelFacts(kernel)
      try processes(facts.processes, taken)
      try sockets(facts.sockets, taken)
      try lookalikes(facts, taken)
      try planted(facts, taken, isClean: guest.variant == "clean")
      // Five levels it does not read: it lists nothing there, and ends with 0.
      if guest.levels == 4 { try volatility(kernel, facts.processes, taken) }
    }
  }

  /// Every address that the guest's own `/proc/kallsyms` tells, for text and data of the kernel itself.
  private func symbols(_ kernel: Kernel, _ taken: Guest.Taken) throws {
    var count = 0
    for line in try taken.truth("kallsyms").split(separator: "\n") where !line.contains("[") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count == 3, let address = UInt64(words[0], radix: 16) else { continue }
      count += 1
      // Several symbols may share an address or a name.
      guard count % 97 == 0, address > 1 << 32 else { continue }
      #expect(kernel.symbols.symbol(at: VirtualAddress(address))?.offset == 0, "\(line)")
    }
    #expect(count == kernel.symbols.count)
  }

  private func processes(_ processes: [MemoryProcess], _ taken: Guest.Taken) throws {
    let user = processes.filter { !$0.record.isKernelThread }
    let pids = try taken.pids()
    // Kernel threads come and go by themselves; all others are known, and the last sleep.
    let late = user.filter { !pids.contains($0.record.pid) }
    #expect(late.count == 1, "\(late.map(\.record.comm.text))")
    for pid in pids where taken.process(pid, "cmdline")?.isEmpty == false {
      #expect(user.contains { $0.record.pid == pid }, "\(pid)")
    }
    for record in processes.map(\.record) where pids.contains(record.pid) {
      guard let stat = taken.process(record.pid, "stat"), let name = taken.process(record.pid, "comm") else { continue }
      let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
      #expect(fields.count > 20 && record.ppid == Int(fields[1]), "\(record.pid)")
      if !record.isKernelThread { #expect(record.comm.text == name) }
      let executable = taken.process(record.pid, "exe") ?? ""
      #expect(
        (record.executable?.text ?? "") + (record.executableIsDeleted ? " (deleted)" : "") == executable,
        "\(record.pid)")
      let arguments = (taken.process(record.pid, "cmdline") ?? "").split(separator: "\0").map(String.init)
      #expect(record.arguments.map(\.text) == arguments, "\(record.pid)")
      let uids = (taken.process(record.pid, "status") ?? "").split(separator: "\n").first { $0.hasPrefix("Uid:") }
      #expect(uids?.split(whereSeparator: \.isWhitespace).dropFirst().compactMap { Int($0) } == record.uids)
    }
  }

  /// A child of a thread that is not the first of its process is nobody's secret.
  private func lookalikes(_ facts: KernelFacts, _ taken: Guest.Taken) throws {
    let line = try JSONReader.parse(Array(try taken.truth("lookalikes.jsonl").utf8))
    let parent = Int(try #require(line["pid"]?.integer))
    let children = facts.processes.filter { $0.record.ppid == parent }
    #expect(
      children.count == 3 && children.allSatisfy { $0.record.seenBy.count == 3 }, "\(children.map(\.record.seenBy))")
  }

  private func sockets(_ sockets: [SocketRecord], _ taken: Guest.Taken) throws {
    var known: Set<UInt64> = []
    for line in try taken.truth("net.tcp").split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ")
      let port = Int(words[1].split(separator: ":")[1], radix: 16)
      let inode = UInt64(words[9]) ?? 0
      known.insert(inode)
      let socket = try #require(sockets.first { $0.inode == inode }, "\(line)")
      #expect(socket.transport == .tcp && socket.localPort == port && socket.state == "LISTEN")
    }
    for line in try taken.truth("net.packet").split(separator: "\n").dropFirst() {
      let inode = UInt64(line.split(separator: " ").last ?? "") ?? 0
      known.insert(inode)
      #expect(sockets.first { $0.inode == inode }?.transport == .packet, "\(line)")
    }
    #expect(Set(sockets.filter { [.tcp, .packet].contains($0.transport) }.map(\.inode)) == known)
  }

  /// Another program, with the symbol table that we write, walks the task list and finds the same.
  private func volatility(_ kernel: Kernel, _ processes: [MemoryProcess], _ taken: Guest.Taken) throws {
    try Run.program([Repository.path("scripts/python-environment")], limit: 600).expecting(0)
    let folder = "\(taken.folder)/isf/linux"
    for path in [folder, "\(taken.folder)/cache"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    var writer = SymbolTableWriter(kernel)
    var table = Data()
    try writer.write { table.append(contentsOf: $0) }
    try table.write(to: URL(fileURLWithPath: "\(folder)/kernel.json"))
    let run = try Run.program(
      [
        Repository.path(".venv-checks/bin/vol"), "-q", "--offline", "--cache-path", "\(taken.folder)/cache", "-r",
        "json",
        "-s", "\(taken.folder)/isf", "-f", taken.image, "linux.pslist",
      ], limit: 300)
    try #require(run.status == 0, "\(run)")
    let rows = try JSONReader.parse(run.output, limits: JSONLimits(length: 16 << 20, depth: 64)).array ?? []
    let theirs = Set(
      rows.map { "\($0["PID"]?.integer ?? -1) \($0["PPID"]?.integer ?? -1) \($0["COMM"]?.string ?? "")" })
    let ours = processes.filter { $0.record.seenBy.contains(ProcessList.View.taskList.rawValue) }.map {
      "\($0.record.pid) \($0.record.ppid) \($0.record.comm.text)"
    }
    #expect(theirs == Set(ours) && rows.count > 30)
  }

  /// Every planted thing is a finding of the right process; a clean guest has none above `info`.
  private func planted(_ facts: KernelFacts, _ taken: Guest.Taken, isClean: Bool) throws {
    var judge = Judge()
    for fact in facts.all { judge.observe(fact) }
    let findings = judge.conclude(provisional: false).findings
    if isClean {
      #expect(findings.allSatisfy { $0.severity == .info }, "\(findings.map { "\($0.id) \($0.title.text)" })")
      #expect(facts.hooks.isEmpty, "\(facts.hooks)")
      #expect(facts.hiddenProcesses.isEmpty && facts.hiddenModules.isEmpty && facts.modules.isEmpty)
      return
    }
    let plants = try taken.plants()
    func pid(_ plant: String) throws -> Int { Int(try #require(plants[plant]?["pid"]?.integer)) }
    func found(_ heuristic: String, _ pid: Int) -> Bool {
      findings.contains { $0.id == heuristic && $0.processes.contains(pid) && $0.severity > .info }
    }
    #expect(found("process.memory-executable", try pid("memfd")))
    let deleted = facts.processes.first { $0.record.executable?.text == "/tmp/.x11" }?.record.pid ?? -1
    #expect(found("process.deleted-executable", deleted), "\(deleted)")
    #expect(found("hiding.process", try pid("unlinked-task")))
    #expect(findings.contains { $0.id == "kernel.hidden-module" && $0.title.text.contains("plant") })
    #expect(facts.hiddenProcesses.map(\.pid) == [try pid("unlinked-task")], "and nobody else")
    #expect(facts.hiddenModules.map(\.subject.text) == ["plant"])
    // acct is number 163.
    #expect(facts.hooks.map(\.table) == [.systemCalls, .ftrace] && facts.hooks[0].entry == "163", "\(facts.hooks)")
    #expect(facts.hooks.allSatisfy { $0.module == "plant" })
    #expect(findings.count { $0.id == "kernel.foreign-handler" && $0.severity == .critical } == 2)
    let rwx = try pid("rwx")
    #expect(facts.processes.first { $0.record.pid == rwx }?.record.mappings.map(\.kind) == [.writableExecutable])
    #expect(
      findings.contains { $0.processes.contains((try? pid("renamed")) ?? -1) },
      "a process that is called as a kernel thread")
    let listener = try pid("listener")
    #expect(facts.sockets.contains { $0.pids == [listener] && $0.localPort == 31337 && $0.isListening })
  }
}
