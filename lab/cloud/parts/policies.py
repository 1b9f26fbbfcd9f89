"""Policy documents: who may do what, as far as the lab needs it."""
import fnmatch
import ipaddress
import json
import re
import urllib.parse


def statements(policy):
    """The statements of a policy in any of its stored forms."""
    if not policy:
        return []
    if isinstance(policy, bytes):
        policy = policy.decode()
    if isinstance(policy, str):
        text = policy if policy.lstrip().startswith("{") else urllib.parse.unquote(policy)
        policy = json.loads(text)
    found = policy.get("Statement", [])
    return [found] if isinstance(found, dict) else found


def _list(value):
    return value if isinstance(value, list) else [value]


def like(pattern, value):
    """IAM's wildcards: * and ?."""
    return re.fullmatch(fnmatch.translate(pattern.replace("[", "[[]")), value, re.IGNORECASE) is not None


class Who:
    """A caller: its ARN as policies name it (the role's for a session) and its account."""

    def __init__(self, account, arn, session=""):
        self.account, self.arn, self.session = account, arn, session
        self.service = ""


def service(name):
    """A service as the caller."""
    made = Who("", "")
    made.service = name
    return made


def names(principal, who):
    """True if a Principal element names the caller."""
    if principal == "*":
        return True
    if not isinstance(principal, dict):
        return False
    if who.service:
        return any(like(one, who.service) for one in _list(principal.get("Service", [])))
    for one in _list(principal.get("AWS", [])):
        if one in ("*", who.arn, who.session, who.account) or re.fullmatch(rf"arn:[\w-]+:iam::{who.account}:root", one):
            return True
    return False


def holds(conditions, context, unknown=None):
    """True if every condition holds.

    A key that is not in the context fails it (except in ...IfExists and negations), unless `unknown` says what to take it for.
    context["sure"] may hold beginnings of keys that are never unknown: not there means not given.
    """
    sure = tuple(context.get("sure", ()))
    known = {key.lower(): value for key, value in context.items() if key != "sure"}
    for operator, pairs in (conditions or {}).items():
        for key, wanted in pairs.items():
            if unknown is not None and key.lower() not in known and not (sure and key.lower().startswith(sure)):
                if not unknown:
                    return False
                continue
            if not _one(operator, known.get(key.lower()), [str(one) for one in _list(wanted)]):
                return False
    return True


def _one(operator, value, wanted):
    for prefix in ("ForAnyValue:", "ForAllValues:"):
        if operator.startswith(prefix):
            values = value if isinstance(value, list) else [] if value is None else [value]
            results = [_one(operator[len(prefix):], one, wanted) for one in values]
            return any(results) if prefix == "ForAnyValue:" else all(results)
    if operator == "Null":
        return (value is None) == (wanted[0].lower() == "true")
    optional = operator.endswith("IfExists")
    operator = operator.removesuffix("IfExists")
    negative = "Not" in operator
    if value is None:
        return optional or negative
    value = str(value)
    if operator in ("Bool", "StringEqualsIgnoreCase"):
        found = value.lower() in [one.lower() for one in wanted]
    elif "Like" in operator or operator.startswith("Arn"):
        found = any(like(one, value) for one in wanted)
    elif "IpAddress" in operator:
        found = any(ipaddress.ip_address(value) in ipaddress.ip_network(one, strict=False) for one in wanted)
    elif operator.startswith("Numeric"):
        return _number(operator[7:], float(value), float(wanted[0]))
    else:
        found = value in wanted
    return found != negative


def _number(operator, value, wanted):
    return {"Equals": value == wanted, "NotEquals": value != wanted, "LessThan": value < wanted, "LessThanEquals": value <= wanted,
            "GreaterThan": value > wanted, "GreaterThanEquals": value >= wanted}[operator]


def verdict(policy, who, action, resource, context, with_principal=True, lenient=False):
    """"Deny", "Allow" or "" of one policy. resource None: any of the statement's will do.

    lenient: a condition whose key the lab does not know stands in the way of no Allow and of every Deny.
    """
    result = ""
    for statement in statements(policy):
        if with_principal:
            if "NotPrincipal" in statement:
                if names(statement["NotPrincipal"], who):
                    continue
            elif not names(statement.get("Principal"), who):
                continue
        if "Action" in statement and not any(like(one, action) for one in _list(statement["Action"])):
            continue
        if "NotAction" in statement and any(like(one, action) for one in _list(statement["NotAction"])):
            continue
        if resource is not None and "Resource" in statement and not any(like(one, resource) for one in _list(statement["Resource"])):
            continue
        if resource is not None and "NotResource" in statement and any(like(one, resource) for one in _list(statement["NotResource"])):
            continue
        if resource is None and lenient and statement.get("Effect") == "Deny" and statement.get("Resource", "*") not in ("*", ["*"]):
            continue
        if not holds(statement.get("Condition"), context, (statement.get("Effect") == "Allow") if lenient else None):
            continue
        if statement.get("Effect") == "Deny":
            return "Deny"
        result = "Allow"
    return result
