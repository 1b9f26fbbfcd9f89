public import CaseModel
public import HostFacts

/// The facts of a host that are few enough to keep (files, log events, web requests and history pass by and are not kept).
public struct HostPicture: Sendable {
  /// The host.
  public var host: HostRecord?
  /// Processes by pid.
  public var processes: [Int: ProcessRecord] = [:] { didSet { index = nil } }
  /// Sockets.
  public var sockets: [SocketRecord] = [] { didSet { index = nil } }
  /// Other network state.
  public var network: [NetworkRecord] = []
  /// Modules.
  public var modules: [ModuleRecord] = []
  /// eBPF programs.
  public var bpfPrograms: [BPFProgramRecord] = []
  /// Properties.
  public var properties: [PropertyRecord] = []
  /// Mounts.
  public var mounts: [MountRecord] = []
  /// Discrepancies.
  public var discrepancies: [DiscrepancyRecord] = []
  /// Session records (at most 20,000 kept).
  public var logins: [LoginRecord] = []
  /// Accounts.
  public var accounts: [AccountRecord] = []
  /// Groups.
  public var groups: [GroupRecord] = []
  /// ssh keys.
  public var sshKeys: [SSHKeyRecord] = []
  /// Persistence entries.
  public var persistence: [PersistenceRecord] = []
  /// Log files as a whole.
  public var logFiles: [LogFileRecord] = []
  /// Containers.
  public var containers: [ContainerRecord] = []
  /// Count of packages seen; the records themselves are not kept.
  public var packageCount = 0
  /// Count of files seen.
  public var fileCount = 0
  /// Some record told which package owns what it is about.
  private(set) var sawOwner = false
  /// Built by `indexed()`; gone as soon as a process or socket is added.
  var index: PictureIndex?

  /// Nothing seen yet.
  public init() {}

  /// Keeps a fact, or counts it.
  public mutating func add(_ fact: HostFact) {
    switch fact {
    case .host(let record): host = record
    case .process(let record):
      processes[record.pid] = record
      sawOwner = sawOwner || record.executablePackage != nil
    case .socket(let record): sockets.append(record)
    case .network(let record): network.append(record)
    case .module(let record): modules.append(record)
    case .bpfProgram(let record): bpfPrograms.append(record)
    case .property(let record): properties.append(record)
    case .mount(let record): mounts.append(record)
    case .discrepancy(let record): discrepancies.append(record)
    case .login(let record): if logins.count < 20_000 { logins.append(record) }
    case .account(let record): accounts.append(record)
    case .group(let record): groups.append(record)
    case .sshKey(let record): sshKeys.append(record)
    case .persistence(let record):
      persistence.append(record)
      sawOwner = sawOwner || record.package != nil
    case .logFile(let record): logFiles.append(record)
    case .container(let record): containers.append(record)
    case .package: packageCount += 1
    case .file(let record):
      fileCount += 1
      sawOwner = sawOwner || record.package != nil
    case .history, .logEvent, .webRequest: break
    }
  }

  /// The same picture with its lookup tables built, which makes the questions below cheap.
  public func indexed() -> HostPicture {
    guard index == nil else { return self }
    var copy = self
    copy.index = PictureIndex(self)
    return copy
  }

  /// The lookup tables; made for this one question when `indexed()` was not called.
  var tables: PictureIndex { index ?? PictureIndex(self) }

  /// Package ownership was told on this host, so that a program of no package is a stranger.
  public var knowsPackages: Bool { packageCount > 0 || sawOwner }

  /// Sockets that a process holds, in the order they were seen.
  public func sockets(of pid: Int) -> [SocketRecord] {
    tables.socketsByPID[pid, default: []].sorted().map { sockets[$0] }
  }

  /// The property of that group and name.
  public func property(_ group: String, _ name: String) -> HostString? {
    properties.first { $0.group == group && $0.name.text == name }?.value
  }
}
