/// Where a bundle's files go: append-only, each made once. Behind a protocol so that tests can let it die at any write.
public protocol BundleStorage: AnyObject {
  /// Makes an empty file; it must not exist.
  func create(_ name: String) throws(BundleError)
  /// Adds bytes at the end of a file made here. After an error, a part of them may be there.
  func append(_ bytes: [UInt8], to name: String) throws(BundleError)
  /// Gives a finished file its name.
  func rename(_ name: String, to newName: String) throws(BundleError)
  /// Waits until what was written is with the share.
  func synchronise(_ name: String) throws(BundleError)
}
