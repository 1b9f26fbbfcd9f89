"""Systems Manager: managed nodes, commands that really run."""
import re
import time

from . import commands, documents, network, state
from .answers import Refusal
from .server import own

MAX_INSTANCES = 50


def _runner():
    return state.current().runner


def registered(plan):
    """True if the instance's agent is (or was) in touch with Systems Manager."""
    return (plan.agent in ("online", "offline") and network.live(plan) is not None
            and network.live(plan).state not in ("terminated", "shutting-down")
            and network.has_profile(plan) and network.reaches(plan, "ssm", "ssmmessages"))


def _nodes(account, region):
    cloud = state.current()
    return [plan for plan in list(cloud.instances.values())
            if plan.account == account and plan.region == region and registered(plan)]


def _information(plan):
    """One row of DescribeInstanceInformation."""
    online = plan.agent == "online" and network.running(plan)
    windows = plan.platform == "windows"
    cloud = state.current()
    return {"InstanceId": plan.id, "PingStatus": "Online" if online else "ConnectionLost",
            "LastPingDateTime": time.time() if online else cloud.started - 7200, "AgentVersion": plan.agent_version,
            "IsLatestVersion": plan.agent_version >= "3.3", "PlatformType": "Windows" if windows else "Linux",
            "PlatformName": "Microsoft Windows Server 2022 Datacenter" if windows else "Debian GNU/Linux",
            "PlatformVersion": "10.0.20348" if windows else "12", "ResourceType": "EC2Instance",
            "IPAddress": network.live(plan).private_ip, "ComputerName": plan.name,
            "SourceId": plan.id, "SourceType": "AWS::EC2::Instance"}


def page(call, rows, default, largest):
    """(rows of this page, next token or None)."""
    size = int(call.params.get("MaxResults") or default)
    if not 1 <= size <= largest:
        raise Refusal("ValidationException", f"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy "
                      f"constraint: Member must have value less than or equal to {largest}")
    token = str(call.params.get("NextToken") or "0")
    if not token.isdigit():
        raise Refusal("InvalidNextToken", "The specified token is not valid.")
    start = int(token)
    return rows[start:start + size], str(start + size) if start + size < len(rows) else None


def _paged(name, rows, token):
    return {name: rows, **({"NextToken": token} if token else {})}


@own("ssm", "DescribeInstanceInformation")
def describe_instance_information(call):
    """The managed nodes of the account, filtered and paged."""
    wanted = [(one.get("key") or one.get("Key"), one.get("valueSet") or one.get("Values") or [])
              for one in (call.params.get("InstanceInformationFilterList") or []) + (call.params.get("Filters") or [])]
    plans = _nodes(call.account, call.region)
    for key, values in wanted:
        plans = [plan for plan in plans if _matches(plan, key, values)]
    rows, token = page(call, plans, 50, 50)
    return _paged("InstanceInformationList", [_information(plan) for plan in rows], token)


def _matches(plan, key, values):
    row = {"InstanceIds": "InstanceId", "PingStatus": "PingStatus", "PlatformTypes": "PlatformType", "AgentVersion": "AgentVersion",
           "ResourceType": "ResourceType"}
    if key in row:
        return _information(plan)[row[key]] in values
    if key and key.startswith("tag:"):
        return _tags(plan).get(key[4:]) in values
    if key == "tag-key":
        return bool(set(values) & set(_tags(plan)))
    raise Refusal("InvalidFilterKey", f"The filter key {key} is not valid.")


def _tags(plan):
    one = network.live(plan)
    return {tag["key"]: tag["value"] for tag in one.get_tags()} if one else {}


