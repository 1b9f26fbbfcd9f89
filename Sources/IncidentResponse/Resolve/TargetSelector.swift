public import CaseModel

/// What a line of a targets file asks for in one account.
public enum TargetSelector: Sendable, Hashable, Codable {
  /// This instance.
  case instance(InstanceID)
  /// Instances with a tag whose value fits a pattern (`*` and `?` as EC2's filters read them).
  case tag(key: String, pattern: String)
  /// Instances of an Auto Scaling group.
  case scalingGroup(String)

  /// As it is written in a targets file.
  public var text: String {
    switch self {
    case .instance(let id): id.text
    case .tag(let key, let pattern): "tag:\(key)=\(pattern)"
    case .scalingGroup(let name): "asg:\(name)"
    }
  }
}

/// A selector with where it stands and where to look.
public struct TargetRequest: Sendable, Hashable, Codable {
  /// Whose instances.
  public var account: AccountID
  /// Where to look; `nil` for every region of the response.
  public var region: RegionName?
  /// What is asked for.
  public var selector: TargetSelector
  /// Line of the targets file, from 1; 0 for the command line.
  public var line: Int

  /// A request.
  public init(account: AccountID, region: RegionName? = nil, selector: TargetSelector, line: Int = 0) {
    self.account = account
    self.region = region
    self.selector = selector
    self.line = line
  }
}

/// Why a line, or a request, gives no target; the others go on.
public struct TargetProblem: Sendable, Hashable, Codable {
  /// Line of the targets file, from 1; 0 for the command line.
  public var line: Int
  /// What was found and what to do about it, one sentence.
  public var message: HostString

  /// A problem.
  public init(line: Int, message: String) {
    self.line = line
    self.message = HostString(message)
  }
}
