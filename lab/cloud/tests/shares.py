"""Shares: who may mount, who may write."""
import json
import os

from .lab import refused, until
from .run import claim
from .stacks import vpc_of

READ = "elasticfilesystem:ClientMount"
ALL = [READ, "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"]


class Share:
    """A file system with one mount target and a group that admits one suspect."""

    def __init__(self, lab, token, admitted=None, actions=None):
        self.lab, self.efs = lab, lab.client("efs", "one")
        self.ec2, vpc, _ = vpc_of(lab)
        self.id = self.efs.create_file_system(CreationToken=token)["FileSystemId"]
        assert self.efs.describe_file_systems(FileSystemId=self.id)["FileSystems"][0]["LifeCycleState"] in ("creating", "available")
        until(lambda: self.efs.describe_file_systems(FileSystemId=self.id)["FileSystems"][0]["LifeCycleState"] == "available")
        if actions:
            self.efs.put_file_system_policy(FileSystemId=self.id, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": actions, "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}}]}))
        self.group = self.ec2.create_security_group(GroupName=token, Description="test", VpcId=vpc)["GroupId"]
        if admitted:
            self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=[
                {"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "IpRanges": [{"CidrIp": f"{self.address_of(admitted)}/32"}]}])
        subnet = self.ec2.describe_instances(InstanceIds=[lab.instance("alpha")])["Reservations"][0]["Instances"][0]["SubnetId"]
        made = self.efs.create_mount_target(FileSystemId=self.id, SubnetId=subnet, SecurityGroups=[self.group])
        self.target, self.ip = made["MountTargetId"], made["IpAddress"]
        until(lambda: self.efs.describe_mount_targets(MountTargetId=self.target)["MountTargets"][0]["LifeCycleState"] == "available")

    def address_of(self, name):
        """The private address of an instance."""
        return self.ec2.describe_instances(InstanceIds=[self.lab.instance(name)])["Reservations"][0]["Instances"][0]["PrivateIpAddress"]

    @property
    def folder(self):
        """Its data on this machine."""
        return f"{self.lab.folder}/efs/{self.id}"

    def remove(self):
        """Takes it away."""
        self.efs.delete_mount_target(MountTargetId=self.target)
        until(lambda: not self.efs.describe_mount_targets(FileSystemId=self.id)["MountTargets"])
        self.efs.delete_file_system(FileSystemId=self.id)
        self.ec2.delete_security_group(GroupId=self.group)


@claim
def an_admitted_suspect_mounts_writes_and_the_mount_ends_with_its_process(lab):
    share = Share(lab, "evidence", "alpha")
    found = lab.shell("alpha", "mkdir -p /mnt/e", f"unshare -m sh -c 'mount -n -t nfs4 -o nosuid,nodev,noexec,hard {share.ip}:/ /mnt/e || exit 9; cd /mnt/e; "
                      "mkdir -p a/b && echo one > a/b/f && mv a/b a/c && ln -s f a/c/l && cat a/c/l && dd if=/dev/zero of=big bs=1M count=64 2>/dev/null && stat -c %s big'",
                      "grep -c nfs4 /proc/mounts")
    assert found["StandardOutputContent"].split() == ["one", "67108864", "0"], found
    with open(f"{share.folder}/a/c/f", encoding="ascii") as file:
        assert file.read() == "one\n"
    until(lambda: share.efs.describe_file_systems(FileSystemId=share.id)["FileSystems"][0]["SizeInBytes"]["Value"] > 67108864, 5)
    assert lab.control("GET", "inventory")["mounts"] == []
    share.remove()
    assert not os.path.exists(share.folder)


@claim
def another_suspects_evidence_is_refused_by_its_group(lab):
    share = Share(lab, "not-for-alpha", "beta")
    found = lab.shell("alpha", "mkdir -p /mnt/e", f"unshare -m mount -t nfs4 {share.ip}:/ /mnt/e", "echo $?")
    assert found["StandardOutputContent"] == "32\n" and "timed out" in found["StandardErrorContent"], found
    share.ec2.authorize_security_group_ingress(GroupId=share.group, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "IpRanges": [{"CidrIp": f"{share.address_of('alpha')}/32"}]}])
    assert lab.shell("alpha", f"unshare -m mount -t nfs4 {share.ip}:/ /mnt/e")["Status"] == "Success"
    share.remove()


