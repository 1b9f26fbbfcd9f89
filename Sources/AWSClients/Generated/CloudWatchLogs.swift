// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

/// The operations of Amazon CloudWatch Logs that Needletail calls.
public struct CloudWatchLogs: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls GetLogEvents.
  public func getLogEvents(_ input: GetLogEventsInput) async throws -> GetLogEventsOutput {
    return try await session.call(CloudWatchLogs.model, "GetLogEvents", input)
  }
}

extension CloudWatchLogs {
  public struct GetLogEventsInput: AWSShape {
    public var logGroupName: String?
    public var logGroupIdentifier: String?
    public var logStreamName: String?
    public var startTime: Int?
    public var endTime: Int?
    public var nextToken: String?
    public var limit: Int?
    public var startFromHead: Bool?
    public var unmask: Bool?
    public init() {}
    public init(logGroupName: String? = nil, logGroupIdentifier: String? = nil, logStreamName: String? = nil, startTime: Int? = nil, endTime: Int? = nil, nextToken: String? = nil, limit: Int? = nil, startFromHead: Bool? = nil, unmask: Bool? = nil) {
      self.logGroupName = logGroupName; self.logGroupIdentifier = logGroupIdentifier; self.logStreamName = logStreamName; self.startTime = startTime; self.endTime = endTime; self.nextToken = nextToken; self.limit = limit; self.startFromHead = startFromHead; self.unmask = unmask
    }
    public mutating func visit(_ c: MemberCoder) { c(&logGroupName); c(&logGroupIdentifier); c(&logStreamName); c(&startTime); c(&endTime); c(&nextToken); c(&limit); c(&startFromHead); c(&unmask) }
    public static var shape: StructureModel { CloudWatchLogs.model["GetLogEventsInput"] }
  }
  public struct GetLogEventsOutput: AWSShape {
    public var events: [OutputLogEvent]?
    public var nextForwardToken: String?
    public var nextBackwardToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&events); c(&nextForwardToken); c(&nextBackwardToken) }
    public static var shape: StructureModel { CloudWatchLogs.model["GetLogEventsOutput"] }
  }
  public struct OutputLogEvent: AWSShape {
    public var timestamp: Int?
    public var message: String?
    public var ingestionTime: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&timestamp); c(&message); c(&ingestionTime) }
    public static var shape: StructureModel { CloudWatchLogs.model["OutputLogEvent"] }
  }
}

extension CloudWatchLogs {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [GetLogEventsInput.self, GetLogEventsOutput.self, OutputLogEvent.self]
  static let table = #"""
    $id=CloudWatch Logs|protocol=json|version=2014-03-28|prefix=logs|signing=logs|target=Logs_20140328|json=1.1
    !GetLogEvents POST / GetLogEventsInput GetLogEventsOutput
    GetLogEventsInput logGroupName:s logGroupIdentifier:s logStreamName:s:r startTime:i endTime:i nextToken:s limit:i startFromHead:b unmask:b
    GetLogEventsOutput events:[;@OutputLogEvent nextForwardToken:s nextBackwardToken:s
    OutputLogEvent timestamp:i message:s ingestionTime:i
    """#
}
