import Testing

@testable import AWSClients

@Suite struct ShapeTests {
  @Test func everyStructureComesBackFromItsValue() {
    var count = 0
    for service in services {
      for shape in service.shapes {
        count += 1
        var maker = SampleMaker(service.model, seed: UInt64(count))
        maker.leavesOut = false
        let value = maker.structure(shape.shape)
        #expect(roundTrip(shape, value) == value, "\(service.name) \(shape.shape.name)")
        #expect(!shape.shape.name.isEmpty)
      }
    }
    #expect(count > 370)
  }

  @Test func everyMemberIsVisitedInTheOrderOfItsTable() {
    for service in services {
      // Those with secrets show themselves otherwise.
      for shape in service.shapes where !(shape is any CustomReflectable.Type) {
        var maker = SampleMaker(service.model, seed: 7)
        maker.leavesOut = false
        let value = maker.structure(shape.shape)
        guard case .structure(let values) = value else { return }
        let children = Array(Mirror(reflecting: made(shape, value)).children)
        #expect(children.count == values.count)
        for (child, (member, value)) in zip(children, zip(shape.shape.members, values)) {
          #expect(child.label?.lowercased() == member.name.lowercased(), "\(service.name) \(shape.shape.name)")
          #expect((child.value as? any AWSMember)?.memberValue == value, "\(shape.shape.name).\(member.name)")
        }
      }
    }
  }

  private func made<T: AWSShape>(_ type: T.Type, _ value: AWSValue) -> Any { T(value: value) }

  private func roundTrip<T: AWSShape>(_ type: T.Type, _ value: AWSValue) -> AWSValue { T(value: value).value }

  @Test func everyOperationHasItsTables() {
    var count = 0
    for service in services {
      for operation in service.model.operations.values {
        count += 1
        let known = Set(service.shapes.map { $0.shape.name })
        #expect(operation.input == "-" || known.contains(operation.input), "\(operation.name)")
        #expect(operation.output == "-" || known.contains(operation.output), "\(operation.name)")
      }
    }
    #expect(count == 83)
  }

  @Test func callsThatStartSomethingWithoutATokenAreMarked() {
    let once = services.flatMap { $0.model.operations.values }.filter(\.isOnce).map(\.name)
    #expect(
      Set(once) == [
        "SendCommand", "CreateLocationEfs", "CreateLocationS3", "CreateTask", "StartTaskExecution",
        "CreateMultipartUpload", "Publish",
      ])
  }

  @Test func printingAStructureShowsNoSecret() {
    let credentials =
      STS.Credentials?.none
      ?? {
        var made = STS.Credentials()
        made.accessKeyId = "AKIA"
        made.secretAccessKey = "very-secret"
        made.sessionToken = "also-secret-token"
        return made
      }()
    var output = STS.AssumeRoleOutput()
    output.credentials = credentials
    let input = SSO.GetRoleCredentialsInput(accessToken: "portal-secret")
    for text in ["\(output)", String(reflecting: output), "\(credentials)", "\(input)"] {
      #expect(!text.contains("very-secret") && !text.contains("portal-secret"), "shown: \(text)")
    }
  }
}
