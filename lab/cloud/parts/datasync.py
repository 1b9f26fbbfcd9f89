"""DataSync's interface: locations, tasks, executions."""
import re
import secrets
import time

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends

from . import identity, s3, services, state, transfer
from .answers import Refusal
from .server import own

DEFAULTS = {"VerifyMode": "POINT_IN_TIME_CONSISTENT", "OverwriteMode": "ALWAYS", "Atime": "BEST_EFFORT", "Mtime": "PRESERVE", "Uid": "INT_VALUE",
            "Gid": "INT_VALUE", "PreserveDeletedFiles": "PRESERVE", "PreserveDevices": "NONE", "PosixPermissions": "PRESERVE",
            "BytesPerSecond": -1, "TaskQueueing": "ENABLED", "LogLevel": "OFF", "TransferMode": "CHANGED", "ObjectTags": "PRESERVE"}
TASKS_LIMIT = 100


class Place:
    """The DataSync of one account and region."""

    def __init__(self):
        self.locations, self.tasks, self.executions, self.tags = {}, {}, {}, {}


def invalid(message):
    """The one error that DataSync has for wrong requests."""
    return Refusal("InvalidRequestException", message)


def place(call):
    """The DataSync of a caller."""
    return state.current().datasync.setdefault((call.account, call.region), Place())


def _arn(call, what):
    return f"arn:aws:datasync:{call.region}:{call.account}:{what}"


def _new(prefix):
    return f"{prefix}-0{secrets.token_hex(8)}"


def _tag(call, arn):
    place(call).tags[arn] = {tag["Key"]: tag.get("Value", "") for tag in call.params.get("Tags") or []}


def _subdirectory(text):
    parts = [part for part in str(text or "").split("/") if part]
    if ".." in parts:
        raise invalid("Subdirectory must not contain ..")
    return "/" + "".join(f"{part}/" for part in parts)


# --- locations
@own("datasync", "CreateLocationEfs")
def create_location_efs(call):
    """Names a file system, and the subnet and groups of DataSync's own interfaces."""
    given = call.params
    match = re.fullmatch(r"arn:[\w-]+:elasticfilesystem:([\w-]+):(\d{12}):file-system/(fs-[0-9a-f]+)", given.get("EfsFilesystemArn", ""))
    if not match or match.group(2) != call.account or match.group(1) != call.region:
        raise invalid(f"Invalid EFS file system ARN: {given.get('EfsFilesystemArn')}")
    found = efs_backends[call.account][call.region].file_systems_by_id.get(match.group(3))
    if found is None:
        raise invalid(f"EFS file system does not exist: {match.group(3)}")
    config = given.get("Ec2Config") or {}
    subnet = str(config.get("SubnetArn", "")).rpartition("/")[2]
    groups = [str(arn).rpartition("/")[2] for arn in config.get("SecurityGroupArns") or []]
    backend = ec2_backends[call.account][call.region]
    known = next((zone[subnet] for zone in backend.subnets.values() if subnet in zone), None)
    if known is None:
        raise invalid(f"Subnet does not exist: {subnet}")
    targets = list(found.iter_mount_targets())
    if not any(target.vpc_id == known.vpc_id for target in targets):
        raise invalid(f"The file system {match.group(3)} has no mount target in the VPC of subnet {subnet}")
    if not groups or any(backend.get_security_group_from_id(ident) is None for ident in groups):
        raise invalid(f"Security group does not exist: {groups}")
    role = given.get("FileSystemAccessRoleArn")
    if role and given.get("InTransitEncryption") != "TLS1_2":
        raise invalid("FileSystemAccessRoleArn needs InTransitEncryption TLS1_2")
    if role and not identity.trusts(role, "datasync.amazonaws.com"):
        raise invalid(f"DataSync location access role is invalid or cannot be assumed: {role}")
    where = _subdirectory(given.get("Subdirectory"))
    arn = _arn(call, f"location/{_new('loc')}")
    place(call).locations[arn] = {"arn": arn, "kind": "efs", "uri": f"efs://{call.region}.{match.group(3)}{where}", "made": time.time(),
                                  "file_system": match.group(3), "folder": where, "subnet": subnet, "groups": groups, "vpc": known.vpc_id,
                                  "zone": known.availability_zone, "role": role or "", "config": config,
                                  "encryption": given.get("InTransitEncryption", "NONE")}
    _tag(call, arn)
    return {"LocationArn": arn}


