"""CloudFormation: made, changed, rolled back, removed."""
import json

from .lab import refused
from .run import claim


def group(vpc, **more):
    """A security group in a template."""
    return {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "test", "VpcId": vpc, **more}}


def vpc_of(lab):
    """The VPC "net" of account one, and a subnet."""
    ec2 = lab.client("ec2", "one")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["net"]}])["Vpcs"][0]["VpcId"]
    return ec2, vpc, ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"][0]["SubnetId"]


@claim
def a_stack_makes_what_it_says_and_leaves_nothing(lab):
    ec2, vpc, subnet = vpc_of(lab)
    before = set(lab.control("GET", "inventory")["items"])
    template = {
        "Parameters": {"Twice": {"Type": "String", "Default": "no"}},
        "Conditions": {"Second": {"Fn::Equals": [{"Ref": "Twice"}, "yes"]}},
        "Resources": {
            "Files": {"Type": "AWS::EFS::FileSystem", "Properties": {"Encrypted": True, "ThroughputMode": "elastic", "BackupPolicy": {"Status": "DISABLED"},
                      "FileSystemPolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"},
                                                                                  "Action": "elasticfilesystem:ClientMount"}]},
                      "KmsKeyId": {"Fn::If": ["Second", "none", {"Ref": "AWS::NoValue"}]}}},
            "Target": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": {"Ref": "Files"}, "SubnetId": subnet, "SecurityGroups": [{"Ref": "Group"}]}},
            "Group": group(vpc, SecurityGroupEgress=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "CidrIp": "127.0.0.1/32"}]),
            "Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"Ref": "Group"}, "IpProtocol": "tcp", "FromPort": 2049,
                                                                             "ToPort": 2049, "SourceSecurityGroupId": {"Ref": "Group"}}},
            "Key": {"Type": "AWS::KMS::Key", "Properties": {"Tags": [{"Key": "a", "Value": "b"}]}},
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "test-${AWS::AccountId}-bucket"}}},
            "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {
                "Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": {"Fn::Sub": "${Bucket.Arn}/secret"}}]}}},
            "Extra": {"Type": "AWS::Logs::LogGroup", "Condition": "Second"}},
        "Outputs": {"Address": {"Value": {"Fn::GetAtt": ["Target", "IpAddress"]}}, "Egress": {"Value": {"Ref": "Group"}}}}
    row = lab.stack("one", "whole", template)
    assert row["StackStatus"] == "CREATE_COMPLETE", lab.client("cloudformation", "one").describe_stack_events(StackName="whole")
    outputs = {out["OutputKey"]: out["OutputValue"] for out in row["Outputs"]}
    rules = ec2.describe_security_groups(GroupIds=[outputs["Egress"]])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert [rule["IpProtocol"] for rule in rules] == ["tcp"], rules
    events = lab.client("cloudformation", "one").describe_stack_events(StackName="whole")["StackEvents"]
    assert {event["LogicalResourceId"] for event in events} == {"whole", "Files", "Target", "Group", "Rule", "Key", "Bucket", "Policy"}
    assert lab.unstack("one", "whole")["StackStatus"] == "DELETE_COMPLETE"
    assert set(lab.control("GET", "inventory")["items"]) == before


@claim
def a_failure_rolls_everything_back(lab):
    _, vpc, _ = vpc_of(lab)
    before = set(lab.control("GET", "inventory")["items"])
    template = {"Resources": {"Group": group(vpc), "Bad": {"Type": "AWS::EFS::MountTarget", "DependsOn": "Group", "Properties": {
        "FileSystemId": "fs-00000000", "SubnetId": "subnet-00000000", "SecurityGroups": [{"Ref": "Group"}]}}}}
    row = lab.stack("one", "fails", template)
    assert row["StackStatus"] == "ROLLBACK_COMPLETE", row
    events = lab.client("cloudformation", "one").describe_stack_events(StackName="fails")["StackEvents"]
    reasons = [event.get("ResourceStatusReason", "") for event in events if event["ResourceStatus"] == "CREATE_FAILED"]
    assert len(reasons) == 1 and "FileSystemNotFound" in reasons[0], reasons
    refused(lambda: lab.client("cloudformation", "one").create_stack(StackName="fails", TemplateBody=json.dumps(template)), "AlreadyExistsException")
    lab.unstack("one", "fails")
    assert set(lab.control("GET", "inventory")["items"]) == before


