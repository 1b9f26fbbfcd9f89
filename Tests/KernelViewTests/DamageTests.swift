import CaseModel
import Foundation
import HostFacts
import HostKit
import MemoryImage
import Testing

@testable import KernelView

/// What is wrong with a kernel's structures is told as what it is, and never becomes an empty success, a crash or an endless walk.
@Suite(.serialized, .enabled(if: Needs.memoryGuests, Comment(rawValue: Needs.memoryGuestsReason)))
struct DamageTests {
  /// One intact image, and where things are in it.
  struct Bench {
    let image: MemoryImage
    let layout: IOMem
    let kernel: Kernel

    init(_ taken: Guest.Taken) throws {
      image = try MemoryImage.open(taken.image)
      layout = IOMem(Array(try taken.truth("iomem").utf8))
      kernel = try Kernel(in: image.memory, note: nil)
    }

    func physical(_ address: VirtualAddress) throws -> UInt64 { try kernel.reader.table.physical(address) }
    /// The table does not name itself; the note does.
    func symbol(_ name: String, _ offset: Int = 0) throws -> UInt64 {
      try physical(kernel.info.symbol(name) ?? kernel.symbol(name) + offset)
        + (kernel.info.symbol(name) == nil ? 0 : UInt64(offset))
    }
    func offset(_ structure: String, _ path: String) throws -> Int { try kernel.types.field(structure, path).offset }

    func verdict(_ change: (inout DamagedMemory) throws -> Void) throws -> ImageVerdict {
      var memory = DamagedMemory(image.memory)
      try change(&memory)
      return ImageVerdict(memory, note: nil, faults: [], layout: layout)
    }
  }

  private static func word(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

  @Test func damageIsToldAsWhatItIs() async throws {
    try await Guest(kernel: "6.1", variant: "planted", levels: 4).with { taken in
      let bench = try Bench(taken)
      #expect(try bench.verdict { _ in }.standing == .usable)
      try unusable(bench)
      try withGaps(bench)
      try deceptive(bench)
      try random(bench)
    }
  }

  /// Nothing can be found any more: the step that fails is named.
  private func unusable(_ bench: Bench) throws {
    func step(_ expected: KernelError.Step, _ name: String, _ change: (inout DamagedMemory) throws -> Void) throws {
      let verdict = try bench.verdict(change)
      #expect(verdict.standing == .unusable && verdict.identity == nil, "\(name)")
      #expect(verdict.reasons.contains { $0.hasPrefix("\(expected.rawValue): ") }, "\(name): \(verdict.reasons)")
    }
    let zeros = [UInt8](repeating: 0, count: 4096)
    try step(.vmcoreinfo, "all zero") { $0.isZero = true }
    try step(.vmcoreinfo, "no memory") { $0.ranges = [] }
    try step(.pageTable, "payload shifted by a page") { $0.shift = 4096 }
    try step(.pageTable, "page tables zeroed") { $0.changes = [(try bench.symbol("init_top_pgt"), zeros)] }
    try step(.pageTable, "page tables of another image") {
      $0.changes = [(try bench.symbol("init_top_pgt"), [UInt8](repeating: 0xFF, count: 4096))]
    }
    try step(.kallsyms, "names zeroed") { $0.changes = [(try bench.symbol("kallsyms_names", 4096), zeros)] }
    try step(.kallsyms, "a number of symbols beyond all bounds") {
      $0.changes = [(try bench.symbol("kallsyms_num_syms"), [0xFF, 0xFF, 0xFF, 0x7F])]
    }
    try step(.kallsyms, "another release's banner") {
      $0.changes = [(try bench.symbol("linux_banner"), Array("Linux version 5.10.0-1 ".utf8))]
    }
    try step(.btf, "types zeroed") { $0.changes = [(try bench.symbol("__start_BTF"), zeros)] }
    try step(.btf, "types of an unknown kind") {
      $0.changes = [(try bench.symbol("__start_BTF", 24 + 4), [0, 0, 0, 0x1F])]
    }
  }

  /// The kernel answers, and what does not is a gap.
  private func withGaps(_ bench: Bench) throws {
    let processes = try ProcessList(bench.kernel).read()
    func told(_ name: String, _ what: String, _ change: (inout DamagedMemory) throws -> Void) throws {
      let verdict = try bench.verdict(change)
      #expect(verdict.standing == .usableWithGaps, "\(name): \(verdict.reasons)")
      #expect(verdict.gaps.contains { $0.what.contains(what) }, "\(name): \(verdict.gaps)")
      // Two views of three are whole, so nobody is lost.
      #expect(
        verdict.identity.map { $0.processes >= processes.count - 1 } == true,
        "\(name): \(verdict.identity?.processes ?? 0)")
    }
    let next = try bench.physical(processes[3].task + bench.offset("task_struct", "tasks"))
    try told("the first task is zeroed", "task list: the list breaks off after 0") {
      $0.changes = [(try bench.symbol("init_task"), [UInt8](repeating: 0, count: 8192))]
    }
    try told("the task list runs into itself", "task list: the list runs into itself") {
      $0.changes = [(next, Self.word((processes[3].task + (try bench.offset("task_struct", "tasks"))).value))]
    }
    try told("the task list leads to user space", "task list: the list breaks off") {
      $0.changes = [(next, Self.word(0x400000))]
    }
    try told("the task list leads nowhere", "task list: the list breaks off") {
      $0.changes = [(next, Self.word(0xFFFF_8FFF_FFFF_0000))]
    }
    let head = try bench.symbol(
      "init_pid_ns", bench.offset("pid_namespace", "idr.idr_rt") + bench.offset("xarray", "xa_head"))
    var top: UInt64 = 0
    _ = try withUnsafeMutableBytes(of: &top) { try bench.image.memory.read(head, into: $0) }
    let node = try bench.physical(VirtualAddress(top - 2))
    try told("a torn node of the pid table", "pid table: a node") { $0.changes = [(node, [63])] }
    // Sixty-four ways from a node to itself, and so on: met once, told, and gone on behind it.
    let itself = (0..<64).flatMap { _ in Self.word(top) }
    try told("a node of the pid table that holds itself", "stands in it twice") {
      $0.changes = [(node + UInt64(try bench.offset("xa_node", "slots")), itself)]
    }
    // RAM that is not there.
    let verdict = try bench.verdict { memory in
      memory.ranges = memory.ranges.map { range in
        range.start == 0xC0000 ? PhysicalRange(start: range.start, count: range.count - (64 << 10) - 0x29000) : range
      }
    }
    #expect(!verdict.missing.isEmpty && verdict.standing != .usable, "\(verdict.missing)")
  }

