"""Command documents: parameters checked, filled in, made into the script of a step."""
import re

from moto.ssm.models import Document, ssm_backends

from .answers import Refusal

BUILT_IN = {"AWS-RunShellScript": {
    "schemaVersion": "2.2", "parameters": {
        "commands": {"type": "StringList"}, "workingDirectory": {"type": "String", "default": ""},
        "executionTimeout": {"type": "String", "default": "3600", "allowedPattern": "([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)"}},
    "mainSteps": [{"action": "aws:runShellScript", "name": "awsrunShellScript", "inputs": {
        "runCommand": "{{ commands }}", "workingDirectory": "{{ workingDirectory }}", "timeoutSeconds": "{{ executionTimeout }}"}}]}}
_HOLE = re.compile(r"\{\{\s*([A-Za-z0-9_.:-]+)\s*\}\}")


def find(account, region, name, version, digest, digest_kind):
    """(content, version) of a document, or the refusal that AWS gives."""
    if name in BUILT_IN:
        return BUILT_IN[name], "1"
    name = name.rpartition(":document/")[2] or name
    documents = ssm_backends[account][region]._documents.get(name)
    if not documents:
        raise Refusal("InvalidDocument", f"Document with name {name} does not exist.")
    if version in ("", "$DEFAULT"):
        document = documents.get_default_version()
    elif version == "$LATEST":
        document = documents.get_latest_version()
    else:
        document = documents.find_by_version(version)
    if document is None:
        raise Refusal("InvalidDocumentVersion", f"Document version {version} does not exist for {name}.")
    if document.document_type not in ("Command", None, ""):
        raise Refusal("InvalidDocument", f"Document {name} is of type {document.document_type}, not Command.")
    if digest and digest_kind not in ("", "Sha256"):
        raise Refusal("ValidationException", f"document hash type {digest_kind} is not supported")
    if digest and digest.lower() != document.hash:
        raise Refusal("InvalidDocument", "The document hash does not match the hash that was passed.")
    return document.content_json, document.document_version


def platforms(content):
    """The platforms that a document's steps run on."""
    actions = {step.get("action") for step in content.get("mainSteps", [])}
    if actions == {"aws:runShellScript"}:
        return {"Linux", "MacOS"}
    if actions == {"aws:runPowerShellScript"} and not any("precondition" in step for step in content.get("mainSteps", [])):
        return {"Windows"}
    return {"Linux", "MacOS", "Windows"}


_made_document = Document.__init__


def _document_init(self, *arguments, **named):
    """moto does not say on which platforms a document runs."""
    _made_document(self, *arguments, **named)
    self.platform_types = sorted(platforms(self.content_json))


Document.__init__ = _document_init


def values(content, given):
    """All parameter values, defaults included, each checked as declared."""
    declared = content.get("parameters") or {}
    unknown = set(given) - set(declared)
    if unknown:
        raise Refusal("InvalidParameters", f"parameters {sorted(unknown)} are not declared in the document")
    found = {}
    for name, rule in declared.items():
        if name in given:
            value = given[name]
        elif "default" in rule:
            value = rule["default"] if isinstance(rule["default"], list) else [str(rule["default"])]
        else:
            raise Refusal("InvalidParameters", f"parameter {name} is required")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Refusal("ValidationException", f"parameter {name} must be a list of strings")
        if rule.get("type", "String") != "StringList" and len(value) != 1:
            raise Refusal("InvalidParameters", f"parameter {name} takes one value")
        for one in value:
            _check(name, rule, one)
        found[name] = value
    return found


def _check(name, rule, value):
    if "allowedPattern" in rule and not re.fullmatch(rule["allowedPattern"], value):
        raise Refusal("InvalidParameters", f"parameter {name} does not match the allowed pattern {rule['allowedPattern']}")
    allowed = rule.get("allowedValues")
    if allowed and value not in [str(one) for one in allowed]:
        raise Refusal("InvalidParameters", f"parameter {name} is not one of {allowed}")
    if not int(rule.get("minChars", 0)) <= len(value) <= int(rule.get("maxChars", 10**9)):
        raise Refusal("InvalidParameters", f"parameter {name} has {len(value)} characters")


def steps(content):
    """The shell steps of a document."""
    if str(content.get("schemaVersion")) == "1.2":
        runs = content.get("runtimeConfig", {}).get("aws:runShellScript", {}).get("properties", [])
        return [{"name": f"awsrunShellScript/{number}.awsrunShellScript", "inputs": run} for number, run in enumerate(runs)]
    return [step for step in content.get("mainSteps", []) if step.get("action") == "aws:runShellScript"]


def script(content, step, filled, newer_agent):
    """(script, environment, working directory, time limit) of one step."""
    declared = content.get("parameters") or {}
    environment, text = {}, {}
    for name, value in filled.items():
        if declared[name].get("interpolationType") == "ENV_VAR" and newer_agent:
            environment[f"SSM_{name}"] = "\n".join(value)
        else:
            text[name] = value
    inputs = step.get("inputs", {})
    lines = inputs.get("runCommand", [])
    made = []
    for line in [lines] if isinstance(lines, str) else lines:
        whole = _HOLE.fullmatch(line.strip())
        if whole and whole.group(1) in text:
            made.extend(text[whole.group(1)])
        else:
            made.append(fill(line, text))
    limit = fill(str(inputs.get("timeoutSeconds", 3600)), text)
    return "\n".join(made) + "\n", environment, fill(str(inputs.get("workingDirectory", "")), text), float(limit or 3600)


def fill(text, found):
    """Text with its {{ holes }} filled."""
    return _HOLE.sub(lambda hole: "\n".join(found[hole.group(1)]) if hole.group(1) in found else hole.group(0), text)
