internal import JSONText

/// Makes an `AWSError` from an error response. It never fails: proxies and labs answer with HTML, or with nothing.
enum ErrorDecoder {
  static func decode(_ response: HTTPResponse, body: [UInt8], wire: WireProtocol) -> AWSError {
    var found = wire.isXML ? xml(body) : json(body)
    if found.code == nil {
      // Labs and proxies answer in the other language.
      let other = wire.isXML ? json(body) : xml(body)
      if other.code != nil { found = other }
    }
    if let header = response.header("x-amzn-errortype"), !header.isEmpty { found.code = shortCode(header) }
    let code = found.code ?? Self.code(for: response.status)
    var error = AWSError(
      .service, code: code, found.message ?? Self.fallback(body, status: response.status), status: response.status)
    error.requestID = response.requestID ?? found.requestID
    error.retryAfterSeconds = retryAfter(response)
    return error
  }

  /// An S3 operation that copies may say 200 and then fail: the body is an error document.
  static func errorInside(_ document: XMLNode, response: HTTPResponse) -> AWSError? {
    guard document.name == "Error", let code = document["Code"]?.text else { return nil }
    var error = AWSError(.service, code: code, document["Message"]?.text ?? "", status: response.status)
    error.requestID = response.requestID ?? document["RequestId"]?.text
    return error
  }

  private struct Found {
    var code: String?
    var message: String?
    var requestID: String?
  }

  private static func json(_ body: [UInt8]) -> Found {
    guard let tree = try? JSONReader.parse(body, limits: JSONLimits(length: 1 << 20, depth: 32)) else { return Found() }
    let code = (tree["__type"] ?? tree["code"] ?? tree["Code"] ?? tree["error"])?.string.map(shortCode)
    let message = (tree["message"] ?? tree["Message"] ?? tree["errorMessage"] ?? tree["error_description"])?.string
    return Found(code: code, message: message)
  }

  private static func xml(_ body: [UInt8]) -> Found {
    guard let root = try? XMLNode.parse(body, limits: XMLLimits(length: 1 << 20)) else { return Found() }
    // Query: ErrorResponse/Error; EC2: Response/Errors/Error; S3: Error.
    guard let error = root.name == "Error" ? root : (root["Error"] ?? root["Errors"]?["Error"]) else { return Found() }
    let identifier = root["RequestId"] ?? root["RequestID"] ?? root["requestId"]
    return Found(code: error["Code"]?.text, message: error["Message"]?.text, requestID: identifier?.text)
  }

  /// `com.amazonaws.efs#FileSystemNotFound:http://…` to `FileSystemNotFound`.
  private static func shortCode(_ text: String) -> String {
    let head = text.split(separator: ":", maxSplits: 1).first ?? ""
    return String(head.split(separator: "#").last ?? head)
  }

  /// For answers without a body, above all those to HEAD.
  private static func code(for status: Int) -> String {
    switch status {
    case 301, 307, 308: "PermanentRedirect"
    case 304: "NotModified"
    case 400: "BadRequest"
    case 401: "Unauthorized"
    case 403: "AccessDenied"
    case 404: "NotFound"
    case 409: "Conflict"
    case 412: "PreconditionFailed"
    case 429: "TooManyRequestsException"
    case 503: "ServiceUnavailable"
    default: "HTTP\(status)"
    }
  }

  /// The words of a page, without its tags.
  private static func fallback(_ body: [UInt8], status: Int) -> String {
    var isTag = false
    var text = ""
    for character in String(decoding: body.prefix(4_096), as: UTF8.self) {
      if character == "<" { isTag = true }
      text.append(isTag ? " " : character)
      if character == ">" { isTag = false }
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
    return words.isEmpty ? "the answer says no more than its status \(status)" : String(words)
  }

  private static func retryAfter(_ response: HTTPResponse) -> Double? {
    if let text = response.header("x-amz-retry-after"), let milliseconds = Double(text), milliseconds >= 0 {
      return milliseconds / 1_000
    }
    guard let text = response.header("retry-after"), let seconds = Double(text), seconds >= 0 else { return nil }
    return seconds
  }
}

extension HTTPResponse {
  var requestID: String? {
    header("x-amzn-requestid") ?? header("x-amz-request-id") ?? header("x-amz-id-2")
  }
}
