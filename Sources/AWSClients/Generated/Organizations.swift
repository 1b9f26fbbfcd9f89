// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS Organizations that Needletail calls.
public struct Organizations: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls DescribeAccount.
  public func describeAccount(_ input: DescribeAccountInput) async throws -> DescribeAccountOutput {
    return try await session.call(Organizations.model, "DescribeAccount", input)
  }
  /// Calls ListAccounts.
  public func listAccounts(_ input: ListAccountsInput = .init()) async throws -> ListAccountsOutput {
    return try await session.call(Organizations.model, "ListAccounts", input)
  }
}

extension Organizations {
  /// Every page of ListAccounts.
  public func listAccountsPages(_ input: ListAccountsInput = .init()) -> AWSPages<ListAccountsInput, ListAccountsOutput> {
    AWSPages(input, { try await listAccounts($0) }) { input, output in
      input.nextToken = output.nextToken
      return [output.nextToken]
    }
  }
}

extension Organizations {
  public struct Account: AWSShape, CustomReflectable {
    public var id: String?
    public var arn: String?
    public var email: String?
    public var name: String?
    public var status: String?
    public var state: String?
    public var paths: [String]?
    public var joinedMethod: String?
    public var joinedTimestamp: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&id); c(&arn); c(&email); c(&name); c(&status); c(&state); c(&paths); c(&joinedMethod); c(&joinedTimestamp) }
    public static var shape: StructureModel { Organizations.model["Account"] }
    public var customMirror: Mirror { mirror(hiding: ["Email", "Name"]) }
  }
  public struct DescribeAccountInput: AWSShape {
    public var accountId: String?
    public init() {}
    public init(accountId: String? = nil) {
      self.accountId = accountId
    }
    public mutating func visit(_ c: MemberCoder) { c(&accountId) }
    public static var shape: StructureModel { Organizations.model["DescribeAccountInput"] }
  }
  public struct DescribeAccountOutput: AWSShape {
    public var account: Account?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&account) }
    public static var shape: StructureModel { Organizations.model["DescribeAccountOutput"] }
  }
  public struct ListAccountsInput: AWSShape {
    public var nextToken: String?
    public var maxResults: Int?
    public init() {}
    public init(nextToken: String? = nil, maxResults: Int? = nil) {
      self.nextToken = nextToken; self.maxResults = maxResults
    }
    public mutating func visit(_ c: MemberCoder) { c(&nextToken); c(&maxResults) }
    public static var shape: StructureModel { Organizations.model["ListAccountsInput"] }
  }
  public struct ListAccountsOutput: AWSShape {
    public var accounts: [Account]?
    public var nextToken: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&accounts); c(&nextToken) }
    public static var shape: StructureModel { Organizations.model["ListAccountsOutput"] }
  }
}

extension Organizations {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [Account.self, DescribeAccountInput.self, DescribeAccountOutput.self, ListAccountsInput.self, ListAccountsOutput.self]
  static let table = #"""
    $id=Organizations|protocol=json|version=2016-11-28|prefix=organizations|signing=organizations|target=AWSOrganizationsV20161128|json=1.1
    !DescribeAccount POST / DescribeAccountInput DescribeAccountOutput
    !ListAccounts POST / ListAccountsInput ListAccountsOutput
    Account Id:s Arn:s Email:s Name:s Status:s State:s Paths:[;s JoinedMethod:s JoinedTimestamp:t
    DescribeAccountInput AccountId:s:r
    DescribeAccountOutput Account:@Account
    ListAccountsInput NextToken:s MaxResults:i
    ListAccountsOutput Accounts:[;@Account NextToken:s
    """#
}
