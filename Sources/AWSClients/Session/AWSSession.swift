internal import AWSSigning

/// As whom, where and how calls are made. A value: change a copy for another region or another account.
///
/// Copies share what they learn about rates, budgets and clocks; clients (`EC2(session)`) cost nothing.
public struct AWSSession: Sendable {
  /// For example `eu-central-1`.
  public var region: String
  /// What requests are signed with.
  public var credentials: any CredentialsProvider
  /// The account that the credentials belong to: for messages and for limits of rate.
  public var account: String?
  /// The role or profile behind the credentials: for messages.
  public var actor: String?
  /// Below everything.
  public var transport: any Transport
  /// Time and waiting.
  public var clock: any AWSClock
  /// Repetition.
  public var retry: RetryPolicy
  /// Which host answers.
  public var endpoints: EndpointTable
  /// 0 to 1, for the spread of waits.
  public var random: @Sendable () -> Double
  /// Told of every attempt: for logs, counts and tests. It must not block.
  public var observer: (@Sendable (AttemptRecord) -> Void)?
  /// From connecting until the headers of a response are there.
  public var timeoutSeconds: Double = 60

  let state: SessionState

  /// - Parameters:
  ///   - region: For example `eu-central-1`.
  ///   - clock: The machine's, unless a test owns time.
  public init(
    region: String, credentials: any CredentialsProvider, transport: any Transport,
    clock: any AWSClock = SystemAWSClock(), retry: RetryPolicy = RetryPolicy(),
    endpoints: EndpointTable = EndpointTable(), random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
  ) {
    self.region = region
    self.credentials = credentials
    self.transport = transport
    self.clock = clock
    self.retry = retry
    self.endpoints = endpoints
    self.random = random
    state = SessionState()
  }

  /// The same in another region.
  public func inRegion(_ region: String) -> AWSSession {
    var copy = self
    copy.region = region
    return copy
  }

  /// The same as somebody else.
  ///
  /// - Parameters:
  ///   - account: Twelve digits, if known.
  ///   - actor: The role or profile, for messages.
  public func acting(
    with credentials: any CredentialsProvider, account: String? = nil, actor: String? = nil
  ) -> AWSSession {
    var copy = self
    copy.credentials = credentials
    copy.account = account
    copy.actor = actor
    return copy
  }

  /// The same in a role, whose credentials are fetched at the first call and renewed before they end.
  public func assuming(_ role: AssumedRole) -> AWSSession {
    let arn = role.roleARN.split(separator: ":", omittingEmptySubsequences: false)
    let provider = CachedCredentials.role(role, through: self)
    return acting(with: provider, account: arn.count > 4 ? String(arn[4]) : nil, actor: role.roleARN)
  }

  /// Makes one call of generated code.
  func call<Input: AWSShape, Output: AWSShape>(
    _ model: ServiceModel, _ operation: String, _ input: Input
  ) async throws -> Output {
    guard let operation = model.operations[operation] else {
      throw AWSError(.badInput, "no such operation: \(operation)")
    }
    return Output(value: try await Call(session: self, model: model, operation: operation).run(input.value))
  }
}

/// One attempt of one call, as an observer sees it.
public struct AttemptRecord: Sendable {
  /// The service's id.
  public var service: String
  /// The operation.
  public var operation: String
  /// The region.
  public var region: String
  /// The account, if known.
  public var account: String?
  /// 1 for the first.
  public var attempt: Int
  /// The HTTP status, if there was an answer.
  public var status: Int?
  /// The error's code; `nil` for success.
  public var errorCode: String?
  /// AWS's id of the request.
  public var requestID: String?
  /// From sending until the answer was read or failed.
  public var seconds: Double
}
