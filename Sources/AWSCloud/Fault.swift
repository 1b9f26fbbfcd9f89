internal import AWSClients
internal import CaseModel
internal import IncidentResponse

/// AWS's errors as sentences: the one place where they become what a responder reads.
struct Fault: Sendable {
  /// What goes on after the cause is mended, such as `needletail resume Friday --retry-failed`: a command that exists as it stands.
  var again: String

  /// Makes calls and translates what they throw.
  ///
  /// - Parameter what: What was attempted, to follow "cannot".
  func named<Value: Sendable>(
    _ what: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
  ) async throws -> Value {
    do { return try await body() } catch let error as AWSError { throw cloudError(error, what) }
  }

  /// Assumes a role.
  func role<Value: Sendable>(
    _ name: String, account: AccountID, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
  ) async throws
    -> Value
  {
    do { return try await body() } catch let error as AWSError where error.isAccessDenied || error.isNotFound {
      throw CloudError(
        .denied,
        "the role \(name) of account \(account) cannot be assumed: it is not there, or does not trust this account's responder role",
        next:
          "deploy infrastructure/member-min.yaml in account \(account), with this account as HomeAccountId, then: \(again)"
      )
    } catch let error as AWSError { throw cloudError(error, "assume the role \(name) of account \(account)") }
  }

  func cloudError(_ error: AWSError, _ what: String) -> CloudError {
    let said = "cannot \(what): \(error.description)"
    if error.isAccessDenied { return denied(error, what) }
    if error.isExpiredCredentials || error.isInvalidCredentials || error.kind == .credentials {
      return CloudError(
        .credentials, said, next: "renew your AWS credentials, then: \(again)", isRetryable: true)
    }
    if error.isNotFound { return CloudError(.notFound, said, next: again) }
    if error.isThrottling {
      return CloudError(
        .throttled, said, next: "wait a few minutes, then: \(again)", isRetryable: true)
    }
    if let code = known(error) { return CloudError(code, said, next: advice(code), isRetryable: code != .keyUnusable) }
    // A proxy's page is no answer of the service, whatever its status says.
    if error.kind == .transport || error.kind == .badResponse || error.code.hasPrefix("HTTP")
      || error.code == "ServiceUnavailable"
    {
      return CloudError(
        .unreachable, said, next: "check the network, then: \(again)", isRetryable: true)
    }
    return CloudError(.refused, said, next: again, isRetryable: error.isRetryable)
  }

  /// Which action, which role, and the line that is missing.
  private func denied(_ error: AWSError, _ what: String) -> CloudError {
    let action = action(error.message) ?? "\(prefix(error.service)):\(error.operation)"
    let role = error.actor ?? "the operator's identity"
    return CloudError(
      .denied, "cannot \(what): \(role) may not \(action) (\(error.message))",
      next:
        "add to the policy of \(role): {\"Effect\":\"Allow\",\"Action\":\"\(action)\"}, or deploy the stack of this version again; then: \(again)"
    )
  }

  /// The action as the service itself names it: "… is not authorized to perform: s3:ListBucketVersions on …".
  private func action(_ message: String) -> String? {
    guard let mark = message.firstRange(of: "to perform: ") else { return nil }
    let word = message[mark.upperBound...].prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":" || $0 == "-")
    }
    return word.contains(":") ? String(word) : nil
  }

  /// The service's name in policies.
  private func prefix(_ service: String) -> String {
    switch service {
    case "EFS": "elasticfilesystem"
    case "Auto Scaling": "autoscaling"
    case "CloudWatch Logs": "logs"
    case "Service Quotas": "servicequotas"
    default: service.lowercased().filter { $0 != " " }
    }
  }

  private func known(_ error: AWSError) -> CloudError.Code? {
    let code = error.code
    if code.hasPrefix("KMS.") || ["KMSInvalidStateException", "DisabledException", "KMSKeyDisabled"].contains(code) {
      return .keyUnusable
    }
    if code.hasSuffix("LimitExceeded") || code == "LimitExceededException"
      || code == "InsufficientFreeAddressesInSubnet"
      || ["NoFreeAddressesInSubnet", "ServiceQuotaExceededException", "TooManyBuckets"].contains(code)
    {
      return .quota
    }
    if code.hasSuffix("AlreadyExistsException") || code == "Conflict" { return .conflict }
    return nil
  }

  private func advice(_ code: CloudError.Code) -> String {
    switch code {
    case .keyUnusable: "enable the key again, then: \(again)"
    case .quota: "ask for a higher quota or free what is not needed, then: \(again)"
    default: again
    }
  }
}
