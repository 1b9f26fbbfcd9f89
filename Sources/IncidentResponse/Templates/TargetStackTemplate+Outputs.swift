internal import JSONText

extension TargetStackTemplate {
  /// Where a target's evidence goes, as the finished stack says.
  public struct Place: Sendable, Hashable {
    /// `fs-…`
    public var fileSystemID: String
    /// `fsmt-…`
    public var mountTargetID: String
    /// The mount target's IPv4 address.
    public var address: String
  }

  /// One output a target, because a stack has at most 200: `fs-…/fsmt-…/10.0.0.5`, named `Target` and the instance id without `i-`.
  func output(_ target: StackTarget) -> JSONMember {
    let mount = JSONValue.string("Mount\(target.suffix)")
    return JSONMember(
      "Target\(target.suffix)",
      [
        "Description": "file system/mount target/address",
        "Value": [
          "Fn::Join": [
            "/",
            [
              ["Ref": .string("Files\(target.suffix)")], ["Ref": mount], ["Fn::GetAtt": [mount, "IpAddress"]],
            ],
          ]
        ],
      ])
  }

  /// The group of the transfer service's interfaces.
  var transferOutput: JSONMember {
    JSONMember(
      "TransferGroupId",
      ["Description": "group of the transfer service", "Value": ["Fn::GetAtt": ["TransferGroup", "GroupId"]]])
  }

  /// The places of all targets, from a stack's outputs.
  ///
  /// - Parameter outputs: Keys and values; keys of other outputs are passed over.
  /// - Returns: By instance id.
  /// - Throws: `TemplateError.malformed` for a value that this template does not make.
  public static func places(_ outputs: [(key: String, value: String)]) throws(TemplateError) -> [String: Place] {
    var places: [String: Place] = [:]
    for output in outputs where output.key.hasPrefix("Target") {
      let parts = output.value.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, AWSWords.address(parts[2]) != nil else {
        throw TemplateError(.malformed, "output \(AWSWords.shown(output.key)): \(AWSWords.shown(output.value))")
      }
      try AWSWords.check(parts[0], prefix: "fs-", "a file system id")
      try AWSWords.check(parts[1], prefix: "fsmt-", "a mount target id")
      let instance = "i-\(output.key.dropFirst(6))"
      places[instance] = Place(fileSystemID: parts[0], mountTargetID: parts[1], address: parts[2])
    }
    return places
  }
}
