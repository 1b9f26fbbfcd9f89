public import CaseModel
internal import JSONText

/// List prices of a date, by region: `infrastructure/prices.json`, in US dollars.
public struct PriceTable: Sendable, Hashable {
  /// What things cost in one region, in the units of the file.
  public struct Prices: Sendable, Hashable {
    /// A share's storage, per GB and month.
    public var shareStorage: Double
    /// Reading from a share, per GB.
    public var shareRead: Double
    /// Writing to a share, per GB.
    public var shareWrite: Double
    /// A verified transfer, per GB.
    public var transfer: Double
    /// Objects, per GB and month.
    public var objectStorage: Double
    /// 1,000 writing or listing requests.
    public var objectWrites: Double
  }

  /// Day of the prices, as the file says.
  public private(set) var asOf: String
  /// `USD`.
  public private(set) var currency: String
  private var regions: [String: Prices]

  /// - Parameter bytes: The file.
  /// - Returns: `nil` if it cannot be read or has no region: a plan does without an estimate of its cost.
  public init?(_ bytes: [UInt8]) {
    guard let tree = try? JSONReader.parse(bytes), let asOf = tree["as_of"]?.string,
      let currency = tree["currency"]?.string
    else { return nil }
    self.asOf = HostString(asOf).text
    self.currency = HostString(currency).text
    regions = [:]
    for region in tree["regions"]?.members ?? [] {
      if let prices = Prices(region.value) { regions[region.name] = prices }
    }
    guard !regions.isEmpty else { return nil }
  }

  /// The region's prices; the dearest known ones for a region that the table does not have.
  public func prices(_ region: RegionName) -> (prices: Prices, isKnown: Bool) {
    if let known = regions[region.text] { return (known, true) }
    var dearest = Prices()
    for prices in regions.values { dearest.raise(to: prices) }
    return (dearest, false)
  }
}

extension PriceTable.Prices {
  fileprivate init() {
    (shareStorage, shareRead, shareWrite, transfer, objectStorage, objectWrites) = (0, 0, 0, 0, 0, 0)
  }

  fileprivate init?(_ tree: JSONValue) {
    func price(_ name: String) -> Double? {
      switch tree[name] {
      case .double(let value)? where value >= 0 && value.isFinite: value
      case .integer(let value)? where value >= 0: Double(value)
      default: nil
      }
    }
    guard let storage = price("efs_storage"), let read = price("efs_elastic_read"),
      let write = price("efs_elastic_write"), let transfer = price("datasync"),
      let objects = price("s3_storage"), let writes = price("s3_put")
    else { return nil }
    (shareStorage, shareRead, shareWrite) = (storage, read, write)
    self.transfer = transfer
    (objectStorage, objectWrites) = (objects, writes)
  }

  fileprivate mutating func raise(to other: Self) {
    shareStorage = max(shareStorage, other.shareStorage)
    shareRead = max(shareRead, other.shareRead)
    shareWrite = max(shareWrite, other.shareWrite)
    transfer = max(transfer, other.transfer)
    objectStorage = max(objectStorage, other.objectStorage)
    objectWrites = max(objectWrites, other.objectWrites)
  }
}
