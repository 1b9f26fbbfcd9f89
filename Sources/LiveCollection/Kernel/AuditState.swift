internal import BinaryCursor
internal import CaseModel
internal import HostFacts

/// The kernel's audit state and rules over netlink (linux/audit.h), which change nothing and log nothing (C043).
enum AuditState {
  static let statusQuery = KernelQuery.netlinkGet(family: KernelFeature.NetlinkProtocol.audit, type: 1000, payload: [])
  static let rulesQuery = KernelQuery.netlinkDump(
    family: KernelFeature.NetlinkProtocol.audit, type: 1013, payload: [], networkNamespaceOf: nil)

  static func collect(_ book: CoverageBook) {
    let status: HostString = "AUDIT_GET"
    for message in ask(statusQuery, status, book) {
      for (name, value) in fields(ofStatus: message.payload) { book.property("audit", name, value, from: status) }
      book.update("C043") { $0.add(1) }
    }
    let rules: HostString = "AUDIT_LIST_RULES"
    for (number, message) in ask(rulesQuery, rules, book).enumerated() {
      guard let rule = try? rule(message.payload) else {
        book.update("C043") { $0.shortfall("a rule could not be read") }
        continue
      }
      book.property("audit_rule", HostString(String(number)), rule, from: rules)
      book.update("C043") { $0.add(1) }
    }
  }

  private static func ask(_ query: KernelQuery, _ name: HostString, _ book: CoverageBook) -> [NetlinkMessage] {
    do throws(SourceError) {
      let answer = try book.source.ask(query)
      book.preserve(name, method: "netlink", Array(answer.joined()), "C043")
      book.update("C043") { $0.obtained(name) }
      return NetlinkDump(answer).messages
    } catch {
      book.update("C043") { $0.fault(error, on: name) }
      return []
    }
  }

  /// `struct audit_status`; older kernels end earlier.
  static func fields(ofStatus payload: [UInt8]) -> [(HostString, HostString)] {
    let names: [HostString] = [
      "mask", "enabled", "failure", "pid", "rate_limit", "backlog_limit", "lost", "backlog", "features",
      "backlog_wait_time",
    ]
    return names.enumerated().dropFirst().compactMap { index, name in
      let bytes = payload.dropFirst(index * 4)
      return bytes.count >= 4 ? (name, HostString(String(NetlinkMessage.word(bytes)))) : nil
    }
  }

  /// `struct audit_rule_data`: list, action, count, a mask of 64 words, then types, values and operators of 64 words each,
  /// and the texts that some values are the length of.
  static func rule(_ payload: [UInt8]) throws(ParseError) -> HostString {
    var reader = ByteReader(payload.span.bytes)
    let list = try reader.u32le()
    let action = try reader.u32le()
    let count = try reader.u32le()
    guard count <= 64 else { throw ParseError(.limitExceeded, at: 8, "\(count) fields in an audit rule") }
    let types = 12 + 64 * 4
    var texts = 12 + 4 * 64 * 4 + 4
    var parts = ["\(lists[list] ?? "list \(list)"),\(actions[action] ?? "action \(action)")"]
    for index in 0..<Int(count) {
      try reader.seek(to: types + index * 4)
      let type = try reader.u32le()
      try reader.seek(to: types + 64 * 4 + index * 4)
      let value = try reader.u32le()
      guard let name = textFields[type] else {
        parts.append("\(numberFields[type] ?? "field\(type)")=\(value)")
        continue
      }
      try reader.seek(to: texts)
      let text = try reader.take(Int(min(value, 1 << 20)))
      texts = reader.offset
      parts.append("\(name)=\(HostString(bytes: text).text)")
    }
    return HostString(escaped: parts.joined(separator: " "))
  }

  private static let lists: [UInt32: String] = [
    0: "user", 1: "task", 2: "entry", 4: "exit", 5: "exclude", 6: "filesystem", 7: "io_uring",
  ]
  private static let actions: [UInt32: String] = [0: "never", 1: "possible", 2: "always"]
  /// Fields whose value is the length of a text (`audit_data_to_entry`).
  private static let textFields: [UInt32: String] = [
    13: "subj_user", 14: "subj_role", 15: "subj_type", 16: "subj_sen", 17: "subj_clr", 19: "obj_user", 20: "obj_role",
    21: "obj_type", 22: "obj_lev_low", 23: "obj_lev_high", 105: "path", 107: "dir", 112: "exe", 210: "key",
  ]
  private static let numberFields: [UInt32: String] = [
    0: "pid", 1: "uid", 2: "euid", 5: "gid", 9: "auid", 11: "arch", 12: "msgtype", 103: "exit", 104: "success",
    106: "perm", 108: "filetype",
  ]
}
