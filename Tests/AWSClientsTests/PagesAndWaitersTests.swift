import AWSSigning
import Testing

@testable import AWSClients

@Suite struct PagesAndWaitersTests {
  private func stacks(_ states: String...) -> FakeTransport.Answer {
    let members = states.map { "<member><StackName>s</StackName><StackStatus>\($0)</StackStatus></member>" }.joined()
    return .response(
      200,
      "<DescribeStacksResponse><DescribeStacksResult><Stacks>\(members)</Stacks></DescribeStacksResult>"
        + "</DescribeStacksResponse>")
  }

  @Test func allPagesAreRead() async throws {
    let transport = FakeTransport([
      .response(200, "{\"CommandInvocations\":[{\"InstanceId\":\"i-1\"}],\"NextToken\":\"t1\"}"),
      .response(200, "{\"CommandInvocations\":[],\"NextToken\":\"t2\"}"),
      .response(200, "{\"CommandInvocations\":[{\"InstanceId\":\"i-2\"}],\"NextToken\":\"\"}"),
    ])
    var found: [String?] = []
    for try await page in SSM(.test(transport)).listCommandInvocationsPages(.init(commandId: "c")) {
      found += (page.commandInvocations ?? []).map(\.instanceId)
    }
    #expect(found == ["i-1", "i-2"])
    let bodies = await transport.requests.map { request -> String in
      guard case .bytes(let bytes) = request.body else { return "" }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(
      bodies == [
        "{\"CommandId\":\"c\"}", "{\"CommandId\":\"c\",\"NextToken\":\"t1\"}",
        "{\"CommandId\":\"c\",\"NextToken\":\"t2\"}",
      ])
  }

  @Test func aTokenThatComesTwiceEndsTheListing() async {
    let transport = FakeTransport([], then: .response(200, "{\"Commands\":[],\"NextToken\":\"same\"}"))
    await #expect(throws: AWSError.self) { for try await _ in SSM(.test(transport)).listCommandsPages() {} }
    #expect(await transport.count == 2)
  }

  @Test func aListingOfVersionsCarriesBothMarkersAndEndsWhenTold() async throws {
    let transport = FakeTransport([
      .response(
        200,
        "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
          + "<NextVersionIdMarker>v</NextVersionIdMarker></ListVersionsResult>"),
      .response(200, "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>"),
    ])
    var pages = 0
    for try await _ in S3(.test(transport)).listObjectVersionsPages(.init(bucket: "bucket")) { pages += 1 }
    #expect(pages == 2)
    #expect(await transport.requests.last?.query == "versions=&key-marker=k&version-id-marker=v")
  }

  @Test func aWaiterWaitsForTheStateAndNotLonger() async throws {
    let clock = FakeClock()
    let transport = FakeTransport([
      stacks("CREATE_IN_PROGRESS"), stacks("CREATE_COMPLETE", "CREATE_IN_PROGRESS"), stacks("CREATE_COMPLETE"),
    ])
    let output = try await CloudFormation(.test(transport, clock: clock)).waitUntilStackCreateComplete(
      .init(stackName: "s"))
    #expect(output?.stacks?.first?.stackStatus == "CREATE_COMPLETE")
    #expect(clock.slept == [30, 30])
  }

  @Test func aStateThatCannotBeReachedAnyMoreEndsTheWait() async {
    let transport = FakeTransport([stacks("ROLLBACK_COMPLETE")])
    await #expect(throws: AWSError.self) {
      try await CloudFormation(.test(transport)).waitUntilStackCreateComplete(.init(stackName: "s"))
    }
  }

  @Test func aStackThatIsGoneIsDeleted() async throws {
    let transport = FakeTransport([
      stacks("DELETE_IN_PROGRESS"),
      .response(400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>x</Message></Error></ErrorResponse>"),
    ])
    #expect(try await CloudFormation(.test(transport)).waitUntilStackDeleteComplete(.init(stackName: "s")) == nil)
  }

  @Test func oneLookSaysWhatItIs() async throws {
    let transport = FakeTransport([
      .response(404, ""), .response(200, ""), .response(200, "{\"Status\":\"InProgress\"}"),
    ])
    guard case .notYet = try await S3(.test(transport)).objectExists(.init(bucket: "bucket", key: "k")) else {
      Issue.record("a 404 is not there yet")
      return
    }
    guard case .reached = try await S3(.test(transport)).objectExists(.init(bucket: "bucket", key: "k")) else {
      Issue.record("a 200 is there")
      return
    }
    let command = SSM.GetCommandInvocationInput(commandId: "c", instanceId: "i")
    guard case .notYet = try await SSM(.test(transport)).commandExecuted(command) else {
      Issue.record("in progress is not yet")
      return
    }
  }
}
