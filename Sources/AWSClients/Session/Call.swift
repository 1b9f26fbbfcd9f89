internal import AWSSigning
internal import Digests

/// One call: written, signed, sent, read, and repeated where that is safe.
struct Call {
  let session: AWSSession
  let model: ServiceModel
  let operation: OperationModel

  func run(_ input: AWSValue) async throws -> AWSValue {
    do {
      let plain = try RequestWriter(model: model, operation: operation).request(input)
      let target = try session.endpoints.resolve(
        prefix: model.endpointPrefix, serviceID: model.serviceID, region: session.region)
      return try await attempts(plain, target)
    } catch let error as AWSError {
      throw named(error)
    }
  }

  /// Budgets and rates are kept for this.
  private var key: String { "\(session.account ?? "-")/\(session.region)/\(model.serviceID)" }

  private func attempts(_ plain: PlainRequest, _ target: EndpointTable.Resolved) async throws -> AWSValue {
    var progress = Progress()
    while true {
      try Task.checkCancellation()
      let delay = await session.state.reserve(key, at: session.clock.now())
      if delay > 0 { try await session.clock.sleep(seconds: delay) }
      progress.attempt += 1
      let begun = session.clock.now()
      do {
        let value = try await once(plain, target, &progress)
        await session.state.succeeded(
          key, refund: progress.paid, of: session.retry.bucketTokens, at: session.clock.now())
        report(progress, begun, nil)
        return value
      } catch {
        let failure = try understood(error, progress)
        report(progress, begun, failure)
        // The call that fetches credentials has had its own attempts.
        guard failure.operation == operation.name, failure.service == model.serviceID else { throw failure }
        if failure.isThrottling { await session.state.throttled(key, at: session.clock.now()) }
        let wait = try await waitBeforeNext(failure, plain, target, &progress)
        if wait > 0 { try await session.clock.sleep(seconds: wait) }
      }
    }
  }

  /// What is remembered between the attempts of one call.
  private struct Progress {
    var attempt = 0
    var paid = 0.0
    var hasCorrectedClock = false
    var hasRenewed = false
    var used: Credentials?
    var status: Int?
    var requestID: String?
    var serverDate: AWSInstant?
  }

  private func once(
    _ plain: PlainRequest, _ target: EndpointTable.Resolved, _ progress: inout Progress
  ) async throws -> AWSValue {
    (progress.status, progress.requestID, progress.serverDate) = (nil, nil, nil)
    let credentials = operation.isUnsigned ? nil : try await session.credentials.credentials()
    progress.used = credentials
    let skew = await session.state.skew(target.endpoint.authority)
    let request = RequestSigner(session: session, model: model).signed(
      plain, target, credentials, at: session.clock.now().adding(seconds: skew))
    let response = try await session.transport.send(request)
    progress.status = response.status
    progress.requestID = response.requestID
    progress.serverDate = response.header("date").flatMap { AWSInstant(text: $0) }
    return try await ResponseReader(model: model, operation: operation).value(response)
  }

  /// Every failure as an `AWSError` that knows the call; cancellation stays what it is.
  private func understood(_ error: any Error, _ progress: Progress) throws -> AWSError {
    if error is CancellationError { throw error }
    if let transport = error as? TransportError {
      var failure = AWSError(.transport, code: transport.code.rawValue, transport.message, cause: transport)
      failure.status = progress.status
      failure.requestID = progress.requestID
      failure.attempts = progress.attempt
      return named(failure)
    }
    guard var failure = error as? AWSError else {
      return named(AWSError(.transport, "the transport failed: \(type(of: error))", cause: error))
    }
    failure.attempts = progress.attempt
    return named(failure)
  }

  /// - Returns: Seconds to wait before the next attempt.
  /// - Throws: The error, when there is to be none.
  private func waitBeforeNext(
    _ failure: AWSError, _ plain: PlainRequest, _ target: EndpointTable.Resolved, _ progress: inout Progress
  ) async throws -> Double {
    guard canSendAgain(plain) else { throw failure }
    if try await correctsClock(failure, target, &progress) { return 0 }
    if !progress.hasRenewed, failure.isExpiredCredentials, let used = progress.used,
      await session.credentials.discard(used)
    {
      progress.hasRenewed = true
      return 0
    }
    guard failure.isRetryable else { throw failure }
    guard !operation.isOnce || failure.isSurelyWithoutEffect else {
      var unknown = failure
      unknown.isOutcomeUnknown = true
      throw unknown
    }
    guard progress.attempt < session.retry.maxAttempts else { throw failure }
    let price = failure.code == TransportError.Code.timedOut.rawValue ? 10.0 : 5.0
    guard await session.state.pay(price, key, of: session.retry.bucketTokens) else { throw failure }
    progress.paid += price
    return session.retry.delay(after: progress.attempt, random: session.random(), error: failure)
  }

  private func canSendAgain(_ plain: PlainRequest) -> Bool {
    if case .stream(let stream) = plain.body { return stream.isRepeatable }
    return true
  }

  /// A refusal with the server's time more than four minutes from ours: take over its time, once a call.
  private func correctsClock(
    _ failure: AWSError, _ target: EndpointTable.Resolved, _ progress: inout Progress
  ) async throws -> Bool {
    guard !progress.hasCorrectedClock, failure.maySkew, let date = progress.serverDate else { return false }
    let host = target.endpoint.authority
    let difference = date.epoch - session.clock.now().epoch
    guard abs(difference - (await session.state.skew(host))) > 240 else { return false }
    await session.state.setSkew(host, seconds: difference)
    progress.hasCorrectedClock = true
    return true
  }

  /// With the names of this call, unless it is the error of another, such as the one that fetches credentials.
  private func named(_ error: AWSError) -> AWSError {
    guard error.service.isEmpty else { return error }
    var named = error
    named.service = model.serviceID
    named.operation = operation.name
    named.region = session.region
    named.account = session.account
    named.actor = session.actor
    return named
  }

  private func report(_ progress: Progress, _ begun: AWSInstant, _ failure: AWSError?) {
    guard let observer = session.observer else { return }
    observer(
      AttemptRecord(
        service: model.serviceID, operation: operation.name, region: session.region, account: session.account,
        attempt: progress.attempt, status: progress.status, errorCode: failure?.code, requestID: progress.requestID,
        seconds: session.clock.now().epoch - begun.epoch))
  }
}
