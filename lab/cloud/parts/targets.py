"""What a call needs: (action, resource, context) for each permission, where the lab knows the resource."""
from moto.efs.models import efs_backends

from . import state

TAGS = ("aws:requesttag/", "aws:resourcetag/")


def wanted(call):
    """The permissions that a call needs; resource None: not judged."""
    action = f"{call.service}:{call.operation}"
    special = {"ssm": _ssm, "cloudformation": _cloudformation, "datasync": _datasync, "elasticfilesystem": _efs}.get(call.service)
    found = special(call, action) if special else None
    return found or [(action, None, {})]


def _arn(call, service, rest):
    return f"arn:aws:{service}:{call.region}:{call.account}:{rest}"


def _ssm(call, action):
    """Documents and instances."""
    name = call.params.get("DocumentName") if call.operation == "SendCommand" else call.params.get("Name")
    if call.operation not in ("SendCommand", "GetDocument", "DescribeDocument", "CreateDocument", "UpdateDocument", "DeleteDocument") or not name:
        return None
    owner = "" if str(name).startswith("AWS-") else call.account
    document = name if str(name).startswith("arn:") else f"arn:aws:ssm:{call.region}:{owner}:document/{name}"
    rows = [(action, document, {})]
    if call.operation == "SendCommand":
        idents = [str(one) for one in call.params.get("InstanceIds") or []]
        rows += [(action, _arn(call, "ec2", f"instance/{ident}"), {}) for ident in idents or ["*"]]
    return rows


def _pass(role, service):
    """Handing a role to a service."""
    return ("iam:PassRole", role, {"iam:PassedToService": service, "sure": ("iam:passedtoservice",)})


def _cloudformation(call, action):
    """Stacks by name, and the role that is passed."""
    name, role = call.params.get("StackName"), call.params.get("RoleARN")
    if not name:
        return [(action, "*", {})] if call.operation == "DescribeStacks" else None
    known = state.current().stacks.find(call.account, call.region, name)
    stack = name if name.startswith("arn:") else known.id if known else _arn(call, "cloudformation", f"stack/{name}/new")
    context = {"sure": ("cloudformation:rolearn",), **({"cloudformation:RoleArn": role} if role else {})}
    return [(action, stack, context), *([_pass(role, "cloudformation.amazonaws.com")] if role else [])]


def _datasync(call, action):
    """Locations, tasks, executions with their tags; roles that are passed."""
    place = state.current().datasync.get((call.account, call.region))

    def held(arn):
        tags = place.tags.get(arn, {}) if place else {}
        return {**{f"aws:ResourceTag/{key}": value for key, value in tags.items()}, "sure": TAGS}
    given = {**{f"aws:RequestTag/{tag.get('Key')}": tag.get("Value", "") for tag in call.params.get("Tags") or []}, "sure": TAGS}
    more = [("datasync:TagResource", _arn(call, "datasync", "location/new" if "Location" in call.operation else "task/new"), given)] if call.params.get("Tags") else []
    if call.operation in ("CreateLocationEfs", "CreateLocationS3"):
        role = call.params.get("FileSystemAccessRoleArn") or (call.params.get("S3Config") or {}).get("BucketAccessRoleArn")
        return [(action, _arn(call, "datasync", "location/new"), given), *more, *([_pass(role, "datasync.amazonaws.com")] if role else [])]
    if call.operation == "CreateTask":
        rows = [(action, _arn(call, "datasync", "task/new"), given), *more]
        return rows + [(action, str(call.params.get(key)), given) for key in ("SourceLocationArn", "DestinationLocationArn")]
    for key in ("TaskExecutionArn", "TaskArn", "LocationArn", "ResourceArn"):
        if call.params.get(key) and not call.operation.startswith("List") or (key == "ResourceArn" and call.params.get(key)):
            arn = str(call.params[key])
            return [(action, arn, held(arn.partition("/execution/")[0] if call.operation == "StartTaskExecution" else arn))]
    return None


def _efs(call, action):
    """File systems."""
    ident = str(call.params.get("FileSystemId") or "").rpartition("/")[2]
    if not ident and call.params.get("MountTargetId"):
        target = efs_backends[call.account][call.region].mount_targets_by_id.get(call.params["MountTargetId"])
        ident = target.file_system_id if target else ""
    given = {f"aws:RequestTag/{tag.get('Key')}": tag.get("Value", "") for tag in call.params.get("Tags") or []}
    context = {**given, "sure": ("aws:requesttag/",)} if call.operation == "CreateFileSystem" else {}
    return [(action, _arn(call, "elasticfilesystem", f"file-system/{ident or '*'}"), context)]

