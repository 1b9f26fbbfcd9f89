// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

/// The operations of Amazon Simple Notification Service that Needletail calls.
public struct SNS: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls Publish.
  public func publish(_ input: PublishInput) async throws -> PublishOutput {
    return try await session.call(SNS.model, "Publish", input)
  }
}

extension SNS {
  public struct MessageAttributeValue: AWSShape {
    public var dataType: String?
    public var stringValue: String?
    public var binaryValue: [UInt8]?
    public init() {}
    public init(dataType: String? = nil, stringValue: String? = nil, binaryValue: [UInt8]? = nil) {
      self.dataType = dataType; self.stringValue = stringValue; self.binaryValue = binaryValue
    }
    public mutating func visit(_ c: MemberCoder) { c(&dataType); c(&stringValue); c(&binaryValue) }
    public static var shape: StructureModel { SNS.model["MessageAttributeValue"] }
  }
  public struct PublishInput: AWSShape, CustomReflectable {
    public var topicArn: String?
    public var targetArn: String?
    public var phoneNumber: String?
    public var message: String?
    public var subject: String?
    public var messageStructure: String?
    public var messageAttributes: [String: MessageAttributeValue]?
    public var messageDeduplicationId: String?
    public var messageGroupId: String?
    public init() {}
    public init(topicArn: String? = nil, targetArn: String? = nil, phoneNumber: String? = nil, message: String? = nil, subject: String? = nil, messageStructure: String? = nil, messageAttributes: [String: MessageAttributeValue]? = nil, messageDeduplicationId: String? = nil, messageGroupId: String? = nil) {
      self.topicArn = topicArn; self.targetArn = targetArn; self.phoneNumber = phoneNumber; self.message = message; self.subject = subject; self.messageStructure = messageStructure; self.messageAttributes = messageAttributes; self.messageDeduplicationId = messageDeduplicationId; self.messageGroupId = messageGroupId
    }
    public mutating func visit(_ c: MemberCoder) { c(&topicArn); c(&targetArn); c(&phoneNumber); c(&message); c(&subject); c(&messageStructure); c(&messageAttributes); c(&messageDeduplicationId); c(&messageGroupId) }
    public static var shape: StructureModel { SNS.model["PublishInput"] }
    public var customMirror: Mirror { mirror(hiding: ["PhoneNumber"]) }
  }
  public struct PublishOutput: AWSShape {
    public var messageId: String?
    public var sequenceNumber: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&messageId); c(&sequenceNumber) }
    public static var shape: StructureModel { SNS.model["PublishOutput"] }
  }
}

extension SNS {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [MessageAttributeValue.self, PublishInput.self, PublishOutput.self]
  static let table = #"""
    $id=SNS|protocol=query|version=2010-03-31|prefix=sns|signing=sns
    !Publish POST / PublishInput PublishOutput once wrap=PublishResult
    MessageAttributeValue DataType:s:r StringValue:s BinaryValue:x
    PublishInput TopicArn:s TargetArn:s PhoneNumber:s Message:s:r Subject:s MessageStructure:s MessageAttributes:{Name;Value;@MessageAttributeValue MessageDeduplicationId:s MessageGroupId:s
    PublishOutput MessageId:s SequenceNumber:s
    """#
}
