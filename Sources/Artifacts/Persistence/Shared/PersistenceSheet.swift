internal import CaseModel
internal import HostFacts

/// Collects the records of one artifact: fills in what every record of a file shares, masks secrets, and keeps within bounds.
struct PersistenceSheet {
  /// At most this many records of one file are kept; a note counts the rest.
  static let recordLimit = 4096

  let input: ArtifactInput
  let mechanism: PersistenceRecord.Mechanism
  private var gathered = ArtifactOutput()
  private var unkept = 0

  init(_ mechanism: PersistenceRecord.Mechanism, _ input: ArtifactInput) {
    self.mechanism = mechanism
    self.input = input
  }

  /// What was gathered.
  var output: ArtifactOutput {
    var result = gathered
    if unkept > 0 { result.note("\(unkept) more entries were not kept") }
    return result
  }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - line: From 1; 0 for the whole file.
  ///   - text: As read; masked and shortened here.
  ///   - fill: Sets what else is known.
  mutating func add(line: Int, text: ArraySlice<UInt8>, fill: (inout PersistenceRecord) -> Void = { _ in }) {
    guard gathered.facts.count < Self.recordLimit else {
      unkept += 1
      return
    }
    var record = PersistenceRecord(mechanism, path: input.path, line: line, text: text.safe)
    record.account = input.account
    record.exhibit = input.exhibit
    if let file = input.file {
      record.uid = file.uid
      record.mode = file.mode
      record.modifiedAt = file.modified
      record.changedAt = file.changed
      record.bornAt = file.born
    }
    fill(&record)
    gathered.add(.persistence(record))
  }

  /// Adds a record whose text was masked before: for statements that give many records.
  mutating func add(line: Int, shown text: HostString, fill: (inout PersistenceRecord) -> Void) {
    add(line: line, text: []) { record in
      record.text = text
      fill(&record)
    }
  }

  /// Adds a record of a statement.
  mutating func add(_ statement: Statement, fill: (inout PersistenceRecord) -> Void = { _ in }) {
    add(line: statement.line, text: statement.bytes, fill: fill)
  }

  /// Adds a record of one setting, which stands in the attributes under its name.
  mutating func set(
    _ statement: Statement, _ name: String, _ value: ArraySlice<UInt8>,
    fill: (inout PersistenceRecord) -> Void = { _ in }
  ) {
    add(statement) { record in
      record.attributes[name] = value.safe(under: name)
      fill(&record)
    }
  }

  /// Says that something was passed over.
  mutating func note(line: Int = 0, _ message: String) { gathered.note(line: line, message) }

  /// The statements of the file; see `Statements`.
  mutating func statements(comments: String = "#", joins: Bool = false, commentsMayInterrupt: Bool = false)
    -> [Statement]
  {
    var reader = Statements(comments: comments, joins: joins, commentsMayInterrupt: commentsMayInterrupt)
    let result = reader.read(input)
    for note in reader.notes { gathered.note(line: note.line, note.message) }
    return result
  }
}

extension ArraySlice<UInt8> {
  /// At most this many bytes of a text stand in a record.
  private static var textLimit: Int { 4096 }
  /// So much is looked at for secrets: more than is kept, so that one at the cut is seen whole.
  private static var maskLimit: Int { 8192 }

  /// For a record: secrets masked, shortened to 4,096 bytes.
  var safe: HostString { HostString(bytes: SecretMask.mask(prefix(Self.maskLimit)).bytes.prefix(Self.textLimit)) }

  /// Shortened, not masked: for text whose form has no room for secrets but words that look like their names (`passwd: files`).
  var plain: HostString { HostString(bytes: prefix(Self.textLimit)) }

  /// As `safe`, but what stands before a mark does not make what follows a secret (`NOPASSWD: ALL`).
  func safe(keeping mark: String) -> HostString {
    var masked: [UInt8] = []
    var rest = prefix(Self.maskLimit)
    while masked.count < Self.textLimit, let hit = rest.find(mark) {
      masked += SecretMask.mask(rest[rest.startIndex..<hit]).bytes + Array(mark.utf8)
      rest = rest[(hit + mark.utf8.count)...]
    }
    return HostString(bytes: (masked + SecretMask.mask(rest).bytes).prefix(Self.textLimit))
  }

  /// As `safe`, for a value whose name tells whether it is a secret.
  func safe(under name: String) -> HostString {
    let masked = SecretMask.mask(Array("\(name)=".utf8) + prefix(Self.maskLimit)).bytes.dropFirst(name.utf8.count + 1)
    return HostString(bytes: masked.prefix(Self.textLimit))
  }
}

extension Sequence<ArraySlice<UInt8>> {
  /// The pieces with a separator between, as one.
  func joined(_ separator: String) -> ArraySlice<UInt8> { Array(joined(separator: separator.utf8))[...] }
}
