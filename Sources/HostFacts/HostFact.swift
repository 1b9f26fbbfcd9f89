internal import JSONText

/// A kind of record: what it is called in `facts.jsonl.zst`, and that it can be written and read as JSON.
public protocol FactRecord: Codable, Sendable {
  /// The value of the record's `type` member, such as `process`.
  static var type: String { get }
}

/// Any record of a collection. One line of `facts.jsonl.zst`.
public enum HostFact: Sendable {
  case host(HostRecord)
  case process(ProcessRecord)
  case socket(SocketRecord)
  case network(NetworkRecord)
  case module(ModuleRecord)
  case bpfProgram(BPFProgramRecord)
  case property(PropertyRecord)
  case mount(MountRecord)
  case discrepancy(DiscrepancyRecord)
  case login(LoginRecord)
  case account(AccountRecord)
  case group(GroupRecord)
  case sshKey(SSHKeyRecord)
  case persistence(PersistenceRecord)
  case history(HistoryRecord)
  case logEvent(LogEventRecord)
  case logFile(LogFileRecord)
  case webRequest(WebRequestRecord)
  case package(PackageRecord)
  case container(ContainerRecord)
  case file(FileRecord)

  /// The record inside.
  public var record: any FactRecord {
    switch self {
    case .host(let record): record
    case .process(let record): record
    case .socket(let record): record
    case .network(let record): record
    case .module(let record): record
    case .bpfProgram(let record): record
    case .property(let record): record
    case .mount(let record): record
    case .discrepancy(let record): record
    case .login(let record): record
    case .account(let record): record
    case .group(let record): record
    case .sshKey(let record): record
    case .persistence(let record): record
    case .history(let record): record
    case .logEvent(let record): record
    case .logFile(let record): record
    case .webRequest(let record): record
    case .package(let record): record
    case .container(let record): record
    case .file(let record): record
    }
  }

  /// The `type` member.
  public var type: String { Swift.type(of: record).type }

  /// The line for `facts.jsonl.zst`, without a line feed.
  ///
  /// - Throws: Nothing in practice; what a record's own encoding throws.
  public func encodeLine() throws -> [UInt8] {
    let body = try JSONRecordEncoder.encode(record)
    return Array("{\"type\":\"\(type)\"".utf8) + (body.count > 2 ? Array(",".utf8) + body.dropFirst() : Array("}".utf8))
  }

  /// Reads one line.
  ///
  /// - Returns: `nil` for a `type` that this version does not know.
  /// - Throws: `JSONError`.
  public static func decode(_ line: [UInt8]) throws -> HostFact? {
    let value = try JSONReader.parse(line)
    func read<T: FactRecord>(_ type: T.Type) throws -> T { try JSONRecordDecoder.decode(type, from: value) }
    return switch value["type"]?.string {
    case HostRecord.type: .host(try read(HostRecord.self))
    case ProcessRecord.type: .process(try read(ProcessRecord.self))
    case SocketRecord.type: .socket(try read(SocketRecord.self))
    case NetworkRecord.type: .network(try read(NetworkRecord.self))
    case ModuleRecord.type: .module(try read(ModuleRecord.self))
    case BPFProgramRecord.type: .bpfProgram(try read(BPFProgramRecord.self))
    case PropertyRecord.type: .property(try read(PropertyRecord.self))
    case MountRecord.type: .mount(try read(MountRecord.self))
    case DiscrepancyRecord.type: .discrepancy(try read(DiscrepancyRecord.self))
    case LoginRecord.type: .login(try read(LoginRecord.self))
    case AccountRecord.type: .account(try read(AccountRecord.self))
    case GroupRecord.type: .group(try read(GroupRecord.self))
    case SSHKeyRecord.type: .sshKey(try read(SSHKeyRecord.self))
    case PersistenceRecord.type: .persistence(try read(PersistenceRecord.self))
    case HistoryRecord.type: .history(try read(HistoryRecord.self))
    case LogEventRecord.type: .logEvent(try read(LogEventRecord.self))
    case LogFileRecord.type: .logFile(try read(LogFileRecord.self))
    case WebRequestRecord.type: .webRequest(try read(WebRequestRecord.self))
    case PackageRecord.type: .package(try read(PackageRecord.self))
    case ContainerRecord.type: .container(try read(ContainerRecord.self))
    case FileRecord.type: .file(try read(FileRecord.self))
    default: nil
    }
  }
}
