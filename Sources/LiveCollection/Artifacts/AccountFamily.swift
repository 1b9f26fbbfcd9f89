internal import Artifacts
internal import CaseModel
internal import HostFacts

/// Accounts and groups (coverage C083), joined from passwd, shadow and group; other families need their homes and ids.
final class AccountFamily {
  private let reader: ArtifactReader
  private let source: LiveHostSource
  private(set) var accounts: [AccountRecord] = []
  private(set) var groupIDs: Set<Int> = []

  init(source: LiveHostSource, reader: ArtifactReader) {
    self.source = source
    self.reader = reader
  }

  /// Home directories of people and of root, each once; places that belong to many accounts ("/", /nonexistent, /bin) are no homes.
  var homes: [PlanFamily.Home] {
    var seen: Set<HostString> = []
    return accounts.compactMap { account in
      let path = account.home
      guard path.text.split(separator: "/").count >= 1, path.hasPrefix("/"),
        !["/bin", "/sbin", "/usr/sbin", "/usr/bin", "/dev", "/proc", "/nonexistent", "/etc", "/usr", "/var", "/tmp"]
          .contains(path.text),
        seen.insert(path).inserted
      else { return nil }
      return PlanFamily.Home(account: account.name, path: path)
    }
  }

  func collect(into sink: any CollectionSink) {
    let passwd = input("/etc/passwd", isSecret: false, sink)
    guard let passwd else { return }
    let output = AccountJoin.join(
      passwd: passwd, shadow: input("/etc/shadow", isSecret: true, sink),
      group: input("/etc/group", isSecret: false, sink))
    for fact in output.facts {
      if case .account(var account) = fact {
        if !account.home.isEmpty, let home = try? source.status(account.home, followLinks: false) {
          account.homeBornAt = home.born
        }
        accounts.append(account)
        sink.emit(.account(account))
      } else {
        if case .group(let group) = fact { groupIDs.insert(group.gid) }
        sink.emit(fact)
      }
    }
    sink.note(
      "C083", .obtained, count: accounts.count + groupIDs.count, tried: ["/etc/passwd", "/etc/shadow", "/etc/group"],
      why: "")
  }

  private func input(_ path: HostString, isSecret: Bool, _ sink: any CollectionSink) -> ArtifactInput? {
    let request = ArtifactRequest(
      entry: "C083", parser: "", limit: 8 << 20, isTail: false, isSecret: isSecret, isCopied: !isSecret)
    do {
      let status = try source.status(path, followLinks: true)
      return try reader.read(path, request, status: status, account: nil)
    } catch let error as SourceError {
      let status: CoverageStatus = error.code == .absent ? .absent : error.code == .denied ? .denied : .failed
      sink.note("C083", status, count: 0, tried: [path], why: status == .absent ? "" : error.message)
    } catch {
      sink.note("C083", .failed, count: 0, tried: [path], why: "\(error)")
    }
    return nil
  }
}
