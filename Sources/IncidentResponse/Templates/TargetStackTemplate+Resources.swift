internal import CaseModel
internal import JSONText

extension TargetStackTemplate {
  /// All resources of a target, named after its instance id.
  func resources(_ target: StackTarget) -> [JSONMember] {
    [
      JSONMember("Files\(target.suffix)", fileSystem(target)),
      JSONMember("Group\(target.suffix)", group(target)),
      JSONMember("Mount\(target.suffix)", mountTarget(target)),
    ]
  }

  /// Groups of the whole stack: one marks its mount targets, so that the other, of the transfer service, can name them as its only way out. Which
  /// way they refer to each other is told once, so that both can be removed.
  var sharedResources: [JSONMember] {
    let vpc = JSONValue.string(targets[0].vpcID)
    return [
      JSONMember(
        "SharesGroup",
        [
          "Type": "AWS::EC2::SecurityGroup",
          "Properties": [
            "GroupDescription": "Needletail - mount targets of a target stack", "VpcId": vpc,
            "SecurityGroupEgress": [Self.nothingGoesOut], "Tags": tags("shares", nil),
          ],
        ]),
      JSONMember(
        "TransferGroup",
        [
          "Type": "AWS::EC2::SecurityGroup",
          "Properties": [
            "GroupDescription": "Needletail - interfaces of the transfer service", "VpcId": vpc,
            "SecurityGroupEgress": [
              [
                "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049,
                "DestinationSecurityGroupId": ["Fn::GetAtt": ["SharesGroup", "GroupId"]],
                "Description": "only to mount targets of the stack",
              ]
            ], "Tags": tags("transfer", nil),
          ],
        ]),
    ]
  }

  /// Encrypted with the home account's key, elastic throughput (bursting would share 100 MiB/s), no backups: a copy that outlives the case.
  private func fileSystem(_ target: StackTarget) -> JSONValue {
    [
      "Type": "AWS::EFS::FileSystem", "DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete",
      "Properties": [
        "BackupPolicy": ["Status": "DISABLED"], "Encrypted": .bool(true), "FileSystemPolicy": policy,
        "FileSystemTags": tags(target.instanceID, target), "KmsKeyId": .string(surroundings.keyARN),
        "PerformanceMode": "generalPurpose",
        "ThroughputMode": "elastic",
      ],
    ]
  }

  /// Set when the file system is made and never changed: changes take minutes to be obeyed.
  ///
  /// A suspect mounts without identity and is root there: without root access it could not write into the empty root directory. Only its
  /// own addresses reach the mount target. The transfer role reads; whoever comes by another way than a mount target is refused.
  private var policy: JSONValue {
    let throughTarget: JSONValue = ["Bool": ["elasticfilesystem:AccessedViaMountTarget": "true"]]
    return [
      "Version": "2012-10-17",
      "Statement": [
        [
          "Sid": "TargetWrites", "Effect": "Allow", "Principal": ["AWS": "*"],
          "Action": [
            "elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite",
          ],
          "Condition": throughTarget,
        ],
        [
          "Sid": "TransferReads", "Effect": "Allow",
          "Principal": [
            "AWS": [
              "Fn::Sub": .string("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/\(surroundings.prefix)-datasync")
            ]
          ],
          "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess"], "Condition": throughTarget,
        ],
        [
          "Sid": "NobodyElsewhere", "Effect": "Deny", "Principal": ["AWS": "*"],
          "Action": [
            "elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite",
          ],
          "Condition": ["Bool": ["elasticfilesystem:AccessedViaMountTarget": "false"]],
        ],
      ],
    ]
  }

  private func group(_ target: StackTarget) -> JSONValue {
    let rules = target.orderedAddresses.map { rule("the target", from: ("CidrIp", .string("\($0)/32"))) }
    let transfer = rule(
      "the transfer service", from: ("SourceSecurityGroupId", ["Fn::GetAtt": ["TransferGroup", "GroupId"]]))
    return [
      "Type": "AWS::EC2::SecurityGroup",
      "Properties": [
        "GroupDescription": .string("Needletail - evidence of \(target.instanceID)"), "VpcId": .string(target.vpcID),
        "SecurityGroupIngress": .array(rules + [transfer]),
        "SecurityGroupEgress": [Self.nothingGoesOut], "Tags": tags(target.instanceID, target),
      ],
    ]
  }

  /// Without a rule of its own the service would add one that lets everything out.
  private static let nothingGoesOut: JSONValue = [
    "IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "CidrIp": "127.0.0.1/32", "Description": "nothing goes out",
  ]

  /// NFS, and nothing else.
  private func rule(_ description: String, from source: (key: String, value: JSONValue)) -> JSONValue {
    [
      "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, source.key: source.value,
      "Description": .string(description),
    ]
  }

  private func mountTarget(_ target: StackTarget) -> JSONValue {
    [
      "Type": "AWS::EFS::MountTarget",
      "Properties": [
        "FileSystemId": ["Ref": .string("Files\(target.suffix)")], "SubnetId": .string(target.subnetID),
        "SecurityGroups": [
          ["Fn::GetAtt": [.string("Group\(target.suffix)"), "GroupId"]], ["Fn::GetAtt": ["SharesGroup", "GroupId"]],
        ],
      ],
    ]
  }

  private func tags(_ name: String, _ target: StackTarget?) -> JSONValue {
    var tags = [
      ("Name", "\(surroundings.prefix) \(surroundings.caseID.text) \(name)"),
      ("needletail:prefix", surroundings.prefix), ("needletail:case", surroundings.caseID.text),
    ]
    if let target { tags.append(("needletail:target", target.instanceID)) }
    return .array(tags.map { ["Key": .string($0.0), "Value": .string($0.1)] })
  }
}
