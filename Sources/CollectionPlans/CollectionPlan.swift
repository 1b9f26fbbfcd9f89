internal import JSONText

/// What a collection copies and parses, beyond what it always does. Made from definitions by `needletail definitions compile`; the form is in
/// docs/formats/definitions.md.
public struct CollectionPlan: Sendable, Codable, Equatable {
  /// One kind of artifact.
  public struct Item: Sendable, Codable, Equatable {
    /// `C001` … `C124`, or the name of a definition.
    public var id: String
    /// Name of the definition it came from.
    public var name: String
    /// Globs in the syntax of ForensicArtifacts, absolute.
    public var paths: [String]
    /// Which parser reads it; `none` only copies.
    public var parser: String
    /// Whether the bytes are kept as exhibits.
    public var copy: Bool
    /// Bytes of one file.
    public var limit: Int
    /// Of a larger file the last bytes are taken, not the first.
    public var tail: Bool
    /// Metadata and fingerprint only, unless secrets are asked for.
    public var secret: Bool
    /// Whether its ledger row must be whole.
    public var required: Bool
    /// Why it cannot be collected by this version; then `paths` is empty.
    public var unsupported: String?

    /// An item with the defaults of a small text file.
    public init(
      id: String, name: String, paths: [String], parser: String = "none", copy: Bool = true, limit: Int = 1 << 20,
      tail: Bool = false, secret: Bool = false, required: Bool = false, unsupported: String? = nil
    ) {
      self.id = id
      self.name = name
      self.paths = paths
      self.parser = parser
      self.copy = copy
      self.limit = limit
      self.tail = tail
      self.secret = secret
      self.required = required
      self.unsupported = unsupported
    }
  }

  /// Always `needletail-plan`.
  public var format = "needletail-plan"
  /// 1.
  public var version = 1
  /// In the order they are collected.
  public var items: [Item]

  /// A plan.
  public init(items: [Item]) { self.items = items }

  /// The text of a plan file: one line an item, so that two plans can be compared by line.
  public func write() throws -> [UInt8] {
    var text = Array("{\"format\":\"\(format)\",\"version\":\(version),\"items\":[\n".utf8)
    for (index, item) in items.enumerated() {
      text += try JSONRecordEncoder.encode(item)
      text += (index + 1 < items.count ? ",\n" : "\n").utf8
    }
    return text + Array("]}\n".utf8)
  }

  /// Reads a plan file.
  ///
  /// - Throws: `PlanError` for another format, a newer version, or values out of range; `JSONError` for what is no plan at all.
  public static func read(_ text: [UInt8]) throws -> CollectionPlan {
    let plan = try JSONRecordDecoder.decode(CollectionPlan.self, from: text, limits: JSONLimits(length: 16 << 20))
    guard plan.format == "needletail-plan" else {
      throw PlanError(message: "not a collection plan: format is \(plan.format)")
    }
    guard plan.version == 1 else {
      throw PlanError(message: "plan of version \(plan.version), this program reads version 1")
    }
    for item in plan.items {
      guard item.limit > 0, item.limit <= 1 << 30 else {
        throw PlanError(message: "limit out of range in plan item \(item.name)")
      }
      guard item.paths.allSatisfy({ $0.hasPrefix("/") || $0.hasPrefix("%%") }) else {
        throw PlanError(message: "path that is not absolute in plan item \(item.name)")
      }
    }
    return plan
  }
}

/// A plan that cannot be used.
public struct PlanError: Error, Sendable {
  /// For people.
  public var message: String

  /// An error.
  public init(message: String) { self.message = message }
}
