extension AWSError {
  private static let throttling: Set<String> = [
    "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException", "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException",
    "SlowDown", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
    "TransactionInProgressException", "RateExceeded",
  ]
  private static let transient: Set<String> = [
    "InternalError", "InternalFailure", "InternalServerError", "InternalServerException", "RequestTimeout",
    "RequestTimeoutException", "ServiceUnavailable", "ServiceUnavailableException", "Unavailable",
    "IDPCommunicationError",
    "OperationAborted",
  ]
  private static let denied: Set<String> = [
    "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "AuthorizationError", "Forbidden",
    "NotAuthorized", "UnauthorizedOperation", "UnauthorizedException",
  ]
  private static let expired: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired", "CredentialsExpired",
  ]
  private static let badKeys: Set<String> = [
    "AuthFailure", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidSecurity", "SignatureDoesNotMatch",
    "UnrecognizedClientException", "MissingAuthenticationToken", "InvalidToken", "IncompleteSignature",
    "InvalidSignatureException",
  ]
  private static let skewed: Set<String> = [
    "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
    "SignatureDoesNotMatch", "AuthFailure",
  ]

  /// The service wants fewer calls.
  public var isThrottling: Bool {
    // Organisations, CloudFormation and others use this code for a quota, which waiting does not cure.
    if code == "LimitExceededException" { return message.contains("Rate") || message.contains("rate") }
    return Self.throttling.contains(code) || status == 429
  }

  /// The same call may succeed a moment later.
  public var isRetryable: Bool {
    switch kind {
    // An answer that cannot be read was cut or altered on its way: the next may be whole.
    case .transport, .badResponse: true
    case .service:
      isThrottling || Self.transient.contains(code) || [500, 502, 503, 504].contains(status ?? 0)
    case .credentials, .badInput, .tooLong: false
    }
  }

  /// The caller may not do that.
  public var isAccessDenied: Bool { Self.denied.contains(code) }

  /// The credentials have ended: new ones may do.
  public var isExpiredCredentials: Bool { Self.expired.contains(code) }

  /// The key or its signature is not accepted.
  public var isInvalidCredentials: Bool { Self.badKeys.contains(code) }

  /// What was asked for is not there.
  public var isNotFound: Bool {
    status == 404 || code.hasSuffix("NotFound") || code.hasSuffix("NotFoundException") || code.hasPrefix("NoSuch")
      || code == "InvocationDoesNotExist" || code == "NoSuchEntity" || code.contains(".NotFound")
      // CloudFormation has no code of its own for a stack that is not there.
      || (code == "ValidationError" && message.contains("does not exist"))
  }

  /// A condition of the request (`if-none-match`) did not hold: the object is there already.
  public var isPreconditionFailed: Bool {
    status == 412 || code == "PreconditionFailed" || code == "ConditionalRequestConflict"
  }

  /// The refusal may come from a wrong clock on our side.
  var maySkew: Bool { Self.skewed.contains(code) }

  /// The service refused before it did anything.
  var isSurelyWithoutEffect: Bool {
    if let transport = cause as? TransportError { return !transport.mayHaveTakenEffect }
    return isThrottling || status == 503 || ((400..<500).contains(status ?? 0) && status != 408)
  }
}
