import AWSClients
import CaseModel
import IncidentResponse
import Testing

@testable import AWSCloud

/// Each error of a service becomes a code for programs and a sentence that ends in what to do.
@Suite struct FaultTests {
  private static let again = "needletail resume Friday --retry-failed"
  private let fault = Fault(again: FaultTests.again)

  private func error(
    _ code: String, _ message: String = "no", service: String = "EFS", status: Int = 400,
    kind: AWSError.Kind = .service
  ) -> AWSError {
    var error = AWSError(kind, code: code, message, status: status)
    error.service = service
    error.operation = "CreateFileSystem"
    error.actor = "arn:aws:sts::111122223333:assumed-role/needletail-member/needletail-Friday"
    return error
  }

  private func told(_ error: AWSError) -> CloudError { fault.cloudError(error, "make a share") }

  @Test(arguments: [
    ("ThrottlingException", "EFS", 400, CloudError.Code.throttled), ("RequestLimitExceeded", "EC2", 503, .throttled),
    ("Whatever", "SSM", 429, .throttled), ("SlowDown", "S3", 503, .throttled),
    ("FileSystemLimitExceeded", "EFS", 403, .quota), ("NoFreeAddressesInSubnet", "EFS", 409, .quota),
    ("InsufficientFreeAddressesInSubnet", "EC2", 400, .quota),
    ("LimitExceededException", "CloudFormation", 400, .quota),
    ("ServiceQuotaExceededException", "DataSync", 400, .quota),
    ("DisabledException", "KMS", 400, .keyUnusable), ("KMS.DisabledException", "S3", 400, .keyUnusable),
    ("KMSInvalidStateException", "KMS", 400, .keyUnusable),
    ("ExpiredToken", "S3", 400, .credentials), ("ExpiredTokenException", "STS", 403, .credentials),
    ("InvalidClientTokenId", "STS", 403, .credentials), ("AuthFailure", "EC2", 401, .credentials),
    ("FileSystemNotFound", "EFS", 404, .notFound), ("InvalidInstanceID.NotFound", "EC2", 400, .notFound),
    ("AlreadyExistsException", "CloudFormation", 400, .conflict), ("ValidationException", "SSM", 400, .refused),
  ])
  func aCodeOfAServiceBecomesOneOfOurs(code: String, service: String, status: Int, expected: CloudError.Code) {
    let error = told(error(code, service: service, status: status))
    #expect(error.code == expected, "\(error)")
    #expect(error.message.hasPrefix("cannot make a share: "))
    #expect(error.next.hasSuffix(Self.again) && !error.next.contains("CASE"), "\(error.next)")
  }

  @Test func aDenialNamesActionRoleAndTheMissingLineOfThePolicy() {
    let error = told(
      error(
        "AccessDeniedException",
        "User: arn:aws:sts::111122223333:assumed-role/needletail-member/x is not authorized to perform: elasticfilesystem:TagResource on resource: arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/*",
        status: 403))
    #expect(error.code == .denied && !error.isRetryable)
    #expect(
      error.message.contains("needletail-member") && error.message.contains("may not elasticfilesystem:TagResource"))
    #expect(error.next.contains("{\"Effect\":\"Allow\",\"Action\":\"elasticfilesystem:TagResource\"}"))
    #expect(error.next.hasSuffix(Self.again))
  }

  @Test(arguments: [
    ("EFS", "elasticfilesystem:CreateFileSystem"), ("EC2", "ec2:CreateFileSystem"),
    ("Auto Scaling", "autoscaling:CreateFileSystem"), ("CloudWatch Logs", "logs:CreateFileSystem"),
  ])
  func aDenialThatNamesNoActionIsToldByTheOperation(service: String, action: String) {
    #expect(told(error("UnauthorizedOperation", service: service, status: 403)).next.contains(action))
  }

  @Test func noAnswerAndABrokenOneAreTheNetworksFault() {
    for kind in [AWSError.Kind.transport, .badResponse] {
      let error = told(error("connection", kind: kind))
      #expect(error.code == .unreachable && error.isRetryable && error.next.contains("check the network"))
    }
  }

  /// A proxy answers with a page: its words are told without tags, and nobody is sent to look for a policy.
  @Test(arguments: [502, 503, 504, 407]) func aProxysPageIsTheNetworksFault(status: Int) {
    let code = status == 503 ? "ServiceUnavailable" : "HTTP\(status)"
    let error = told(error(code, "Bad gateway Squid", status: status))
    #expect(error.code == .unreachable && error.isRetryable, "\(error)")
    #expect(!error.message.contains("<"))
  }

  @Test func credentialsThatAreMissingAreToldAsThat() {
    #expect(told(error("credentials", "no credentials were found", kind: .credentials)).code == .credentials)
  }

  @Test func aRoleThatCannotBeAssumedNamesTheStackToDeployAndWhere() async throws {
    let account = try #require(AccountID("111122223333"))
    let denied = error("AccessDenied", service: "STS", status: 403)
    let error = await #expect(throws: CloudError.self) {
      try await fault.role("needletail-member", account: account) { throw denied }
    }
    #expect(error?.code == .denied && error?.message.contains("needletail-member of account 111122223333") == true)
    #expect(error?.next.contains("infrastructure/member-min.yaml in account 111122223333") == true)
    let slow = self.error("Throttling", service: "STS")
    let other = await #expect(throws: CloudError.self) {
      try await fault.role("needletail-member", account: account) { throw slow }
    }
    #expect(other?.code == .throttled, "only a refusal is told as a missing role")
  }

  @Test func whatGoesWellPassesThrough() async throws {
    #expect(try await fault.named("count") { 7 } == 7)
    let ours = CloudError(.conflict, "there already")
    let error = await #expect(throws: CloudError.self) { try await fault.named("count") { throw ours } }
    #expect(error == ours)
  }

  @Test func beforeACaseIsOpenNothingIsResumed() throws {
    let early = Fault(again: "give the same command again").cloudError(error("ExpiredToken"), "look")
    #expect(early.next == "renew your AWS credentials, then: give the same command again")
    var settings = AWSResponseCloud.Settings(caseID: try #require(CaseID("Friday")))
    #expect(settings.again == Self.again)
    settings.again = "x"
    #expect(settings.caseID.text == "Friday")
  }
}