  /// What looks right and is not must not be believed.
  private func deceptive(_ bench: Bench) throws {
    // A note of another boot lies in an earlier page: the page tables refute it.
    let stale =
      "OSRELEASE=5.10.0-1\nSYMBOL(swapper_pg_dir)=ffffffff82a10000\nSYMBOL(_stext)=ffffffff81000000\nNUMBER(phys_base)=0\n"
    let verdict = try bench.verdict { $0.changes = [(0x200000, Array(stale.utf8) + [0])] }
    #expect(verdict.identity?.notes == 2 && verdict.identity?.release.hasPrefix("6.1") == true, "\(verdict.reasons)")
    // Two hundred of them before the true one, and it is given up with that said.
    let many = try bench.verdict { memory in
      memory.changes = (0..<200).map { (0x200000 + UInt64($0) * 4096, Array(stale.utf8) + [0]) }
    }
    #expect(many.standing == .unusable && many.reasons.contains { $0.contains("none of 64 notes") }, "\(many.reasons)")
  }

  /// Whatever is flipped, it ends, and ends with something said.
  private func random(_ bench: Bench) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let processes = try ProcessList(bench.kernel).read()
    for round in 0..<(Needs.slow ? 200 : 8) {
      let verdict = try bench.verdict { memory in
        for _ in 0..<40 {
          let task = processes[Int(next(UInt64(processes.count)))].task + Int(next(9_000))
          guard let place = try? bench.physical(task) else { continue }
          memory.changes.append((place, [UInt8(truncatingIfNeeded: next(256))]))
        }
      }
      #expect(verdict.standing != .usable || verdict.gaps.isEmpty, "seed \(seed), round \(round)")
      #expect(verdict.identity != nil || !verdict.reasons.isEmpty, "seed \(seed), round \(round)")
    }
  }
}
