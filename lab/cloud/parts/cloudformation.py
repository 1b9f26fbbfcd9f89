"""CloudFormation's interface, on our own engine."""
import datetime
import re
import urllib.parse
import uuid

from moto.core.serialize import QuerySerializer
from moto.core.utils import get_service_model
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from . import resources_network, services, stacks, state, template  # noqa: F401 (registers resource types)
from .answers import Answer, Refusal
from .server import own

_MODEL = get_service_model("cloudformation")
BUSY = "IN_PROGRESS"


def _engine():
    return state.current().stacks


def unfold(params):
    """Nested lists and structures from a form-encoded request."""
    top = {}
    for key, value in params.items():
        parts = key.split(".")
        node = top
        for part, following in zip(parts, [*parts[1:], None]):
            if part == "member":
                continue
            node = node.setdefault(part, {}) if following is not None else _put(node, part, value)
    return _lists(top)


def _put(node, part, value):
    node[part] = value
    return node


def _lists(node):
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _lists(value) for key, value in node.items()}


def operation(*names):
    """An operation of the query protocol: a function from parameters to a result."""
    def register(function):
        for name in names:
            @own("cloudformation", name)
            def answer(call, function=function, name=name):
                result = function(call, unfold(call.params))
                made = QuerySerializer(operation_model=_MODEL.operation_model(name), pretty_print=False).serialize(result or {})
                body = made["body"]
                return Answer(made["status_code"], body.encode() if isinstance(body, str) else body, {"Content-Type": "text/xml"})
        return function
    return register


def _when(moment):
    return datetime.datetime.fromtimestamp(moment, datetime.timezone.utc) if moment else None


