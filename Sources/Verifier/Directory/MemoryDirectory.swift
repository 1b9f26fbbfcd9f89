/// A bundle in memory: for tests and for bundles that arrive over a wire.
public struct MemoryDirectory: EvidenceDirectory {
  /// Regular files by name.
  public var files: [String: [UInt8]]
  /// Names of things that are no regular files.
  public var others: [String]

  /// - Parameter others: Names of directories, links or special files.
  public init(files: [String: [UInt8]] = [:], others: [String] = []) {
    self.files = files
    self.others = others
  }

  /// What is in it; links are not followed.
  public func entries(limit: Int) throws(EvidenceReadError) -> [EvidenceEntry] {
    guard files.count + others.count <= limit else {
      throw EvidenceReadError(.tooMany, "more than \(limit) names in the directory")
    }
    return files.keys.map { EvidenceEntry(name: Array($0.utf8)) }
      + others.map { EvidenceEntry(name: Array($0.utf8), isRegularFile: false) }
  }

  /// Opens a regular file for reading.
  public func open(_ name: String) throws(EvidenceReadError) -> any EvidenceFile {
    guard let bytes = files[name] else { throw EvidenceReadError(.absent, "no such file: \(name)") }
    return MemoryFile(bytes: bytes)
  }
}

private struct MemoryFile: EvidenceFile {
  let bytes: [UInt8]
  var length: UInt64 { UInt64(bytes.count) }

  func read(at offset: UInt64, count: Int) throws(EvidenceReadError) -> [UInt8] {
    guard offset <= length, count >= 0, UInt64(count) <= length - offset else {
      throw EvidenceReadError(.truncated, "\(count) bytes wanted at \(offset) of \(length)")
    }
    if count == bytes.count { return bytes }
    return Array(bytes[Int(offset)..<(Int(offset) + count)])
  }
}
