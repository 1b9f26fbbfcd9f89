import CaseModel
import Digests
import EvidenceBundle
import Foundation
import HostFacts
import HostKit
import JSONText

/// A sealed bundle of a made-up host, small enough to break in many ways.
struct SmallBundle {
  let path: String
  let seal: String

  /// Text of the one exhibit that is text.
  static let text = "127.0.0.1 localhost\n"

  init(_ bench: Workbench, share: String = "share", hosts: String = text) throws {
    let folder = try bench.folder(share)
    guard let caseID = CaseID("C-7") else { throw POSIXError(.EINVAL) }
    var header = BundleHeader(
      caseID: caseID, profile: "quick", nonce: String(repeating: "7a", count: 16),
      created: Timestamp(nanoseconds: 1_764_000_000_000_000_000),
      toolVersion: "0.1.0")
    header.host.hostname = "web-1"
    header.host.machineID = "m-1"
    header.host.bootID = "b-1"
    let storage = try DirectoryStorage(share: folder, components: ["C-7", "web-1"])
    let writer = try BundleWriter(storage: storage, header: header)
    for pid in 1...20 {
      var process = ProcessRecord(pid: pid)
      process.comm = HostString("worker-\(pid)")
      try writer.add(.process(process))
    }
    try writer.add(exhibit: Array("== status\nPid: 1\n".utf8), Self.metadata("/proc/1", "C003"))
    try writer.sealVolatile(at: Timestamp(nanoseconds: 1_764_000_001_000_000_000))
    try writer.add(exhibit: Array(hosts.utf8), Self.metadata("/etc/hosts", "C086"))
    try writer.add(exhibit: [0, 1, 2, 255], Self.metadata("/etc/odd\\x0aname", "C086"))
    for entry in CoverageEntry.all {
      try writer.add(LedgerRow(id: entry.id, name: entry.name, status: .obtained, why: "", tried: ["/x"]))
    }
    seal = try writer.finish(
      receipt: ["format": "needletail-receipt", "version": 1], at: Timestamp(nanoseconds: 1_764_000_002_000_000_000)
    ).hex
    path = storage.path
  }

  private static func metadata(_ source: String, _ entry: String) -> ExhibitMetadata {
    ExhibitMetadata(
      source: HostString(escaped: source), method: "read", entries: [entry], started: Timestamp(nanoseconds: 1),
      ended: Timestamp(nanoseconds: 2))
  }

  /// Changes a file of it.
  func change(_ name: String, _ body: (inout Data) -> Void) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    var data = try Data(contentsOf: url)
    body(&data)
    try FileManager.default.removeItem(at: url)
    try data.write(to: url)
  }
}
