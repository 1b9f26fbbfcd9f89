internal import CaseModel
internal import HostFacts
enum ContentSigns {
  static func classify(_ head: [UInt8], path: HostString) -> String? { head.starts(with: [0x7f, 0x45, 0x4c, 0x46]) ? "elf" : nil }
  static func find(in bytes: [UInt8], path: HostString) -> [(name: String, offset: Int)] { [] }
}
enum ELFSummaryReader { static func read(_ bytes: [UInt8]) -> FileRecord.ELFSummary? { nil } }
