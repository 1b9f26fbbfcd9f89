internal import CaseModel

/// What one coverage entry tried and how that went, summed up to a single note at the end.
///
/// A fault is something that exists and was not had; a remark is something that a reader of the ledger should know although
/// nothing is missing. What is absent beside something obtained is neither.
struct CoverageTally {
  let entry: String
  private(set) var count = 0
  private(set) var wasObtained = false
  private var codes: Set<String> = []
  private var tried: [HostString] = []
  private var reasons: [String] = []
  private var absences: [String] = []

  init(_ entry: String) { self.entry = entry }

  /// Something was read, even if nothing was in it.
  mutating func obtained(_ object: HostString, count: Int = 0) {
    wasObtained = true
    self.count += count
    attempt(object)
  }

  /// Counts records of what was read already.
  mutating func add(_ count: Int) { self.count += count }

  /// Something was not had.
  mutating func fault(_ error: SourceError, on object: HostString) {
    attempt(object)
    codes.insert(error.code.rawValue)
    let reason = "\(object.text): \(error.message)"
    if error.code == .absent { Self.append(reason, to: &absences) } else { Self.append(reason, to: &reasons) }
  }

  /// Some of what was read is missing.
  mutating func shortfall(_ reason: String) {
    codes.insert("partial")
    Self.append(reason, to: &reasons)
  }

  /// Nothing is missing, but a reader should know.
  mutating func remark(_ reason: String) { Self.append(reason, to: &reasons) }

  /// A view was not asked although another one gave the same: the entry stays obtained and says so.
  mutating func declined(_ error: SourceError, _ object: HostString) {
    attempt(object)
    Self.append("\(object.text): \(error.message)", to: &reasons)
    if !wasObtained { codes.insert(error.code.rawValue) }
  }

  /// The joined status.
  var status: CoverageStatus {
    let missing = codes.subtracting(["absent"])
    if wasObtained {
      // What this kernel cannot do is no gap in what was read of it.
      return missing.isSubset(of: ["unsupported"]) ? .obtained : .partial
    }
    if missing.isEmpty { return .absent }
    if missing == ["denied"] { return .denied }
    return missing == ["unsupported"] ? .unsupported : .failed
  }

  /// Tells the sink.
  func note(into sink: any CollectionSink) {
    let why = status == .absent ? absences + reasons : reasons
    sink.note(entry, status, count: count, tried: tried, why: why.joined(separator: "; "))
  }

  private mutating func attempt(_ object: HostString) {
    if tried.count < 64, !tried.contains(object) { tried.append(object) }
  }

  // Many namespaces can give the same sentence; a ledger row is for people.
  private static func append(_ reason: String, to list: inout [String]) {
    if list.count < 16, !list.contains(reason) { list.append(reason) }
  }
}
