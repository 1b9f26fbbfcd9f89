internal import CaseModel
internal import HostFacts
internal import JSONText

/// The instance's own statement of who it is: identity document and signatures, tags, role name (C049). Credentials are
/// never asked for.
public struct CloudIdentityFamily: CollectionFamily {
  /// When the metadata service is asked.
  public enum Permission: Sendable {
    /// If the machine's firmware says that it is an EC2 instance.
    case ifEC2
    /// In any case.
    case always
    /// Not at all.
    case never
  }

  public let entries = ["C049"]
  private let endpoint: MetadataEndpoint
  private let permission: Permission

  /// - Parameters:
  ///   - endpoint: Where the service is.
  ///   - permission: When it is asked.
  public init(endpoint: MetadataEndpoint = .instanceMetadata, permission: Permission = .ifEC2) {
    self.endpoint = endpoint
    self.permission = permission
  }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      do throws(SourceError) {
        try checkPermission(source)
      } catch {
        book.update("C049") { $0.fault(error, on: "instance metadata service") }
        return
      }
      try collect(book)
    }
  }

  private func checkPermission(_ source: any HostSource) throws(SourceError) {
    switch permission {
    case .never: throw SourceError(.unsupported, "not asked for")
    case .ifEC2 where !EC2Identification(source).isEC2:
      throw SourceError(.absent, "the firmware does not name EC2: not asked")
    case .ifEC2, .always: break
    }
    // A socket of a family that is not there would make the kernel load it.
    let feature = KernelFeature.socket(endpoint.address.count == 16 ? "TCPv6" : "TCP")
    guard KernelPresence.gather(from: source).proof(of: feature) != nil else {
      throw SourceError(.unsupported, "\(feature) is not proven present: not touched, so that no module is loaded")
    }
  }

  private func collect(_ book: CoverageBook) throws {
    var service = MetadataService(endpoint)
    do throws(SourceError) {
      try service.open()
    } catch {
      book.update("C049") { $0.fault(error, on: "/latest/api/token") }
      return
    }
    try book.sink.breathe()
    if let document = get("/latest/dynamic/instance-identity/document", &service, book) { emit(document, book) }
    for name in ["pkcs7", "rsa2048", "signature"] {
      _ = get("/latest/dynamic/instance-identity/\(name)", &service, book)
    }
    for name in ["instance-id", "ami-id", "instance-life-cycle", "iam/info"] {
      guard let value = get("/latest/meta-data/\(name)", &service, book) else { continue }
      book.property("imds", HostString(name), HostString(bytes: value), from: HostString("/latest/meta-data/\(name)"))
    }
    try collectTags(&service, book)
    if let date = service.date { book.property("clock", "metadata_service", date, from: "Date header") }
  }

  private func collectTags(_ service: inout MetadataService, _ book: CoverageBook) throws {
    guard let names = get("/latest/meta-data/tags/instance", &service, book) else { return }
    for name in names.split(separator: 10).prefix(50) {
      try book.sink.breathe()
      // A name that could change the request is the service's fault or an impostor's.
      guard name.count <= 128, name.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "/") }) else { continue }
      let path = "/latest/meta-data/tags/instance/\(KernelText.text(name))"
      guard let value = get(path, &service, book) else { continue }
      book.property("imds_tag", HostString(bytes: Array(name)), HostString(bytes: value), from: HostString(path))
    }
  }

  private func get(_ path: String, _ service: inout MetadataService, _ book: CoverageBook) -> [UInt8]? {
    let object = HostString(path)
    do throws(SourceError) {
      let value = try service.get(path)
      book.preserve(object, method: "imds", value, "C049")
      book.update("C049") { $0.obtained(object, count: 1) }
      return value
    } catch {
      book.update("C049") { $0.fault(error, on: object) }
      return nil
    }
  }

  private func emit(_ document: [UInt8], _ book: CoverageBook) {
    guard let value = try? JSONReader.parse(document) else {
      book.update("C049") { $0.shortfall("the identity document is no JSON") }
      return
    }
    for name in [
      "instanceId", "accountId", "region", "availabilityZone", "imageId", "instanceType", "privateIp", "pendingTime",
    ] {
      guard let text = value[name]?.string else { continue }
      book.property("imds", HostString(name), HostString(text), from: "instance-identity/document")
    }
  }
}
