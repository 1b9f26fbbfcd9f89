public import Digests

/// What two verified bundles hold differently, exhibit by exhibit.
public struct BundleDifference: Sendable {
  /// A source whose bytes differ. A source that was read several times has several digests.
  public struct Change: Sendable, Equatable {
    /// Path or object on the suspect, *escaped text*.
    public var source: String
    /// In the first bundle, in its order.
    public var before: [SHA256Digest]
    /// In the second bundle, in its order.
    public var after: [SHA256Digest]
  }

  /// Sources that only the second bundle has, in byte order.
  public var added: [String] = []
  /// Sources that only the first bundle has, in byte order.
  public var removed: [String] = []
  /// Sources of both with other bytes, in byte order.
  public var changed: [Change] = []
  /// How many sources are the same in both.
  public var unchangedCount = 0

  /// Compares exhibits by source and digest; metadata such as times is not compared.
  ///
  /// - Throws: what reading the bundles throws.
  public init(from before: VerifiedBundleReader, to after: VerifiedBundleReader) throws {
    let old = try Self.digests(before)
    let new = try Self.digests(after)
    for key in Set(old.keys).union(new.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let source = String(decoding: key, as: UTF8.self)
      switch (old[key], new[key]) {
      case (nil, _): added.append(source)
      case (_, nil): removed.append(source)
      case (let before?, let after?) where before == after: unchangedCount += 1
      case (let before?, let after?): changed.append(Change(source: source, before: before, after: after))
      }
    }
  }

  /// By the bytes of the source: two `String`s that differ only in Unicode normalization are equal to Swift, and two
  /// files to Linux.
  private static func digests(_ bundle: VerifiedBundleReader) throws -> [[UInt8]: [SHA256Digest]] {
    var digests: [[UInt8]: [SHA256Digest]] = [:]
    try bundle.forEachExhibit { digests[Array($0.source.utf8), default: []].append($0.sha256) }
    return digests
  }
}