def _targets(call):
    """The instances that a SendCommand means."""
    cloud = state.current()
    idents = call.params.get("InstanceIds") or []
    targets = call.params.get("Targets") or []
    if len(idents) > MAX_INSTANCES:
        raise Refusal("ValidationException", f"1 validation error detected: Value '[{', '.join(idents)}]' at 'instanceIds' failed to "
                      f"satisfy constraint: Member must have length less than or equal to {MAX_INSTANCES}")
    if len(set(idents)) != len(idents):
        raise Refusal("DuplicateInstanceId", "You cannot specify an instance ID in more than one association.")
    if bool(idents) == bool(targets):
        raise Refusal("ValidationException", "Either InstanceIds or Targets must be given.")
    for one in targets:
        if one.get("Key") == "InstanceIds":
            idents = [*idents, *one.get("Values", [])]
    if idents:
        bad = [ident for ident in idents if not re.fullmatch(r"(i-(\w{8}|\w{17}))|(mi-\w{17})", ident)]
        if bad:
            raise Refusal("ValidationException", f"Value '{bad}' at 'instanceIds' failed to satisfy constraint")
        plans = [cloud.instances.get(ident) for ident in idents]
        wrong = [ident for ident, plan in zip(idents, plans)
                 if plan is None or plan.account != call.account or plan.region != call.region or not registered(plan)
                 or not network.running(plan)]
        if wrong:
            raise Refusal("InvalidInstanceId", f"Instances [[{', '.join(wrong)}]] not in a valid state for account {call.account}")
        return plans
    return [plan for plan in _nodes(call.account, call.region) if network.running(plan)
            and all(_matches(plan, one.get("Key"), one.get("Values", [])) for one in targets)]


@own("ssm", "SendCommand")
def send_command(call):
    """Checks a command as AWS does and starts it."""
    given = call.params
    name = str(given.get("DocumentName") or "")
    content, version = documents.find(call.account, call.region, name, str(given.get("DocumentVersion") or ""),
                                      str(given.get("DocumentHash") or ""), str(given.get("DocumentHashType") or ""))
    if len(str(given.get("Comment") or "")) > 100:
        raise Refusal("ValidationException", "comment: Member must have length less than or equal to 100")
    seconds = given.get("TimeoutSeconds", 3600)
    if not isinstance(seconds, int) or not 30 <= seconds <= 2592000:
        raise Refusal("ValidationException", f"timeoutSeconds: {seconds} is not between 30 and 2592000")
    for key in ("MaxConcurrency", "MaxErrors"):
        if key in given and not re.fullmatch(r"[1-9][0-9]*|0|[1-9][0-9]?%|0%|100%", str(given[key])):
            raise Refusal("ValidationException", f"{key}: {given[key]}")
    filled = documents.values(content, given.get("Parameters") or {})
    plans = _targets(call)
    if any(plan.platform == "windows" for plan in plans) and "Windows" not in documents.platforms(content):
        raise Refusal("UnsupportedPlatformType", "The document does not support the platform type of the given instance ID(s).")
    command = commands.Command(call.account, call.region, given, content, version, filled, plans)
    command.timeout = state.current().delay("deliveryTimeout") or command.timeout
    _runner().send(command)
    return {"Command": _command(command)}


