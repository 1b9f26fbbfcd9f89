"""Resource types of networks, file systems and transfers."""
from .resources import Kind, ResourceError, document, quiet, true


def _tags(m, p, kind):
    tags = m.all_tags(p.get("Tags"))
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]} if tags else {}


# --- security groups
def permission(rule, default_protocol="-1"):
    """An API permission from a template's rule."""
    made = {"IpProtocol": str(rule.get("IpProtocol", default_protocol))}
    for key in ("FromPort", "ToPort"):
        if key in rule:
            made[key] = int(rule[key])
    note = {"Description": rule["Description"]} if rule.get("Description") else {}
    if "CidrIp" in rule:
        made["IpRanges"] = [{"CidrIp": rule["CidrIp"], **note}]
    if "CidrIpv6" in rule:
        made["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **note}]
    group = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    if group:
        made["UserIdGroupPairs"] = [{"GroupId": group, **note}]
    prefix = rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId")
    if prefix:
        made["PrefixListIds"] = [{"PrefixListId": prefix, **note}]
    return made


def _group(m, p):
    ec2 = m.client("ec2")
    extra = {"VpcId": p["VpcId"]} if "VpcId" in p else {}
    ident = ec2.create_security_group(GroupName=p.get("GroupName") or m.name(200), Description=p["GroupDescription"],
                                      **extra, **_tags(m, p, "security-group"))["GroupId"]
    try:
        for rule in p.get("SecurityGroupIngress", []):
            ec2.authorize_security_group_ingress(GroupId=ident, IpPermissions=[permission(rule)])
        if "SecurityGroupEgress" in p:
            ec2.revoke_security_group_egress(GroupId=ident, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
            for rule in p["SecurityGroupEgress"]:
                ec2.authorize_security_group_egress(GroupId=ident, IpPermissions=[permission(rule)])
    except BaseException:
        ec2.delete_security_group(GroupId=ident)
        raise
    vpc = ec2.describe_security_groups(GroupIds=[ident])["SecurityGroups"][0].get("VpcId", "")
    return ident, {"GroupId": ident, "VpcId": vpc}


def _remove_group(m, ident, _p):
    with quiet("InvalidGroup.NotFound"):
        m.client("ec2").delete_security_group(GroupId=ident)


def _rule(way):
    def make(m, p):
        ec2 = m.client("ec2")
        call = ec2.authorize_security_group_ingress if way == "ingress" else ec2.authorize_security_group_egress
        # a group that gets its own egress rules by resource loses the default one, as on AWS only when told so
        reply = call(GroupId=p["GroupId"], IpPermissions=[permission(p)])
        rules = reply.get("SecurityGroupRules") or []
        return (rules[0]["SecurityGroupRuleId"] if rules else m.name()), {}

    def remove(m, ident, p):
        ec2 = m.client("ec2")
        call = ec2.revoke_security_group_ingress if way == "ingress" else ec2.revoke_security_group_egress
        with quiet("InvalidGroup.NotFound", "InvalidPermission.NotFound"):
            call(GroupId=p["GroupId"], IpPermissions=[permission(p)])
    return make, remove


Kind("AWS::EC2::SecurityGroup", _group, _remove_group)
Kind("AWS::EC2::SecurityGroupIngress", *_rule("ingress"))
Kind("AWS::EC2::SecurityGroupEgress", *_rule("egress"))


# --- networks
def _vpc(m, p):
    ec2 = m.client("ec2")
    ident = ec2.create_vpc(CidrBlock=p["CidrBlock"], **_tags(m, p, "vpc"))["Vpc"]["VpcId"]
    for name in ("EnableDnsSupport", "EnableDnsHostnames"):
        if name in p:
            ec2.modify_vpc_attribute(VpcId=ident, **{name: {"Value": true(p[name])}})
    return ident, {"VpcId": ident, "CidrBlock": p["CidrBlock"]}


def _subnet(m, p):
    extra = {"AvailabilityZone": p["AvailabilityZone"]} if "AvailabilityZone" in p else {}
    made = m.client("ec2").create_subnet(VpcId=p["VpcId"], CidrBlock=p["CidrBlock"], **extra, **_tags(m, p, "subnet"))["Subnet"]
    return made["SubnetId"], {"AvailabilityZone": made["AvailabilityZone"], "VpcId": made["VpcId"], "CidrBlock": made["CidrBlock"]}


def _table(m, p):
    ident = m.client("ec2").create_route_table(VpcId=p["VpcId"], **_tags(m, p, "route-table"))["RouteTable"]["RouteTableId"]
    return ident, {"RouteTableId": ident}


def _route(m, p):
    names = ("DestinationCidrBlock", "GatewayId", "NatGatewayId", "VpcPeeringConnectionId", "InstanceId", "NetworkInterfaceId")
    m.client("ec2").create_route(RouteTableId=p["RouteTableId"], **{key: p[key] for key in names if key in p})
    return f"{p['RouteTableId']}|{p['DestinationCidrBlock']}", {}


def _remove_route(m, ident, p):
    with quiet("InvalidRoute.NotFound", "InvalidRouteTableID.NotFound"):
        m.client("ec2").delete_route(RouteTableId=p["RouteTableId"], DestinationCidrBlock=p["DestinationCidrBlock"])


def _association(m, p):
    ident = m.client("ec2").associate_route_table(RouteTableId=p["RouteTableId"], SubnetId=p["SubnetId"])["AssociationId"]
    return ident, {}


def _endpoint(m, p):
    extra = {key: p[key] for key in ("VpcEndpointType", "RouteTableIds", "SubnetIds", "SecurityGroupIds") if key in p}
    if "PrivateDnsEnabled" in p:
        extra["PrivateDnsEnabled"] = true(p["PrivateDnsEnabled"])
    if "PolicyDocument" in p:
        extra["PolicyDocument"] = document(p["PolicyDocument"])
    ident = m.client("ec2").create_vpc_endpoint(VpcId=p["VpcId"], ServiceName=p["ServiceName"], **extra)["VpcEndpoint"]["VpcEndpointId"]
    return ident, {"Id": ident}


def _gateway(m, p):
    ident = m.client("ec2").create_internet_gateway(**_tags(m, p, "internet-gateway"))["InternetGateway"]["InternetGatewayId"]
    return ident, {"InternetGatewayId": ident}


def _attachment(m, p):
    m.client("ec2").attach_internet_gateway(InternetGatewayId=p["InternetGatewayId"], VpcId=p["VpcId"])
    return m.name(), {}


Kind("AWS::EC2::VPC", _vpc, lambda m, i, p: m.client("ec2").delete_vpc(VpcId=i))
Kind("AWS::EC2::Subnet", _subnet, lambda m, i, p: m.client("ec2").delete_subnet(SubnetId=i))
Kind("AWS::EC2::RouteTable", _table, lambda m, i, p: m.client("ec2").delete_route_table(RouteTableId=i))
Kind("AWS::EC2::Route", _route, _remove_route)
Kind("AWS::EC2::SubnetRouteTableAssociation", _association, lambda m, i, p: m.client("ec2").disassociate_route_table(AssociationId=i))
Kind("AWS::EC2::VPCEndpoint", _endpoint, lambda m, i, p: m.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[i]))
Kind("AWS::EC2::InternetGateway", _gateway, lambda m, i, p: m.client("ec2").delete_internet_gateway(InternetGatewayId=i))
Kind("AWS::EC2::VPCGatewayAttachment", _attachment,
     lambda m, i, p: m.client("ec2").detach_internet_gateway(InternetGatewayId=p["InternetGatewayId"], VpcId=p["VpcId"]))


# --- file systems
def _file_system(m, p):
    efs = m.client("efs")
    extra = {key: p[key] for key in ("PerformanceMode", "ThroughputMode", "KmsKeyId", "AvailabilityZoneName") if key in p}
    if "Encrypted" in p:
        extra["Encrypted"] = true(p["Encrypted"])
    if "ProvisionedThroughputInMibps" in p:
        extra["ProvisionedThroughputInMibps"] = float(p["ProvisionedThroughputInMibps"])
    made = efs.create_file_system(CreationToken=f"{m.stack}-{m.logical}-{m.token}", Tags=m.all_tags(p.get("FileSystemTags")), **extra)
    ident = made["FileSystemId"]
    m.wait(lambda: efs.describe_file_systems(FileSystemId=ident)["FileSystems"][0]["LifeCycleState"] == "available", ident)
    try:
        _alter_file_system(m, ident, p)
    except BaseException:
        efs.delete_file_system(FileSystemId=ident)
        raise
    return ident, {"Arn": made["FileSystemArn"], "FileSystemId": ident}


def _alter_file_system(m, ident, p):
    efs = m.client("efs")
    if "FileSystemPolicy" in p:
        efs.put_file_system_policy(FileSystemId=ident, Policy=document(p["FileSystemPolicy"]),
                                   BypassPolicyLockoutSafetyCheck=true(p.get("BypassPolicyLockoutSafetyCheck", False)))
    if "LifecyclePolicies" in p:
        efs.put_lifecycle_configuration(FileSystemId=ident, LifecyclePolicies=p["LifecyclePolicies"])
    if "BackupPolicy" in p:
        efs.put_backup_policy(FileSystemId=ident, BackupPolicy={"Status": p["BackupPolicy"]["Status"]})
    if "FileSystemProtection" in p:
        efs.update_file_system_protection(FileSystemId=ident, **p["FileSystemProtection"])
    return None


def _remove_file_system(m, ident, _p):
    with quiet("FileSystemNotFound"):
        m.client("efs").delete_file_system(FileSystemId=ident)


def _mount_target(m, p):
    efs = m.client("efs")
    extra = {"IpAddress": p["IpAddress"]} if "IpAddress" in p else {}
    made = efs.create_mount_target(FileSystemId=p["FileSystemId"], SubnetId=p["SubnetId"], SecurityGroups=p["SecurityGroups"], **extra)
    ident = made["MountTargetId"]
    m.wait(lambda: efs.describe_mount_targets(MountTargetId=ident)["MountTargets"][0]["LifeCycleState"] == "available", ident)
    return ident, {"Id": ident, "IpAddress": made["IpAddress"]}


def _remove_mount_target(m, ident, _p):
    efs = m.client("efs")

    def gone():
        with quiet("MountTargetNotFound"):
            return not efs.describe_mount_targets(MountTargetId=ident)["MountTargets"]
        return True
    with quiet("MountTargetNotFound"):
        efs.delete_mount_target(MountTargetId=ident)
    m.wait(gone, ident)


def _alter_mount_target(m, ident, p):
    m.client("efs").modify_mount_target_security_groups(MountTargetId=ident, SecurityGroups=p["SecurityGroups"])
    return None


def _access_point(m, p):
    extra = {key: p[key] for key in ("PosixUser", "RootDirectory") if key in p}
    made = m.client("efs").create_access_point(ClientToken=m.name(), FileSystemId=p["FileSystemId"],
                                               Tags=m.all_tags(p.get("AccessPointTags")), **extra)
    return made["AccessPointId"], {"Arn": made["AccessPointArn"], "AccessPointId": made["AccessPointId"]}


Kind("AWS::EFS::FileSystem", _file_system, _remove_file_system, _alter_file_system)
Kind("AWS::EFS::MountTarget", _mount_target, _remove_mount_target, _alter_mount_target)
Kind("AWS::EFS::AccessPoint", _access_point, lambda m, i, p: m.client("efs").delete_access_point(AccessPointId=i))


# --- transfers
def _location_efs(m, p):
    names = ("EfsFilesystemArn", "Ec2Config", "Subdirectory", "AccessPointArn", "FileSystemAccessRoleArn", "InTransitEncryption")
    arn = m.client("datasync").create_location_efs(Tags=m.all_tags(p.get("Tags")), **{key: p[key] for key in names if key in p})["LocationArn"]
    return arn, {"LocationArn": arn, "LocationUri": m.client("datasync").describe_location_efs(LocationArn=arn)["LocationUri"]}


def _location_s3(m, p):
    names = ("S3BucketArn", "S3Config", "Subdirectory", "S3StorageClass")
    arn = m.client("datasync").create_location_s3(Tags=m.all_tags(p.get("Tags")), **{key: p[key] for key in names if key in p})["LocationArn"]
    return arn, {"LocationArn": arn, "LocationUri": m.client("datasync").describe_location_s3(LocationArn=arn)["LocationUri"]}


def _task(m, p):
    names = ("SourceLocationArn", "DestinationLocationArn", "Options", "Name", "CloudWatchLogGroupArn", "Includes", "Excludes",
             "TaskReportConfig", "TaskMode")
    arn = m.client("datasync").create_task(Tags=m.all_tags(p.get("Tags")), **{key: p[key] for key in names if key in p})["TaskArn"]
    return arn, {"TaskArn": arn, "Status": "AVAILABLE"}


def _remove_location(m, arn, _p):
    with quiet("InvalidRequestException"):
        m.client("datasync").delete_location(LocationArn=arn)


def _remove_task(m, arn, _p):
    with quiet("InvalidRequestException"):
        m.client("datasync").delete_task(TaskArn=arn)


Kind("AWS::DataSync::LocationEFS", _location_efs, _remove_location)
Kind("AWS::DataSync::LocationS3", _location_s3, _remove_location)
Kind("AWS::DataSync::Task", _task, _remove_task)

__all__ = ["ResourceError"]