@own("datasync", "CreateLocationS3")
def create_location_s3(call):
    """Names a bucket, and the role by which DataSync reaches it."""
    given = call.params
    bucket = str(given.get("S3BucketArn", "")).rpartition(":")[2]
    role = (given.get("S3Config") or {}).get("BucketAccessRoleArn", "")
    if not identity.trusts(role, "datasync.amazonaws.com"):
        raise invalid(f"DataSync bucket access test failed: could not assume role {role}")
    if s3.find(bucket) is None:
        raise invalid(f"DataSync location access test failed: bucket {bucket} does not exist")
    where = _subdirectory(given.get("Subdirectory"))
    access = transfer.bucket_access(role, bucket, where.lstrip("/"))
    if not access.lists:
        raise invalid(f"DataSync location access test failed: could not perform s3:ListBucket on bucket {bucket}. Access denied. Ensure bucket "
                      "access role has s3:ListBucket permission.")
    arn = _arn(call, f"location/{_new('loc')}")
    place(call).locations[arn] = {"arn": arn, "kind": "s3", "uri": f"s3://{bucket}{where}", "made": time.time(), "bucket": bucket,
                                  "folder": where, "role": role, "class": given.get("S3StorageClass", "STANDARD")}
    _tag(call, arn)
    return {"LocationArn": arn}


def _location(call, arn):
    found = place(call).locations.get(arn)
    if found is None:
        raise invalid(f"Location {arn} is not found.")
    return found


@own("datasync", "DescribeLocationEfs")
def describe_location_efs(call):
    """One EFS location."""
    one = _location(call, call.params.get("LocationArn"))
    told = {"LocationArn": one["arn"], "LocationUri": one["uri"], "Ec2Config": one.get("config", {}), "CreationTime": one["made"],
            "InTransitEncryption": one.get("encryption", "NONE")}
    return {**told, **({"FileSystemAccessRoleArn": one["role"]} if one["role"] else {})}


@own("datasync", "DescribeLocationS3")
def describe_location_s3(call):
    """One bucket location."""
    one = _location(call, call.params.get("LocationArn"))
    return {"LocationArn": one["arn"], "LocationUri": one["uri"], "S3StorageClass": one["class"], "CreationTime": one["made"],
            "S3Config": {"BucketAccessRoleArn": one["role"]}}


@own("datasync", "DeleteLocation")
def delete_location(call):
    """Forgets a location that no task uses."""
    one = _location(call, call.params.get("LocationArn"))
    if any(one["arn"] in (task["source"], task["target"]) for task in place(call).tasks.values()):
        raise invalid(f"Location {one['arn']} is in use by one or more tasks.")
    del place(call).locations[one["arn"]]
    place(call).tags.pop(one["arn"], None)
    return {}


def _paged(call, name, rows):
    size = int(call.params.get("MaxResults") or 100)
    start = int(call.params.get("NextToken") or 0)
    told = {name: rows[start:start + size]}
    if start + size < len(rows):
        told["NextToken"] = str(start + size)
    return told


@own("datasync", "ListLocations")
def list_locations(call):
    """All locations."""
    rows = [{"LocationArn": one["arn"], "LocationUri": one["uri"]} for one in place(call).locations.values()]
    for wanted in call.params.get("Filters") or []:
        if wanted["Name"] == "LocationUri":
            rows = [row for row in rows if any((text in row["LocationUri"]) for text in wanted["Values"])]
    return _paged(call, "Locations", rows)


# --- tasks
@own("datasync", "CreateTask")
def create_task(call):
    """Joins two locations."""
    given = call.params
    source, target = (_location(call, given.get(name)) for name in ("SourceLocationArn", "DestinationLocationArn"))
    if source["kind"] == target["kind"] == "efs" or given.get("TaskMode", "BASIC") != "BASIC":
        raise invalid("The lab transfers between EFS and S3, and between buckets, in mode BASIC only.")
    if len(place(call).tasks) >= TASKS_LIMIT:
        raise invalid("Task limit exceeded")
    unknown = set(given.get("Options") or {}) - set(DEFAULTS) - {"SecurityDescriptorCopyFlags"}
    if unknown:
        raise invalid(f"Unknown options {sorted(unknown)}")
    arn = _arn(call, f"task/{_new('task')}")
    place(call).tasks[arn] = {"arn": arn, "source": source["arn"], "target": target["arn"], "name": given.get("Name", ""), "made": time.time(),
                              "options": {**DEFAULTS, **(given.get("Options") or {})}, "includes": given.get("Includes") or [],
                              "excludes": given.get("Excludes") or [], "log": given.get("CloudWatchLogGroupArn", ""),
                              "report": given.get("TaskReportConfig"), "current": ""}
    _tag(call, arn)
    return {"TaskArn": arn}


def _task(call, arn):
    found = place(call).tasks.get(arn)
    if found is None:
        raise invalid(f"Task {arn} is not found.")
    return found


def _task_status(call, task):
    running = [one for one in place(call).executions.values() if one.task == task["arn"] and not one.over]
    return ("RUNNING" if any(one.status != "QUEUED" for one in running) else "QUEUED") if running else "AVAILABLE"


@own("datasync", "DescribeTask")
def describe_task(call):
    """One task."""
    task = _task(call, call.params.get("TaskArn"))
    told = {"TaskArn": task["arn"], "Status": _task_status(call, task), "Name": task["name"], "SourceLocationArn": task["source"],
            "DestinationLocationArn": task["target"], "Options": task["options"], "Includes": task["includes"], "Excludes": task["excludes"],
            "CreationTime": task["made"], "TaskMode": "BASIC", "CloudWatchLogGroupArn": task["log"], "TaskReportConfig": task["report"],
            "CurrentTaskExecutionArn": task["current"] if _task_status(call, task) != "AVAILABLE" else None}
    return {key: value for key, value in told.items() if value}