def _command(command):
    status, detail = command.status()
    done, failed, undelivered = command.counts()
    given = command.request
    return {"CommandId": command.id, "DocumentName": given.get("DocumentName"), "DocumentVersion": str(given.get("DocumentVersion") or ""),
            "Comment": given.get("Comment", ""), "ExpiresAfter": command.expires, "Parameters": command.filled,
            "InstanceIds": given.get("InstanceIds") or [], "Targets": given.get("Targets") or [], "RequestedDateTime": command.asked,
            "Status": status, "StatusDetails": detail, "OutputS3Region": "", "OutputS3BucketName": given.get("OutputS3BucketName", ""),
            "OutputS3KeyPrefix": given.get("OutputS3KeyPrefix", ""), "MaxConcurrency": str(given.get("MaxConcurrency") or "50"),
            "MaxErrors": str(given.get("MaxErrors") or "0"), "TargetCount": len(command.invocations), "CompletedCount": done,
            "ErrorCount": failed, "DeliveryTimedOutCount": undelivered, "ServiceRole": "", "TimeoutSeconds": command.timeout,
            "NotificationConfig": {"NotificationArn": "", "NotificationEvents": [], "NotificationType": ""},
            "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "", "CloudWatchOutputEnabled": False}}


def _find(call):
    ident = str(call.params.get("CommandId") or "")
    command = _runner().commands.get((call.account, call.region), {}).get(ident)
    if command is None:
        raise Refusal("InvalidCommandId", "")
    return command


@own("ssm", "CancelCommand")
def cancel_command(call):
    """Asks the agents to stop; best effort, as on AWS."""
    command = _find(call)
    wanted = call.params.get("InstanceIds") or []
    unknown = set(wanted) - set(command.invocations)
    if unknown:
        raise Refusal("InvalidInstanceId", f"{sorted(unknown)}")
    _runner().cancel(command, wanted)
    return {}


@own("ssm", "ListCommands")
def list_commands(call):
    """Commands, newest first."""
    rows = _runner().all(call.account, call.region)
    if call.params.get("CommandId"):
        rows = [row for row in rows if row.id == call.params["CommandId"]]
        if not rows:
            raise Refusal("InvalidCommandId", "")
    if call.params.get("InstanceId"):
        rows = [row for row in rows if call.params["InstanceId"] in row.invocations]
    for one in call.params.get("Filters") or []:
        if one["key"] == "Status":
            rows = [row for row in rows if row.status()[0] == one["value"]]
        elif one["key"] == "DocumentName":
            rows = [row for row in rows if row.request.get("DocumentName") == one["value"]]
    rows, token = page(call, rows, 50, 50)
    return _paged("Commands", [_command(row) for row in rows], token)


@own("ssm", "ListCommandInvocations")
def list_command_invocations(call):
    """Invocations, with the heads of their output when details are asked for."""
    found = _runner().all(call.account, call.region)
    if call.params.get("CommandId"):
        found = [command for command in found if command.id == call.params["CommandId"]]
        if not found:
            raise Refusal("InvalidCommandId", "")
    rows = [one for command in found for one in command.invocations.values()]
    if call.params.get("InstanceId"):
        rows = [one for one in rows if one.plan.id == call.params["InstanceId"]]
    for one in call.params.get("Filters") or []:
        if one["key"] == "Status":
            rows = [row for row in rows if row.status == one["value"]]
    rows, token = page(call, rows, 50, 50)
    details = bool(call.params.get("Details"))
    return _paged("CommandInvocations", [_invocation(one, details) for one in rows], token)


def _invocation(one, details):
    given = one.command.request
    row = {"CommandId": one.command.id, "InstanceId": one.plan.id, "InstanceName": one.plan.name, "Comment": given.get("Comment", ""),
           "DocumentName": given.get("DocumentName"), "DocumentVersion": str(given.get("DocumentVersion") or ""),
           "RequestedDateTime": one.asked, "Status": one.status, "StatusDetails": one.detail, "StandardOutputUrl": "",
           "StandardErrorUrl": "", "CommandPlugins": [], "ServiceRole": ""}
    if details and one.began:
        plugin = {"Name": one.plugin, "Status": one.status, "StatusDetails": one.detail, "ResponseCode": one.code,
                  "ResponseStartDateTime": one.began, "Output": _cut(one.out + (f"\n----------ERROR-------\n{one.err}" if one.err else "")),
                  "StandardOutputUrl": "", "StandardErrorUrl": "", "OutputS3Region": "", "OutputS3BucketName": "", "OutputS3KeyPrefix": ""}
        if one.ended:
            plugin["ResponseFinishDateTime"] = one.ended
        row["CommandPlugins"] = [plugin]
    return row


def _cut(text):
    limit = commands.LIST_LIMIT
    return text if len(text) <= limit else text[:limit - len(commands.LIST_CUT)] + commands.LIST_CUT


@own("ssm", "GetCommandInvocation")
def get_command_invocation(call):
    """One invocation; output is there once the step has ended."""
    command = _runner().commands.get((call.account, call.region), {}).get(str(call.params.get("CommandId") or ""))
    one = command and command.invocations.get(str(call.params.get("InstanceId") or ""))
    if not one:
        raise Refusal("InvocationDoesNotExist", "")
    plugin = call.params.get("PluginName")
    if plugin and one.plugin and plugin not in {step["name"] for step in documents.steps(command.content)}:
        raise Refusal("InvalidPluginName", "")
    given = command.request
    return {"CommandId": command.id, "InstanceId": one.plan.id, "Comment": given.get("Comment", ""), "DocumentName": given.get("DocumentName"),
            "DocumentVersion": str(given.get("DocumentVersion") or ""), "PluginName": one.plugin, "ResponseCode": one.code if one.ended else -1,
            "ExecutionStartDateTime": _iso(one.began), "ExecutionElapsedTime": f"PT{(one.ended or time.time()) - one.began:.3f}S" if one.began else "",
            "ExecutionEndDateTime": _iso(one.ended), "Status": one.status, "StatusDetails": one.detail,
            "StandardOutputContent": one.out if one.ended else "", "StandardOutputUrl": "",
            "StandardErrorContent": one.err if one.ended else "", "StandardErrorUrl": "",
            "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "", "CloudWatchOutputEnabled": False}}


def _iso(moment):
    if not moment:
        return ""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + f".{int(moment % 1 * 1000):03}Z"
