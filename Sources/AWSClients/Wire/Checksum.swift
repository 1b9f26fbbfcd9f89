internal import AWSSigning
internal import Digests

extension RequestWriter {
  /// Some S3 operations refuse a body without a checksum. SHA-256 is at hand; it also serves Object Lock.
  func addChecksum(_ request: inout PlainRequest) {
    guard case .bytes(let bytes) = request.body else { return }
    let isGiven = request.headers.contains {
      let name = $0.name.lowercased()
      return name == "content-md5" || (name.hasPrefix("x-amz-checksum-") && name != "x-amz-checksum-algorithm")
    }
    guard !isGiven else { return }
    request.headers.removeAll { $0.name.lowercased() == "x-amz-sdk-checksum-algorithm" }
    request.headers.append(NamedValue("x-amz-sdk-checksum-algorithm", "SHA256"))
    request.headers.append(NamedValue("x-amz-checksum-sha256", Base64.encode(SHA256.digest(bytes).bytes)))
  }
}
