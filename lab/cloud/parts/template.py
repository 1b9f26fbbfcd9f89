"""CloudFormation templates: reading, parameters, conditions, intrinsic functions."""
import base64
import ipaddress
import json
import re

import yaml
from moto.ssm.models import ssm_backends

from .answers import Refusal

NO_VALUE = object()
RESOURCE_LIMIT, BODY_LIMIT = 500, 51_200
NEEDS_IAM = ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::InstanceProfile")
NAMES = {"AWS::IAM::Role": "RoleName", "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::InstanceProfile": "InstanceProfileName",
         "AWS::IAM::User": "UserName", "AWS::IAM::Group": "GroupName"}


class _Loader(yaml.SafeLoader):
    """YAML as CloudFormation reads it: short forms, dates stay text."""


_Loader.yaml_implicit_resolvers = {key: [one for one in value if one[0] != "tag:yaml.org,2002:timestamp"]
                                   for key, value in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def _short(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short)


def invalid(message):
    """The error for a template or parameter that is wrong."""
    return Refusal("ValidationError", message)


def read(text):
    """A template's text as a dictionary."""
    try:
        found = json.loads(text)
    except ValueError:
        try:
            found = yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)
        except yaml.YAMLError as error:
            raise invalid(f"Template format error: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get("Resources"), dict) or not found["Resources"]:
        raise invalid("Template format error: At least one Resources member must be defined.")
    if len(found["Resources"]) > RESOURCE_LIMIT:
        raise invalid(f"Template format error: Number of resources, {len(found['Resources'])}, is greater than maximum allowed, {RESOURCE_LIMIT}")
    for name, resource in found["Resources"].items():
        if not re.fullmatch(r"[A-Za-z0-9]{1,255}", name) or not isinstance(resource, dict) or "Type" not in resource:
            raise invalid(f"Template format error: Resource {name} is not valid")
    return found


def capabilities(template):
    """The capability that a template asks for, or ""."""
    named = False
    found = False
    for resource in template["Resources"].values():
        if resource["Type"] in NEEDS_IAM:
            found = True
            named = named or NAMES.get(resource["Type"], "?") in resource.get("Properties", {})
    return "CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM" if found else ""


def parameters(template, given, previous, account, region):
    """Values by name; checks what the template declares."""
    declared = template.get("Parameters") or {}
    unknown = [one["ParameterKey"] for one in given if one["ParameterKey"] not in declared]
    if unknown:
        raise invalid(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values = {}
    for one in given:
        key = one["ParameterKey"]
        if str(one.get("UsePreviousValue", "")).lower() == "true":
            values[key] = previous.get(key)
        else:
            values[key] = one.get("ParameterValue", "")
    missing = []
    for name, rule in declared.items():
        if name not in values and "Default" in rule:
            values[name] = _text(rule["Default"])
        if values.get(name) is None:
            missing.append(name)
            continue
        _check(name, rule, values[name])
    if missing:
        raise invalid(f"Parameters: [{', '.join(missing)}] must have values")
    return values, {name: _typed(declared[name], value, account, region) for name, value in values.items()}


def _check(name, rule, value):
    pattern = rule.get("AllowedPattern")
    listed = "List" in rule.get("Type", "String")
    for one in value.split(",") if listed else [value]:
        if pattern and not re.fullmatch(pattern, one):
            raise invalid(f"Parameter {name} failed to satisfy constraint: {rule.get('ConstraintDescription') or 'must match pattern ' + pattern}")
        if rule.get("AllowedValues") and one not in [_text(allowed) for allowed in rule["AllowedValues"]] and (one or not listed):
            raise invalid(f"Parameter '{name}' must be one of AllowedValues")
    if not int(rule.get("MinLength", 0)) <= len(value) <= int(rule.get("MaxLength", 10**9)):
        raise invalid(f"Parameter {name}: length is out of its limits")
    if rule.get("Type") == "Number":
        try:
            number = float(value)
        except ValueError:
            raise invalid(f"Parameter '{name}' must be a number") from None
        if not float(rule.get("MinValue", number)) <= number <= float(rule.get("MaxValue", number)):
            raise invalid(f"Parameter '{name}' is out of its limits")


def _typed(rule, value, account, region):
    kind = rule.get("Type", "String")
    if kind.startswith("AWS::SSM::Parameter::Value"):
        found = ssm_backends[account][region].get_parameter(value)
        if not found:
            raise invalid(f"Unable to fetch parameters [{value}] from parameter store for this account.")
        value = found.value
    if kind == "CommaDelimitedList" or "List<" in kind:
        return [one.strip() for one in value.split(",")] if value else []
    return value


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


class Evaluator:
    """Works out values of one stack."""

    def __init__(self, template, values, pseudo, zones, exports):
        self.template, self.values, self.pseudo = template, values, pseudo
        self.zones, self.exports = zones, exports
        self.physical, self.attributes = {}, {}
        self._conditions = {}

    # --- conditions
    def condition(self, name):
        """The truth of a named condition."""
        if name not in self._conditions:
            rules = self.template.get("Conditions") or {}
            if name not in rules:
                raise invalid(f"Template format error: Unresolved condition {name}")
            self._conditions[name] = self._truth(rules[name])
        return self._conditions[name]

    def _truth(self, rule):
        (kind, value), = rule.items()
        if kind == "Condition":
            return self.condition(value)
        if kind == "Fn::Equals":
            left, right = (self.value(one) for one in value)
            return _text(left) == _text(right)
        if kind == "Fn::Not":
            return not self._truth(value[0])
        if kind in ("Fn::And", "Fn::Or"):
            return (all if kind == "Fn::And" else any)([self._truth(one) for one in value])
        raise invalid(f"Template error: {kind} is no condition")

    def active(self):
        """The resources that this stack has."""
        return {name: one for name, one in self.template["Resources"].items()
                if "Condition" not in one or self.condition(one["Condition"])}

    # --- values
    def value(self, item):
        """An item with everything in it worked out."""
        if isinstance(item, list):
            return [one for one in (self.value(one) for one in item) if one is not NO_VALUE]
        if not isinstance(item, dict):
            return item
        if len(item) == 1:
            (kind, inner), = item.items()
            if kind == "Ref":
                return self.ref(inner)
            if kind.startswith("Fn::"):
                return self._function(kind[4:], inner)
        made = {key: self.value(one) for key, one in item.items()}
        return {key: one for key, one in made.items() if one is not NO_VALUE}

    def ref(self, name):
        """Ref."""
        if name == "AWS::NoValue":
            return NO_VALUE
        for source in (self.pseudo, self.values, self.physical):
            if name in source:
                return source[name]
        raise invalid(f"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template")

    def attribute(self, name, attribute):
        """Fn::GetAtt."""
        found = self.attributes.get(name, {})
        if attribute not in found:
            raise invalid(f"Template error: resource {name} does not support attribute type {attribute} in Fn::GetAtt")
        return found[attribute]

    def _function(self, kind, inner):
        if kind == "If":
            return self.value(inner[1] if self.condition(inner[0]) else inner[2])
        if kind == "GetAtt":
            name, attribute = inner.split(".", 1) if isinstance(inner, str) else (inner[0], self.value(inner[1]))
            return self.attribute(name, attribute)
        if kind == "Sub":
            return self._sub(inner)
        simple = {"Join": lambda v: v[0].join(map(_text, v[1])), "Select": self._select, "Split": lambda v: v[1].split(v[0]),
                  "Base64": lambda v: base64.b64encode(v.encode()).decode(), "GetAZs": lambda _: self.zones(),
                  "Cidr": self._cidr, "ImportValue": self._import, "FindInMap": self._map, "ToJsonString": lambda v: json.dumps(v),
                  "Length": len}
        if kind not in simple:
            raise invalid(f"Template error: Fn::{kind} is not known to the lab")
        return simple[kind](self.value(inner))

    def _select(self, value):
        index, items = int(value[0]), value[1]
        if not 0 <= index < len(items):
            raise invalid("Template error: Fn::Select cannot select nonexistent value at index " + str(index))
        return items[index]

    def _cidr(self, value):
        block, count, bits = value[0], int(value[1]), int(value[2]) if len(value) > 2 else 8
        network = ipaddress.ip_network(block)
        pieces = network.subnets(new_prefix=network.max_prefixlen - bits)
        return [str(piece) for piece, _ in zip(pieces, range(count))]

    def _import(self, name):
        found = self.exports()
        if name not in found:
            raise invalid(f"No export named {name} found.")
        return found[name]

    def _map(self, value):
        try:
            return self.template["Mappings"][value[0]][_text(value[1])][_text(value[2])]
        except KeyError:
            raise invalid(f"Template error: Unable to get mapping for {'::'.join(map(_text, value[:3]))}") from None

    def _sub(self, inner):
        text, extra = (inner, {}) if isinstance(inner, str) else (inner[0], {key: self.value(one) for key, one in inner[1].items()})

        def replace(match):
            name = match.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in extra:
                return _text(extra[name])
            if "." in name and name not in self.values:
                return _text(self.attribute(*name.split(".", 1)))
            return _text(self.ref(name))
        return re.sub(r"\$\{([^}]+)\}", replace, text)


def mentions(item):
    """Every name that an item refers to."""
    if isinstance(item, list):
        return set().union(*map(mentions, item)) if item else set()
    if not isinstance(item, dict):
        return set()
    found = set()
    for key, value in item.items():
        if key == "Ref" and isinstance(value, str):
            found.add(value)
        elif key == "Fn::GetAtt":
            found.add(value.split(".")[0] if isinstance(value, str) else value[0])
        elif key == "Fn::Sub":
            text = value if isinstance(value, str) else value[0]
            found |= {name.split(".")[0] for name in re.findall(r"\$\{([^}!]+)\}", text)}
            if not isinstance(value, str):
                found |= mentions(value[1])
        else:
            found |= mentions(value)
    return found
