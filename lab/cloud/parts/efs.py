"""EFS: states that take time, sizes that are real, policies that count; repairs of moto's EFS."""
import io
import json
import os
import shutil
import threading
import time

from moto.ec2.models import ec2_backends
from moto.efs.models import EFSBackend, FileSystem, MountTarget, efs_backends
from moto.kms.models import kms_backends

from . import services, state
from .answers import Answer, Refusal, json_answer
from .server import after, before, own

_CACHE = {}  # file system id -> (moment, bytes)


def folder(ident):
    """Where the data of a file system lives."""
    return f"{state.current().folder}/efs/{ident}"


def size(ident):
    """Bytes in a file system, as metered: remembered for a second."""
    found = _CACHE.get(ident)
    if found and time.monotonic() - found[0] < 1:
        return found[1]
    total = 6144
    for top, folders, files in os.walk(folder(ident)):
        total += 4096 * len(folders)
        for name in files:
            try:
                total += -(-os.lstat(f"{top}/{name}").st_size // 4096) * 4096
            except OSError:
                continue
    _CACHE[ident] = (time.monotonic(), total)
    return total


# --- moto's classes, corrected
_told_file_system, _told_mount_target = FileSystem.info_json, MountTarget.info_json
_made_mount_target, _made_file_system = MountTarget.__init__, FileSystem.__init__


def _file_system_init(self, *arguments, **named):
    _made_file_system(self, *arguments, **named)
    os.makedirs(folder(self.file_system_id), mode=0o755, exist_ok=True)
    os.chmod(folder(self.file_system_id), 0o755)


def _file_system_json(self):
    told = _told_file_system(self)
    young = time.time() - self.creation_time < state.current().delay("fileSystem")
    told["LifeCycleState"] = "creating" if young else self.life_cycle_state
    told.pop("FileSystemPolicy", None)
    told.pop("LifecyclePolicies", None)
    value = size(self.file_system_id)
    told["SizeInBytes"] = {"Value": value, "ValueInIA": 0, "ValueInStandard": value, "Timestamp": time.time()}
    told["FileSystemProtection"] = {"ReplicationOverwriteProtection": getattr(self, "_protection", "ENABLED")}
    return {key: value for key, value in told.items() if value is not None and not (key == "ProvisionedThroughputInMibps" and not value)}


def _mount_target_init(self, *arguments, **named):
    self._made = time.time()
    self._deleting = 0.0
    _made_mount_target(self, *arguments, **named)


def mount_target_state(self):
    """creating, available or deleting."""
    if self._deleting:
        return "deleting"
    return "creating" if time.time() - self._made < state.current().delay("mountTarget") else "available"


def _mount_target_json(self):
    told = _told_mount_target(self)
    told["LifeCycleState"] = mount_target_state(self)
    told.pop("SecurityGroups", None)
    return told


FileSystem.__init__, FileSystem.info_json = _file_system_init, _file_system_json
MountTarget.__init__, MountTarget.info_json = _mount_target_init, _mount_target_json


def _backend(call) -> EFSBackend:
    return efs_backends[call.account][call.region]


def _file_system(call):
    ident = str(call.params.get("FileSystemId", "")).rpartition("/")[2]
    found = _backend(call).file_systems_by_id.get(ident)
    if not found:
        raise Refusal("FileSystemNotFound", f"File system '{ident}' does not exist.", 404)
    return found


# --- keys
def check_key(account, region, ident):
    """The ARN of a usable key, of this account or (by ARN) of another whose policy admits this one."""
    owner, name = account, ident
    if ident.startswith("arn:"):
        parts = ident.split(":")
        owner, region, name = parts[4], parts[3], ":".join(parts[5:])
    backend = kms_backends[owner][region]
    name = name.partition("key/")[2] or name
    if name.startswith("alias/"):
        name = backend.get_key_id_from_alias(name) or ""
    key = backend.keys.get(name)
    if key is None:
        raise Refusal("BadRequest", f"KMS key {ident} is not found", 400)
    if not key.enabled or key.deletion_date:
        raise Refusal("BadRequest", f"KMS key {key.arn} is not enabled", 400)
    if owner != account and account not in str(key.policy) and '"*"' not in str(key.policy):
        raise Refusal("AccessDeniedException", f"The key policy of {key.arn} does not admit account {account}", 400)
    return key.arn


@before("elasticfilesystem", "CreateFileSystem")
def _create_file_system(call, environ, _body):
    key = call.params.get("KmsKeyId")
    if call.params.get("ThroughputMode") not in (None, "bursting", "provisioned", "elastic"):
        raise Refusal("BadRequest", "invalid throughput mode")
    if call.params.get("ThroughputMode") == "elastic" and call.params.get("PerformanceMode") == "maxIO":
        raise Refusal("BadRequest", "elastic throughput needs the performance mode generalPurpose")
    if key:
        arn = check_key(call.account, call.region, key)
        _replace(environ, {**call.params, "KmsKeyId": arn})


def _replace(environ, params):
    """Another body for moto."""
    data = json.dumps(params).encode()
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(data), str(len(data))


@before("elasticfilesystem", "CreateMountTarget")
def _create_mount_target(call, environ, _body):
    found = _file_system(call)
    if _file_system_json(found)["LifeCycleState"] != "available":
        raise Refusal("IncorrectFileSystemLifeCycleState", f"None of the mount target's file system is available: {found.file_system_id}", 409)
    ec2 = ec2_backends[call.account][call.region]
    subnet = next((zone[call.params["SubnetId"]] for zone in ec2.subnets.values() if call.params.get("SubnetId") in zone), None)
    if subnet is None:
        raise Refusal("SubnetNotFound", f"The subnet ID '{call.params.get('SubnetId')}' does not exist", 400)
    groups = call.params.get("SecurityGroups")
    if not groups:
        default = next((one.id for one in ec2.groups[subnet.vpc_id].values() if one.name == "default"), None)
        groups = [default] if default else []
    for ident in groups:
        group = ec2.get_security_group_from_id(ident)
        if group is None or group.vpc_id != subnet.vpc_id:
            raise Refusal("SecurityGroupNotFound", f"The security group ID '{ident}' does not exist in this VPC", 400)
    if subnet.available_ip_address_count <= 0:
        raise Refusal("NoFreeAddressesInSubnet", f"There are no free addresses in subnet {subnet.id}", 409)
    _replace(environ, {**call.params, "SecurityGroups": groups})


@own("elasticfilesystem", "DeleteMountTarget")
def _delete_mount_target(call):
    backend = _backend(call)
    ident = call.params.get("MountTargetId")
    found = backend.mount_targets_by_id.get(ident)
    if not found:
        raise Refusal("MountTargetNotFound", f"Mount target '{ident}' does not exist.", 404)
    cloud = state.current()
    if not found._deleting:
        found._deleting = time.time()
        cloud.shares.break_mounts(found.ip_address, found.vpc_id)

        def finish():
            cloud.closing.wait(min(cloud.delay("mountTarget"), 5) / 2)
            with cloud.lock:
                if ident in backend.mount_targets_by_id:
                    backend.delete_mount_target(ident)
        threading.Thread(target=finish, daemon=True).start()
    return Answer(204)


@after("elasticfilesystem", "DeleteFileSystem")
def _deleted_file_system(call, answer):
    if answer.status < 300:
        ident = str(call.params.get("FileSystemId"))
        shutil.rmtree(folder(ident), ignore_errors=True)


@own("elasticfilesystem", "UpdateFileSystem")
def _update_file_system(call):
    found = _file_system(call)
    if "ThroughputMode" in call.params:
        found.throughput_mode = call.params["ThroughputMode"]
    if "ProvisionedThroughputInMibps" in call.params:
        found.provisioned_throughput_in_mibps = call.params["ProvisionedThroughputInMibps"]
    return json_answer(found.info_json(), 202, "application/json")


@own("elasticfilesystem", "UpdateFileSystemProtection")
def _update_protection(call):
    found = _file_system(call)
    found._protection = call.params.get("ReplicationOverwriteProtection", "ENABLED")
    return json_answer({"ReplicationOverwriteProtection": found._protection}, 200, "application/json")


@own("elasticfilesystem", "PutBackupPolicy")
def _put_backup_policy(call):
    found = _file_system(call)
    status = call.params.get("BackupPolicy", {}).get("Status")
    found._backup = status in ("ENABLED", "ENABLING")
    return json_answer({"BackupPolicy": {"Status": status}}, 200, "application/json")


@own("elasticfilesystem", "DescribeBackupPolicy")
def _describe_backup_policy(call):
    return json_answer({"BackupPolicy": {"Status": "ENABLED" if _file_system(call)._backup else "DISABLED"}}, 200, "application/json")


@own("elasticfilesystem", "PutFileSystemPolicy")
def _put_policy(call):
    found = _file_system(call)
    text = call.params.get("Policy", "")
    try:
        statements = json.loads(text)["Statement"]
    except (ValueError, KeyError, TypeError):
        raise Refusal("InvalidPolicyException", "Policy has invalid syntax", 400) from None
    for statement in [statements] if isinstance(statements, dict) else statements:
        named = statement.get("Resource")
        if named and found.file_system_arn not in named and named != "*":
            raise Refusal("InvalidPolicyException", f"The policy's resource is not {found.file_system_arn}", 400)
    found.file_system_policy = text
    state.current().shares.policy_changed(found.file_system_id, text)
    return json_answer({"FileSystemId": found.file_system_id, "Policy": text}, 200, "application/json")


@own("elasticfilesystem", "DescribeFileSystemPolicy")
def _describe_policy(call):
    found = _file_system(call)
    if not found.file_system_policy:
        raise Refusal("PolicyNotFound", "No policy", 404)
    return json_answer({"FileSystemId": found.file_system_id, "Policy": found.file_system_policy}, 200, "application/json")


@own("elasticfilesystem", "DeleteFileSystemPolicy")
def _delete_policy(call):
    found = _file_system(call)
    found.file_system_policy = None
    state.current().shares.policy_changed(found.file_system_id, "")
    return Answer(200)


# --- what a client may do
ACTIONS = {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"}


def rights(policy, principal="", encrypted=False):
    """The client actions that a policy grants to an anonymous client ("") or a role.

    Without a policy everybody who reaches a mount target has all of them.
    """
    if not policy:
        return set(ACTIONS)
    statements = json.loads(policy)["Statement"]
    allowed, refused = set(), set()
    for statement in [statements] if isinstance(statements, dict) else statements:
        if not _principal(statement.get("Principal"), principal) or not _conditions(statement.get("Condition", {}), principal, encrypted):
            continue
        wanted = statement.get("Action", [])
        wanted = [wanted] if isinstance(wanted, str) else wanted
        covered = {action for action in ACTIONS if any(one in ("*", "elasticfilesystem:*", action) or (
            one.endswith("*") and action.startswith(one[:-1])) for one in wanted)}
        (allowed if statement.get("Effect") == "Allow" else refused).update(covered)
    return allowed - refused


def _principal(named, principal):
    if named == "*":
        return True
    values = named.get("AWS", []) if isinstance(named, dict) else []
    values = [values] if isinstance(values, str) else values
    account = principal.split(":")[4] if principal else ""
    return any(one == "*" or (principal and one in (principal, account, f"arn:aws:iam::{account}:root")) for one in values)


def _conditions(rules, principal, encrypted):
    known = {"aws:securetransport": str(encrypted).lower(), "elasticfilesystem:accessedviamounttarget": "true",
             "aws:principalarn": principal}
    for operator, pairs in rules.items():
        for key, wanted in pairs.items():
            wanted = [str(one).lower() for one in (wanted if isinstance(wanted, list) else [wanted])]
            value = known.get(key.lower())
            if operator == "Null":
                if (value in (None, "")) != (wanted == ["true"]):
                    return False
            elif operator in ("Bool", "BoolIfExists", "StringEquals", "ArnEquals", "ArnLike", "StringLike"):
                if value is None or value.lower() not in wanted:
                    return False
            elif operator in ("StringNotEquals", "ArnNotEquals", "ArnNotLike"):
                if value is not None and value.lower() in wanted:
                    return False
            else:
                return False
    return True


def _start(cloud):
    os.makedirs(f"{cloud.folder}/efs", mode=0o755, exist_ok=True)


services.STARTERS.append(_start)
