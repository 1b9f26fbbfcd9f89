/// What went wrong with a call, for all services alike.
///
/// It holds no secret and no text of a suspect; `message` is the service's own, cut to 2,000 characters and without
/// control characters.
public struct AWSError: Error, Sendable, CustomStringConvertible {
  /// Where it went wrong.
  public enum Kind: String, Sendable {
    /// The service answered with an error; `code` is its own.
    case service
    /// No answer, or it broke off.
    case transport
    /// There is nothing to sign with; the message says what was tried.
    case credentials
    /// The call cannot be made as asked: a member is missing, a name is not one.
    case badInput
    /// The answer is not what the protocol says.
    case badResponse
    /// The answer is larger than the ceiling.
    case tooLong
  }

  /// Where it went wrong.
  public var kind: Kind
  /// The service's code, such as `AccessDenied`; for other kinds the name of the kind or of the transport's code.
  public var code: String
  /// For people.
  public var message: String
  /// The service's id, such as `EC2`; empty before a call.
  public var service: String = ""
  /// The operation, such as `DescribeInstances`; empty before a call.
  public var operation: String = ""
  /// The region that was asked.
  public var region: String = ""
  /// The account in which the call was made, if known.
  public var account: String?
  /// The role or profile that the call was made as, if known.
  public var actor: String?
  /// The HTTP status, if there was an answer.
  public var status: Int?
  /// AWS's id of the request, for a support case.
  public var requestID: String?
  /// How often it was tried.
  public var attempts: Int = 0
  /// The call is not repeatable and nobody knows whether it took effect: look for its effect before calling again.
  public var isOutcomeUnknown: Bool = false
  /// What the service asked to wait, in seconds.
  public var retryAfterSeconds: Double?
  /// What was below.
  public var cause: (any Error)?

  /// - Parameters:
  ///   - code: The service's code; the kind's name if left out.
  ///   - message: For people; control characters are taken out.
  public init(_ kind: Kind, code: String? = nil, _ message: String, status: Int? = nil, cause: (any Error)? = nil) {
    self.kind = kind
    self.code = Self.printable(code ?? kind.rawValue, limit: 200)
    self.message = Self.printable(message, limit: 2_000)
    self.status = status
    self.cause = cause
  }

  public var description: String {
    var text = service.isEmpty ? "" : "\(service) \(operation): "
    text += kind == .service ? "\(code): \(message)" : message
    var notes: [String] = []
    if let actor { notes.append("as \(actor)") }
    if let account { notes.append("account \(account)") }
    if !region.isEmpty { notes.append(region) }
    if let status { notes.append("HTTP \(status)") }
    if let requestID { notes.append("request \(requestID)") }
    if isOutcomeUnknown { notes.append("it may have taken effect") }
    return notes.isEmpty ? text : "\(text) (\(notes.joined(separator: ", ")))"
  }

  private static func printable(_ text: String, limit: Int) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: out.append(" ")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