@own("datasync", "UpdateTask")
def update_task(call):
    """Other options for a task."""
    task = _task(call, call.params.get("TaskArn"))
    for key, name in (("Options", "options"), ("Includes", "includes"), ("Excludes", "excludes"), ("Name", "name"), ("TaskReportConfig", "report")):
        if key in call.params:
            task[name] = {**task["options"], **call.params[key]} if key == "Options" else call.params[key]
    return {}


@own("datasync", "DeleteTask")
def delete_task(call):
    """Forgets a task that does not run."""
    task = _task(call, call.params.get("TaskArn"))
    if _task_status(call, task) != "AVAILABLE":
        raise invalid(f"Task {task['arn']} is running.")
    del place(call).tasks[task["arn"]]
    place(call).tags.pop(task["arn"], None)
    for arn in [arn for arn, one in place(call).executions.items() if one.task == task["arn"]]:
        del place(call).executions[arn]
    return {}


@own("datasync", "ListTasks")
def list_tasks(call):
    """All tasks."""
    rows = [{"TaskArn": one["arn"], "Status": _task_status(call, one), "Name": one["name"], "TaskMode": "BASIC"} for one in place(call).tasks.values()]
    for wanted in call.params.get("Filters") or []:
        if wanted["Name"] == "LocationId":
            rows = [row for row in rows if {place(call).tasks[row["TaskArn"]]["source"], place(call).tasks[row["TaskArn"]]["target"]} & set(wanted["Values"])]
    return _paged(call, "Tasks", rows)


# --- executions
@own("datasync", "StartTaskExecution")
def start_task_execution(call):
    """Starts (or queues) a transfer."""
    task = _task(call, call.params.get("TaskArn"))
    busy = [one for one in place(call).executions.values() if one.task == task["arn"] and not one.over]
    options = {**task["options"], **(call.params.get("OverrideOptions") or {})}
    if busy and options["TaskQueueing"] != "ENABLED":
        raise invalid(f"Task {task['arn']} is already running.")
    if len(busy) > 49:
        raise invalid("Too many queued executions")
    arn = f"{task['arn']}/execution/{_new('exec')}"
    plan = {**task, "options": options, "includes": call.params.get("Includes") or task["includes"],
            "excludes": call.params.get("Excludes") or task["excludes"], "report": call.params.get("TaskReportConfig") or task["report"]}
    one = transfer.Execution(state.current(), call.account, call.region, arn, plan, _location(call, task["source"]), _location(call, task["target"]))
    place(call).executions[arn] = one
    task["current"] = arn
    _tag(call, arn)
    one.start(busy[-1] if busy else None)
    return {"TaskExecutionArn": arn}


def _execution(call):
    found = place(call).executions.get(call.params.get("TaskExecutionArn"))
    if found is None:
        raise invalid(f"Task execution {call.params.get('TaskExecutionArn')} is not found.")
    return found


@own("datasync", "DescribeTaskExecution")
def describe_task_execution(call):
    """Where a transfer stands."""
    return _execution(call).describe()


@own("datasync", "CancelTaskExecution")
def cancel_task_execution(call):
    """Stops a transfer; what was copied stays."""
    one = _execution(call)
    if one.over:
        raise invalid(f"Task execution {one.arn} cannot be cancelled in status {one.status}.")
    one.cancel()
    return {}


@own("datasync", "ListTaskExecutions")
def list_task_executions(call):
    """The executions of one task, or all."""
    wanted = call.params.get("TaskArn")
    rows = [{"TaskExecutionArn": one.arn, "Status": one.status, "TaskMode": "BASIC"} for one in place(call).executions.values() if wanted in (None, one.task)]
    return _paged(call, "TaskExecutions", rows)


# --- tags
@own("datasync", "TagResource")
def tag_resource(call):
    """Adds tags."""
    place(call).tags.setdefault(call.params["ResourceArn"], {}).update({tag["Key"]: tag.get("Value", "") for tag in call.params.get("Tags", [])})
    return {}


@own("datasync", "UntagResource")
def untag_resource(call):
    """Takes tags away."""
    for key in call.params.get("Keys", []):
        place(call).tags.get(call.params["ResourceArn"], {}).pop(key, None)
    return {}


@own("datasync", "ListTagsForResource")
def list_tags(call):
    """The tags of a resource."""
    return {"Tags": [{"Key": key, "Value": value} for key, value in place(call).tags.get(call.params["ResourceArn"], {}).items()]}


@own("datasync", "ListAgents")
def list_agents(_call):
    """The lab has no agents."""
    return {"Agents": []}


def _start(cloud):
    cloud.datasync = {}


services.STARTERS.append(_start)