@claim
def tools_stay_read_only_even_after_a_remount(lab):
    share = Share(lab, "tools", "alpha", READ)
    with open(f"{share.folder}/tool", "w", encoding="ascii") as file:
        file.write("#!/bin/sh\necho ran\n")
    os.chmod(f"{share.folder}/tool", 0o555)
    found = lab.shell("alpha", "mkdir -p /mnt/t", f"unshare -m sh -c 'mount -t nfs4 -o ro,nosuid,nodev {share.ip}:/ /mnt/t || exit 9; /mnt/t/tool; "
                      "mount -o remount,rw /mnt/t && grep -o \"fuse.nfs4 rw\" /proc/mounts; for act in \"touch /mnt/t/new\" \"rm -f /mnt/t/tool\" \"chmod 777 /mnt/t/tool\" "
                      "\"mkdir /mnt/t/d\" \"cp /bin/true /mnt/t/tool\" \"ln /mnt/t/tool /mnt/t/l\"; do $act && echo DONE $act; done; true'")
    assert found["StandardOutputContent"].split("\n")[:-1] == ["ran", "fuse.nfs4 rw"], found
    assert found["StandardErrorContent"].count("Read-only file system") == 6, found
    assert os.listdir(share.folder) == ["tool"]
    share.remove()


@claim
def root_is_squashed_without_root_access(lab):
    share = Share(lab, "squashed", "alpha", [READ, "elasticfilesystem:ClientWrite"])
    os.chmod(share.folder, 0o777)
    with open(f"{share.folder}/secret", "w", encoding="ascii") as file:
        file.write("x")
    os.chmod(f"{share.folder}/secret", 0o600)
    found = lab.shell("alpha", "mkdir -p /mnt/s", f"unshare -m sh -c 'mount -t nfs4 {share.ip}:/ /mnt/s || exit 9; echo y > /mnt/s/mine; "
                      "stat -c %u /mnt/s/mine; cat /mnt/s/secret; chown 0 /mnt/s/mine; true'")
    assert found["StandardOutputContent"] == "65534\n" and found["StandardErrorContent"].count("ermi") >= 2, found
    share.remove()


@claim
def a_policy_without_mounting_refuses_and_a_deleted_target_breaks_mounts(lab):
    share = Share(lab, "closed", "alpha", "elasticfilesystem:ClientWrite")
    found = lab.shell("alpha", "mkdir -p /mnt/c", f"unshare -m mount -t nfs4 {share.ip}:/ /mnt/c")
    assert "access denied by server" in found["StandardErrorContent"], found
    share.efs.delete_file_system_policy(FileSystemId=share.id)
    ssm, ident = lab.client("ssm", "one"), lab.instance("alpha")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="AWS-RunShellScript", Parameters={"commands": [
        f"unshare -m sh -c 'mount -t nfs4 {share.ip}:/ /mnt/c || exit 9; while ls /mnt/c >/dev/null 2>&1; do sleep 0.1; done; echo broken'"]})["Command"]["CommandId"]
    until(lambda: lab.control("GET", "inventory")["mounts"])
    refused(lambda: share.ec2.delete_security_group(GroupId=share.group), "DependencyViolation")
    share.efs.delete_mount_target(MountTargetId=share.target)
    assert lab.ended(ssm, command, ident)["StandardOutputContent"] == "broken\n"
    until(lambda: not share.efs.describe_mount_targets(FileSystemId=share.id)["MountTargets"])
    share.efs.delete_file_system(FileSystemId=share.id)
    share.ec2.delete_security_group(GroupId=share.group)


@claim
def a_host_without_the_helper_has_no_nfs(lab):
    found = lab.shell("beta", "mkdir -p /mnt/e", "ls /sbin/mount.nfs4", "mount -i -t nfs4 -o vers=4.1,addr=10.50.0.9,clientaddr=10.20.0.15 10.50.0.9:/ /mnt/e", "echo $?")
    assert "unknown filesystem type 'nfs4'" in found["StandardErrorContent"] and found["StandardOutputContent"] == "32\n", found