@claim
def a_fault_inside_a_stack_rolls_it_back(lab):
    _, vpc, _ = vpc_of(lab)
    lab.control("POST", "faults", {"service": "ec2", "operation": "CreateSecurityGroup", "kind": "denied", "internal": True})
    assert lab.stack("one", "struck", {"Resources": {"Group": group(vpc)}})["StackStatus"] == "ROLLBACK_COMPLETE"
    lab.unstack("one", "struck")


@claim
def a_resource_in_use_makes_the_deletion_fail_and_it_can_be_repeated(lab):
    ec2, vpc, _ = vpc_of(lab)
    row = lab.stack("one", "used", {"Resources": {"Group": group(vpc)}, "Outputs": {"Group": {"Value": {"Ref": "Group"}}}})
    mine = ec2.create_security_group(GroupName="user", Description="test", VpcId=vpc)["GroupId"]
    rule = [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [{"GroupId": row["Outputs"][0]["OutputValue"]}]}]
    ec2.authorize_security_group_ingress(GroupId=mine, IpPermissions=rule)
    last = lab.unstack("one", "used")
    assert last["StackStatus"] == "DELETE_FAILED" and "Group" in last["StackStatusReason"], last
    ec2.delete_security_group(GroupId=mine)
    assert lab.unstack("one", "used")["StackStatus"] == "DELETE_COMPLETE"


@claim
def a_token_makes_creation_idempotent_and_capabilities_are_asked_for(lab):
    formation = lab.client("cloudformation", "one")
    role = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "datasync.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}}}}
    refused(lambda: formation.create_stack(StackName="role", TemplateBody=json.dumps(role)), "InsufficientCapabilitiesException")
    named = {"StackName": "role", "TemplateBody": json.dumps(role), "Capabilities": ["CAPABILITY_IAM"], "ClientRequestToken": "t1"}
    assert formation.create_stack(**named)["StackId"] == formation.create_stack(**named)["StackId"]
    lab.stacked("one", "role")
    refused(lambda: formation.create_stack(**{**named, "ClientRequestToken": "t2"}), "AlreadyExistsException")
    refused(lambda: formation.update_stack(StackName="role", UsePreviousTemplate=True, Capabilities=["CAPABILITY_IAM"]), "ValidationError")
    assert lab.unstack("one", "role")["StackStatus"] == "DELETE_COMPLETE"


@claim
def parameters_and_references_are_checked_before_anything_is_made(lab):
    formation = lab.client("cloudformation", "one")
    template = {"Parameters": {"Name": {"Type": "String", "AllowedPattern": "[a-z]+"}}, "Resources": {"Group": {"Type": "AWS::Logs::LogGroup"}}}

    def create(body, *values):
        return lambda: formation.create_stack(StackName="checked", TemplateBody=json.dumps(body), Parameters=[
            {"ParameterKey": key, "ParameterValue": value} for key, value in values])
    refused(create(template), "ValidationError")
    refused(create(template, ("Name", "UPPER")), "ValidationError")
    refused(create(template, ("Name", "a"), ("Other", "b")), "ValidationError")
    refused(create({"Resources": {"Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Ref": "Nothing"}}}}}), "ValidationError")
    refused(lambda: formation.create_stack(StackName="checked", TemplateBody=json.dumps(template), RoleARN="arn:aws:iam::200000000001:role/none",
                                           Parameters=[{"ParameterKey": "Name", "ParameterValue": "a"}]), "ValidationError")
    refused(lambda: formation.describe_stacks(StackName="checked"), "ValidationError")


@claim
def a_change_set_deploys_and_an_update_changes_in_place(lab):
    formation = lab.client("cloudformation", "one")
    template = {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "changed-bucket"}}}}
    formation.create_change_set(StackName="deploy", ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=json.dumps(template))
    told = formation.describe_change_set(StackName="deploy", ChangeSetName="first")
    assert told["Status"] == "CREATE_COMPLETE" and told["Changes"][0]["ResourceChange"]["Action"] == "Add"
    formation.execute_change_set(StackName="deploy", ChangeSetName="first")
    assert lab.stacked("one", "deploy")["StackStatus"] == "CREATE_COMPLETE"
    template["Resources"]["Bucket"]["Properties"]["VersioningConfiguration"] = {"Status": "Enabled"}
    formation.update_stack(StackName="deploy", TemplateBody=json.dumps(template))
    assert lab.stacked("one", "deploy")["StackStatus"] == "UPDATE_COMPLETE"
    assert lab.client("s3", "one").get_bucket_versioning(Bucket="changed-bucket")["Status"] == "Enabled"
    assert lab.unstack("one", "deploy")["StackStatus"] == "DELETE_COMPLETE"