def body_of(call, request, stack=None):
    """The template's text from the request."""
    if str(request.get("UsePreviousTemplate", "")).lower() == "true" and stack:
        return stack.body
    if request.get("TemplateBody"):
        if len(request["TemplateBody"].encode()) > template.BODY_LIMIT:
            raise template.invalid(f"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                                   f"Member must have length less than or equal to {template.BODY_LIMIT}")
        return request["TemplateBody"]
    if request.get("TemplateURL"):
        parts = urllib.parse.urlsplit(request["TemplateURL"])
        path = urllib.parse.unquote(parts.path.lstrip("/"))
        bucket, _, key = path.partition("/")
        virtual = re.match(r"([a-z0-9.-]+)\.s3[.-]", parts.netloc)
        if virtual:
            bucket, key = virtual.group(1), path
        try:
            return s3_backends[call.account]["aws"].get_object(bucket, key).value.decode()
        except Exception:
            raise template.invalid("S3 error: Access Denied") from None
    raise template.invalid("Either Template URL or Template Body must be specified.")


def _check_role(call, arn):
    """An execution role must exist and trust CloudFormation."""
    if not arn:
        return
    match = re.fullmatch(r"arn:aws[a-z-]*:iam::(\d{12}):role/(?:.*/)?([\w+=,.@-]+)", arn)
    role = None
    if match and match.group(1) == call.account:
        role = next((one for one in iam_backends[call.account]["aws"].roles.values() if one.name == match.group(2)), None)
    if role is None or "cloudformation.amazonaws.com" not in str(role.assume_role_policy_document):
        raise template.invalid(f"Role {arn} is invalid or cannot be assumed")


def _prepare(call, request, stack, read):
    """Fills a stack with template and parameters of a request; returns what it held before."""
    before = (stack.body, stack.template, stack.values, stack.typed, stack.tags)
    parsed = template.read(read)
    need = template.capabilities(parsed)
    given = set(request.get("Capabilities", []))
    if need and need not in given and not (need == "CAPABILITY_IAM" and "CAPABILITY_NAMED_IAM" in given):
        raise Refusal("InsufficientCapabilitiesException", f"Requires capabilities : [{need}]")
    values, typed = template.parameters(parsed, request.get("Parameters", []), stack.values, call.account, call.region)
    _references(parsed)
    stack.body, stack.template, stack.values, stack.typed = read, parsed, values, typed
    if "Tags" in request:
        stack.tags = request["Tags"]
    if "Capabilities" in request:
        stack.capabilities = request["Capabilities"]
    return before


def _references(parsed):
    """Every Ref, GetAtt and Sub must name something of the template."""
    known = set(parsed["Resources"]) | set(parsed.get("Parameters") or {})
    missing = {name for name in template.mentions({"r": parsed["Resources"], "o": parsed.get("Outputs") or {}})
               if not name.startswith("AWS::") and name not in known}
    extra = _local_names(parsed)
    if missing - extra:
        raise template.invalid(f"Template format error: Unresolved resource dependencies [{', '.join(sorted(missing - extra))}] "
                               "in the Resources block of the template")


def _local_names(item):
    """Names that two-argument Fn::Subs bring along."""
    if isinstance(item, list):
        return set().union(*map(_local_names, item)) if item else set()
    if not isinstance(item, dict):
        return set()
    found = set()
    for key, value in item.items():
        if key == "Fn::Sub" and isinstance(value, list):
            found |= set(value[1])
        found |= _local_names(value)
    return found


@operation("CreateStack")
def create_stack(call, request):
    """Starts a stack."""
    engine, name = _engine(), request.get("StackName", "")
    if not re.fullmatch(r"[a-zA-Z][-a-zA-Z0-9]{0,127}", name):
        raise template.invalid(f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint")
    token = request.get("ClientRequestToken", "")
    known = engine.find(call.account, call.region, name)
    if known:
        if token and known.tokens.get(token) == "CREATE":
            return {"StackId": known.id}
        if known.status != "REVIEW_IN_PROGRESS":
            raise Refusal("AlreadyExistsException", f"Stack [{name}] already exists")
    _check_role(call, request.get("RoleARN"))
    stack = stacks.Stack(call.account, call.region, name, request)
    _prepare(call, request, stack, body_of(call, request))
    stack.tokens[token] = "CREATE"
    stack.turn("CREATE_IN_PROGRESS", "User Initiated", token)
    engine.stacks.setdefault((call.account, call.region), {})[stack.id] = stack
    engine.background(engine.create, stack, token)
    return {"StackId": stack.id}


@operation("UpdateStack")
def update_stack(call, request):
    """Starts a change of a stack."""
    engine = _engine()
    stack = engine.must(call.account, call.region, request.get("StackName", ""))
    token = request.get("ClientRequestToken", "")
    if token and stack.tokens.get(token) == "UPDATE":
        return {"StackId": stack.id}
    if BUSY in stack.status or stack.status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED"):
        raise template.invalid(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
    _check_role(call, request.get("RoleARN"))
    tags = stack.tags
    before = _prepare(call, request, stack, body_of(call, request, stack))
    if (stack.template, stack.values, stack.tags) == (before[1], before[2], tags):
        raise template.invalid("No updates are to be performed.")
    stack.tokens[token] = "UPDATE"
    stack.turn("UPDATE_IN_PROGRESS", "User Initiated", token)
    engine.background(engine.update, stack, before, token)
    return {"StackId": stack.id}


@operation("DeleteStack")
def delete_stack(call, request):
    """Starts the removal of a stack; one that is not there is no error."""
    engine = _engine()
    stack = engine.find(call.account, call.region, request.get("StackName", ""))
    if stack is None or stack.status in ("DELETE_COMPLETE", "DELETE_IN_PROGRESS"):
        return {}
    if stack.protected:
        raise template.invalid(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    users = [other.name for other in engine.all(call.account, call.region) if other is not stack and other.status != "DELETE_COMPLETE"
             and any(f"{out.get('ExportName')}" in other.body and "ImportValue" in other.body for out in stack.outputs if out.get("ExportName"))]
    retain = request.get("RetainResources", [])
    if retain and stack.status != "DELETE_FAILED":
        raise template.invalid("Invalid operation on stack: RetainResources is only for stacks in the DELETE_FAILED state")
    _check_role(call, request.get("RoleARN"))
    token = request.get("ClientRequestToken", "")
    stack.turn("DELETE_IN_PROGRESS", "User Initiated", token)
    if users:
        stack.turn("DELETE_FAILED", f"Export is in use by {', '.join(users)}", token)
        return {}
    engine.background(engine.delete, stack, retain, token)
    return {}


def _row(stack):
    return {"StackId": stack.id, "StackName": stack.name, "CreationTime": _when(stack.created), "LastUpdatedTime": _when(stack.updated),
            "DeletionTime": _when(stack.deleted), "StackStatus": stack.status, "StackStatusReason": stack.reason or None,
            "DisableRollback": stack.on_failure == "DO_NOTHING", "RoleARN": stack.role or None, "Tags": stack.tags,
            "Capabilities": stack.capabilities, "EnableTerminationProtection": stack.protected,
            "Parameters": [{"ParameterKey": key, "ParameterValue": "****" if str((stack.template.get("Parameters") or {}).get(key, {}).get(
                "NoEcho", "")).lower() == "true" else value} for key, value in stack.values.items()],
            "Outputs": stack.outputs, "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
            "Description": stack.template.get("Description")}


def _page(request, rows, size=100):
    start = int(request.get("NextToken") or 0)
    return rows[start:start + size], str(start + size) if start + size < len(rows) else None


@operation("DescribeStacks")
def describe_stacks(call, request):
    """One stack, or all living ones."""
    if request.get("StackName"):
        return {"Stacks": [_row(_engine().must(call.account, call.region, request["StackName"]))]}
    rows, token = _page(request, [one for one in _engine().all(call.account, call.region) if one.status != "DELETE_COMPLETE"])
    return {"Stacks": [_row(one) for one in rows], "NextToken": token}


@operation("ListStacks")
def list_stacks(call, request):
    """All stacks, newest first."""
    wanted = request.get("StackStatusFilter", [])
    rows = [one for one in _engine().all(call.account, call.region)[::-1] if not wanted or one.status in wanted]
    rows, token = _page(request, rows)
    return {"StackSummaries": [{key: value for key, value in _row(one).items() if key in (
        "StackId", "StackName", "CreationTime", "LastUpdatedTime", "DeletionTime", "StackStatus", "StackStatusReason", "DriftInformation")}
        for one in rows], "NextToken": token}


@operation("DescribeStackEvents")
def describe_stack_events(call, request):
    """Events, newest first."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    rows, token = _page(request, stack.events[::-1])
    return {"StackEvents": rows, "NextToken": token}


def _resource_row(stack, one):
    return {"StackName": stack.name, "StackId": stack.id, "LogicalResourceId": one.logical, "PhysicalResourceId": one.physical or None,
            "ResourceType": one.kind, "Timestamp": _when(one.changed), "LastUpdatedTimestamp": _when(one.changed),
            "ResourceStatus": one.status, "ResourceStatusReason": one.reason or None, "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"}}


@operation("DescribeStackResources")
def describe_stack_resources(call, request):
    """Resources of a stack (at most 100)."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    wanted = request.get("LogicalResourceId")
    return {"StackResources": [_resource_row(stack, one) for one in stack.resources.values() if wanted in (None, one.logical)][:100]}


@operation("DescribeStackResource")
def describe_stack_resource(call, request):
    """One resource."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    one = stack.resources.get(request.get("LogicalResourceId"))
    if one is None:
        raise template.invalid(f"Resource {request.get('LogicalResourceId')} does not exist for stack {stack.name}")
    return {"StackResourceDetail": _resource_row(stack, one)}


@operation("ListStackResources")
def list_stack_resources(call, request):
    """Resources, paged."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    rows, token = _page(request, list(stack.resources.values()))
    return {"StackResourceSummaries": [_resource_row(stack, one) for one in rows], "NextToken": token}


@operation("GetTemplate")
def get_template(call, request):
    """The template's text."""
    return {"TemplateBody": _engine().must(call.account, call.region, request.get("StackName", "")).body, "StagesAvailable": ["Original"]}


@operation("ValidateTemplate", "GetTemplateSummary")
def validate_template(call, request):
    """Parameters and capabilities of a template."""
    if request.get("StackName"):
        parsed = _engine().must(call.account, call.region, request["StackName"]).template
    else:
        parsed = template.read(body_of(call, request))
        _references(parsed)
    need = template.capabilities(parsed)
    rows = [{"ParameterKey": key, "DefaultValue": template._text(rule["Default"]) if "Default" in rule else None,
             "NoEcho": str(rule.get("NoEcho", "")).lower() == "true", "Description": rule.get("Description"),
             "ParameterType": rule.get("Type", "String")} for key, rule in (parsed.get("Parameters") or {}).items()]
    return {"Parameters": rows, "Description": parsed.get("Description"), "Capabilities": [need] if need else [],
            "CapabilitiesReason": "The following resource(s) require capabilities: IAM" if need else None,
            "ResourceTypes": sorted({one["Type"] for one in parsed["Resources"].values()})}


@operation("ListExports")
def list_exports(call, _request):
    """All exports."""
    return {"Exports": [{"Name": name, "Value": value, "ExportingStackId": owner}
                        for name, (value, owner) in _engine().exports(call.account, call.region).items()]}


@operation("UpdateTerminationProtection")
def update_termination_protection(call, request):
    """Switches the protection."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    stack.protected = str(request.get("EnableTerminationProtection")).lower() == "true"
    return {"StackId": stack.id}


@operation("ContinueUpdateRollback", "SetStackPolicy")
def accepted(_call, _request):
    """Taken, nothing to do."""
    return {}


@operation("DescribeAccountLimits")
def limits(_call, _request):
    """Quotas."""
    return {"AccountLimits": [{"Name": "StackLimit", "Value": 2000}, {"Name": "StackOutputsLimit", "Value": 200}]}


# --- change sets, as `aws cloudformation deploy` uses them
@operation("CreateChangeSet")
def create_change_set(call, request):
    """Works out a change without carrying it out."""
    engine, name = _engine(), request.get("StackName", "")
    stack = engine.find(call.account, call.region, name)
    if request.get("ChangeSetType", "UPDATE") == "CREATE":
        if stack and stack.status != "REVIEW_IN_PROGRESS":
            raise template.invalid(f"Stack [{name}] already exists and cannot be created again with the changeSet [{request.get('ChangeSetName')}].")
        if not stack:
            stack = stacks.Stack(call.account, call.region, name, request)
            stack.turn("REVIEW_IN_PROGRESS", "User Initiated")
            engine.stacks.setdefault((call.account, call.region), {})[stack.id] = stack
    elif stack is None:
        raise template.invalid(f"Stack [{name}] does not exist")
    _check_role(call, request.get("RoleARN"))
    trial = stacks.Stack(call.account, call.region, name, request)
    trial.values = stack.values
    text = body_of(call, request, stack)
    _prepare(call, request, trial, text)
    ident = f"arn:aws:cloudformation:{call.region}:{call.account}:changeSet/{request['ChangeSetName']}/{uuid.uuid4()}"
    same = stack.status != "REVIEW_IN_PROGRESS" and (trial.template, trial.values) == (stack.template, stack.values)
    stack.change_sets[request["ChangeSetName"]] = {"id": ident, "request": request, "text": text, "same": same, "changes": _changes(stack, trial),
                                                   "created": stack.created, "status": "FAILED" if same else "CREATE_COMPLETE", "done": False}
    return {"Id": ident, "StackId": stack.id}


def _changes(stack, trial):
    found = []
    for name, item in trial.template["Resources"].items():
        old = stack.resources.get(name)
        if old is None or not old.physical:
            found.append({"Type": "Resource", "ResourceChange": {"Action": "Add", "LogicalResourceId": name, "ResourceType": item["Type"]}})
        elif old.raw != item:
            found.append({"Type": "Resource", "ResourceChange": {"Action": "Modify", "LogicalResourceId": name, "ResourceType": item["Type"],
                                                                 "PhysicalResourceId": old.physical}})
    for name, old in stack.resources.items():
        if name not in trial.template["Resources"] and old.physical:
            found.append({"Type": "Resource", "ResourceChange": {"Action": "Remove", "LogicalResourceId": name, "ResourceType": old.kind}})
    return found


def _change_set(call, request):
    wanted = request.get("ChangeSetName", "")
    for stack in _engine().all(call.account, call.region):
        for name, one in stack.change_sets.items():
            if one["id"] == wanted or (name == wanted and request.get("StackName") in (stack.name, stack.id)):
                return stack, name, one
    raise Refusal("ChangeSetNotFound", f"ChangeSet [{wanted}] does not exist", 404)


@operation("DescribeChangeSet")
def describe_change_set(call, request):
    """A change set with its changes."""
    stack, name, one = _change_set(call, request)
    return {"ChangeSetName": name, "ChangeSetId": one["id"], "StackId": stack.id, "StackName": stack.name, "CreationTime": _when(one["created"]),
            "ExecutionStatus": "EXECUTE_COMPLETE" if one["done"] else "UNAVAILABLE" if one["same"] else "AVAILABLE", "Status": one["status"],
            "StatusReason": "The submitted information didn't contain changes. Submit different information to create a change set." if one["same"] else None,
            "Changes": one["changes"]}


@operation("ExecuteChangeSet")
def execute_change_set(call, request):
    """Carries a change set out."""
    engine = _engine()
    stack, name, one = _change_set(call, request)
    if one["same"] or one["done"]:
        raise Refusal("InvalidChangeSetStatus", f"ChangeSet [{one['id']}] cannot be executed in its current status")
    one["done"] = True
    stack.change_sets.pop(name)
    if stack.status == "REVIEW_IN_PROGRESS":
        stack.on_failure = one["request"].get("OnStackFailure", "ROLLBACK")
        stack.role = one["request"].get("RoleARN", "")
        _prepare(call, one["request"], stack, one["text"])
        stack.turn("CREATE_IN_PROGRESS", "User Initiated")
        engine.background(engine.create, stack, "")
    else:
        before = _prepare(call, one["request"], stack, one["text"])
        stack.turn("UPDATE_IN_PROGRESS", "User Initiated")
        engine.background(engine.update, stack, before, "")
    return {}


@operation("DeleteChangeSet")
def delete_change_set(call, request):
    """Forgets a change set."""
    stack, name, _ = _change_set(call, request)
    stack.change_sets.pop(name)
    return {}


@operation("ListChangeSets")
def list_change_sets(call, request):
    """The change sets of a stack."""
    stack = _engine().must(call.account, call.region, request.get("StackName", ""))
    return {"Summaries": [{"StackId": stack.id, "StackName": stack.name, "ChangeSetId": one["id"], "ChangeSetName": name, "Status": one["status"]}
                          for name, one in stack.change_sets.items()]}


def _start(cloud):
    cloud.stacks = stacks.Engine(cloud)


services.STARTERS.append(_start)
