"""Who calls: users, roles, sessions; AssumeRole with the role's trust."""
import re

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from . import policies, state, targets
from .answers import Refusal
from .server import REFINE, before


def caller(call):
    """The caller behind an access key."""
    account = call.account
    if call.role:
        return policies.Who(account, call.role, f"arn:aws:sts::{account}:assumed-role/{call.role.rpartition('/')[2]}/AWSCloudFormation")
    for session in sts_backends[account]["aws"].assumed_roles[::-1]:
        if session.access_key_id == call.access_key:
            who = policies.Who(account, session.role_arn, session.arn)
            who.tags = getattr(session, "lab_tags", {})
            return who
    for user in list(iam_backends[account]["aws"].users.values()):
        if any(key.access_key_id == call.access_key for key in user.access_keys):
            return policies.Who(account, user.arn)
    return policies.Who(account, f"arn:aws:iam::{account}:root")


def role(arn):
    """A role by ARN, or None."""
    match = re.fullmatch(r"arn:[\w-]+:iam::(\d{12}):role/(?:.*/)?([\w+=,.@-]+)", arn or "")
    if not match or match.group(1) not in state.current().accounts:
        return None
    return next((one for one in list(iam_backends[match.group(1)]["aws"].roles.values()) if one.name == match.group(2)), None)


def documents(one):
    """All identity policies of a role."""
    found = list(one.policies.values())
    found += [policy.document for policy in one.managed_policies.values() if hasattr(policy, "document")]
    return found


def permits(arn, action, resource, context=None):
    """True if a role's own policies allow an action."""
    one = role(arn)
    if one is None:
        return False
    who = policies.Who(arn.split(":")[4], arn)
    verdicts = {policies.verdict(text, who, action, resource, context or {}, with_principal=False, lenient=True) for text in documents(one)}
    return "Deny" not in verdicts and "Allow" in verdicts


def trusts(arn, service):
    """True if a role may be assumed by a service."""
    one = role(arn)
    return one is not None and policies.verdict(one.assume_role_policy_document, policies.service(service), "sts:AssumeRole", None, {
        "aws:SourceAccount": arn.split(":")[4], "aws:SourceArn": f"arn:aws:{service.split('.')[0]}:us-east-1:{arn.split(':')[4]}:any"}) == "Allow"


@before("sts", "AssumeRole")
def _assume_role(call, _environ, _body):
    """The role must exist and trust the caller; session tags and source identity need the trust too."""
    arn = call.params.get("RoleArn", "")
    who = caller(call)
    refusal = Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: sts:AssumeRole on resource: {arn}", 403)
    one = role(arn)
    if one is None:
        raise refusal
    context = {"aws:PrincipalArn": who.arn, "aws:PrincipalAccount": who.account, "aws:SecureTransport": "true"}
    for key, name in (("ExternalId", "sts:ExternalId"), ("SourceIdentity", "sts:SourceIdentity"), ("RoleSessionName", "sts:RoleSessionName")):
        if key in call.params:
            context[name] = call.params[key]
    tags = {call.params[key]: call.params.get(key[:-3] + "Value", "") for key in call.params if re.fullmatch(r"Tags\.member\.\d+\.Key", key)}
    context.update({f"aws:RequestTag/{key}": value for key, value in tags.items()})
    context["aws:TagKeys"] = list(tags)
    wanted = ["sts:AssumeRole", *(["sts:TagSession"] if tags else []), *(["sts:SetSourceIdentity"] if "SourceIdentity" in call.params else [])]
    for action in wanted:
        if policies.verdict(one.assume_role_policy_document, who, action, None, context) != "Allow":
            raise Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: {action} on resource: {arn}", 403)
        if who.session and state.current().enforce and not permits(who.arn, action, arn, context):
            raise refusal
    seconds = int(call.params.get("DurationSeconds", 3600))
    longest = 3600 if who.session else getattr(one, "max_session_duration", None) or 3600
    if not 900 <= seconds <= int(longest):
        raise Refusal("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role"
                      if not who.session else "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining")


NEVER = {"sts:GetCallerIdentity", "sts:AssumeRole", "sts:GetSessionToken"}


@REFINE.append
def _enforce(call, _environ, _body):
    """With enforcement on, a role session may do what its role's policies allow (S3 has its own check)."""
    cloud = state.current()
    if not cloud.enforce or call.service == "s3" or not (call.role or (not call.by and call.access_key.startswith("ASIA"))):
        return
    action = f"{call.service}:{call.operation}"
    if action in NEVER or call.operation == "Unknown":
        return
    who = caller(call)
    common = {"aws:SecureTransport": "true", "aws:RequestedRegion": call.region, "aws:PrincipalArn": who.arn, "aws:PrincipalAccount": who.account,
              "aws:ViaAWSService": str(bool(call.by)).lower()}
    for action, resource, context in targets.wanted(call):
        if not permits(who.arn, action, resource, {**common, **context}):
            code, status = {"ec2": ("UnauthorizedOperation", 403), "cloudformation": ("AccessDenied", 403), "iam": ("AccessDenied", 403)}.get(
                call.service, ("AccessDeniedException", 400))
            on = f" on resource: {resource}" if resource else ""
            raise Refusal(code, f"User: {who.session} is not authorized to perform: {action}{on} because no identity-based policy allows the {action} action", status)
