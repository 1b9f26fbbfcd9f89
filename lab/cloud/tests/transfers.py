"""DataSync: a real copy, a real verification."""
import json
import os

from .lab import refused, until
from .run import claim
from .shares import Share
from .stacks import vpc_of

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "datasync.amazonaws.com"}, "Action": "sts:AssumeRole"}]}


class Transfer:
    """A share, a bucket and the locations between them."""

    def __init__(self, lab, token):
        self.lab, self.sync, self.s3 = lab, lab.client("datasync", "one"), lab.client("s3", "one")
        account = lab.account("one")
        self.iam = lab.client("iam", "one")
        self.role = self.iam.create_role(RoleName=f"sync-{token}", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
        self.bucket = f"bucket-{token}"
        self.iam.put_role_policy(RoleName=f"sync-{token}", PolicyName="p", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:*", "Resource": [f"arn:aws:s3:::{self.bucket}", f"arn:aws:s3:::{self.bucket}/*"]}]}))
        self.s3.create_bucket(Bucket=self.bucket)
        self.share = Share(lab, token)
        ec2, vpc, subnet = vpc_of(lab)
        self.group = ec2.create_security_group(GroupName=f"{token}-transfer", Description="test", VpcId=vpc)["GroupId"]
        self.rule = [{"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "UserIdGroupPairs": [{"GroupId": self.group}]}]
        ec2.authorize_security_group_ingress(GroupId=self.share.group, IpPermissions=self.rule)
        self.efs = self.sync.create_location_efs(EfsFilesystemArn=f"arn:aws:elasticfilesystem:us-east-1:{account}:file-system/{self.share.id}", Ec2Config={
            "SubnetArn": f"arn:aws:ec2:us-east-1:{account}:subnet/{subnet}",
            "SecurityGroupArns": [f"arn:aws:ec2:us-east-1:{account}:security-group/{self.group}"]})["LocationArn"]
        self.there = self.sync.create_location_s3(S3BucketArn=f"arn:aws:s3:::{self.bucket}", Subdirectory="/in", S3Config={"BucketAccessRoleArn": self.role})["LocationArn"]
        assert self.efs.startswith(f"arn:aws:datasync:us-east-1:{account}:location/loc-")

    def start(self, source, target, **options):
        """Starts a task of two locations."""
        self.task = self.sync.create_task(SourceLocationArn=source, DestinationLocationArn=target, Options=options)["TaskArn"]
        return self.sync.start_task_execution(TaskArn=self.task)["TaskExecutionArn"]

    def run(self, source, target, **options):
        """Runs a task to its end; returns (what it said, the statuses seen)."""
        execution, seen = self.start(source, target, **options), []

        def look():
            told = self.sync.describe_task_execution(TaskExecutionArn=execution)
            if told["Status"] not in seen:
                seen.append(told["Status"])
            return told if told["Status"] in ("SUCCESS", "ERROR") else None
        told = until(look)
        self.sync.delete_task(TaskArn=self.task)
        return told, seen

    def remove(self):
        """Takes everything away."""
        for arn in (self.efs, self.there):
            self.sync.delete_location(LocationArn=arn)
        self.share.ec2.revoke_security_group_ingress(GroupId=self.share.group, IpPermissions=self.rule)
        self.share.ec2.delete_security_group(GroupId=self.group)
        self.share.remove()
        for one in self.s3.list_objects_v2(Bucket=self.bucket).get("Contents", []):
            self.s3.delete_object(Bucket=self.bucket, Key=one["Key"])
        self.s3.delete_bucket(Bucket=self.bucket)
        self.iam.delete_role_policy(RoleName=self.role.rpartition("/")[2], PolicyName="p")
        self.iam.delete_role(RoleName=self.role.rpartition("/")[2])


@claim
def files_arrive_with_metadata_and_come_back_the_same(lab):
    one = Transfer(lab, "both-ways")
    os.makedirs(f"{one.share.folder}/dir")
    with open(f"{one.share.folder}/dir/file", "wb") as file:
        file.write(b"evidence" * 1000)
    os.chown(f"{one.share.folder}/dir/file", 1000, 1001)
    os.chmod(f"{one.share.folder}/dir/file", 0o640)
    os.utime(f"{one.share.folder}/dir/file", ns=(10**18, 10**18 + 7))
    told, seen = one.run(one.efs, one.there)
    phases = ["LAUNCHING", "QUEUED", "PREPARING", "TRANSFERRING", "VERIFYING", "SUCCESS"]
    assert seen[-1] == "SUCCESS" and seen == [phase for phase in phases if phase in seen], seen  # a look may miss a phase
    assert all(told["Result"][f"{part}Status"] == "SUCCESS" for part in ("Prepare", "Transfer", "Verify")), told
    assert (told["FilesTransferred"], told["BytesTransferred"], told["FilesVerified"]) == (2, 8000, 2), told
    meta = one.s3.head_object(Bucket=one.bucket, Key="in/dir/file")["Metadata"]
    assert (meta["file-owner"], meta["file-group"], meta["file-permissions"], meta["file-mtime"]) == ("1000", "1001", "0640", "1000000000000000007ns"), meta
    os.unlink(f"{one.share.folder}/dir/file")
    told, _ = one.run(one.there, one.efs)
    info = os.stat(f"{one.share.folder}/dir/file")
    assert told["Status"] == "SUCCESS" and (info.st_uid, info.st_gid, info.st_mode & 0o777, info.st_mtime_ns) == (1000, 1001, 0o640, 10**18 + 7)
    told, _ = one.run(one.efs, one.there)
    assert told["FilesTransferred"] == 0, told
    one.remove()


@claim
def a_byte_altered_before_verification_ends_in_an_error(lab):
    one = Transfer(lab, "altered")
    with open(f"{one.share.folder}/file", "wb") as file:
        file.write(b"evidence")
    lab.control("POST", "delays", {"transferPhase": 2})
    execution = one.start(one.efs, one.there)
    until(lambda: one.sync.describe_task_execution(TaskExecutionArn=execution)["Status"] == "VERIFYING")
    lab.control("POST", "alter", {"kind": "flip", "bucket": one.bucket, "key": "in/file"})
    told = until(lambda: (told := one.sync.describe_task_execution(TaskExecutionArn=execution))["Status"] in ("SUCCESS", "ERROR") and told)
    lab.control("POST", "delays", {"transferPhase": 0.1})
    assert told["Status"] == "ERROR" and told["Result"]["VerifyStatus"] == "ERROR" and "file" in told["Result"]["ErrorDetail"], told
    one.sync.delete_task(TaskArn=one.task)
    one.remove()


@claim
def a_group_that_does_not_admit_the_transfer_stops_it(lab):
    one = Transfer(lab, "shut-out")
    one.share.ec2.revoke_security_group_ingress(GroupId=one.share.group, IpPermissions=one.rule)
    told, _ = one.run(one.efs, one.there)
    assert told["Status"] == "ERROR" and "timed out" in told["Result"]["ErrorDetail"], told
    one.share.ec2.authorize_security_group_ingress(GroupId=one.share.group, IpPermissions=one.rule)
    execution = one.start(one.efs, one.there)
    one.sync.cancel_task_execution(TaskExecutionArn=execution)
    until(lambda: one.sync.describe_task_execution(TaskExecutionArn=execution)["Status"] == "ERROR")
    refused(lambda: one.sync.delete_location(LocationArn=one.efs), "InvalidRequestException")
    one.sync.delete_task(TaskArn=one.task)
    one.remove()
