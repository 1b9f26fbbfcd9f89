import EvidenceBundle

/// A share that dies in one write: a part of that write arrives, and nothing after.
final class DyingStorage: BundleStorage {
  private(set) var files: [String: [UInt8]] = [:]
  /// Writes that were begun.
  private(set) var writes = 0
  private let lastWrite: Int
  private let kept: Double

  /// - Parameters:
  ///   - lastWrite: The write it dies in, from 0.
  ///   - kept: Which part of that write arrives, 0 to 1.
  init(lastWrite: Int, kept: Double) {
    self.lastWrite = lastWrite
    self.kept = kept
  }

  func create(_ name: String) throws(BundleError) {
    try whole { files[name] = [] }
  }

  func append(_ bytes: [UInt8], to name: String) throws(BundleError) {
    if writes == lastWrite { files[name, default: []] += bytes.prefix(Int(Double(bytes.count) * kept)) }
    try write(unlessDying: { files[name, default: []] += bytes })
  }

  func rename(_ name: String, to newName: String) throws(BundleError) {
    try whole { files[newName] = files.removeValue(forKey: name) }
  }

  func synchronise(_ name: String) throws(BundleError) {
    try whole {}
  }

  /// A write that happens whole or not at all.
  private func whole(_ change: () -> Void) throws(BundleError) {
    if writes == lastWrite, kept > 0.5 { change() }
    try write(unlessDying: change)
  }

  private func write(unlessDying change: () -> Void) throws(BundleError) {
    writes += 1
    guard writes <= lastWrite else { throw BundleError(.inputOutput, "the share died") }
    change()
  }
}
