"""Seeds: short descriptions of organisations, read and completed."""
import json
import os
import re
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
HOME_ID = "123456789012"
AGENT_VERSION = "3.3.2746.0"
INSTANCE_TYPES = {"x86_64": "m5.large", "arm64": "m6g.large"}
VPC_KEYS = {"name", "region", "cidr", "internet", "endpoints", "peerings", "zones", "free"}
INSTANCE_KEYS = {"name", "vpc", "zone", "platform", "arch", "state", "tags", "asg", "ami", "profile", "agent",
                 "agentVersion", "suspect", "count", "options", "type"}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")


class SeedError(Exception):
    """A seed that cannot be used."""


@dataclass
class Instance:
    """One instance as the seed wants it."""

    name: str
    vpc: str
    zone: str = "a"
    platform: str = "linux"
    arch: str = "x86_64"
    state: str = "running"
    tags: dict = field(default_factory=dict)
    asg: str = ""
    ami: str = ""
    profile: bool = True
    agent: str = "online"
    agent_version: str = AGENT_VERSION
    suspect: str = "none"
    options: dict = field(default_factory=dict)
    type: str = ""
    account: str = ""
    region: str = ""
    id: str = ""


def provided():
    """name -> sentence of the seeds that come along."""
    found = {}
    for file in sorted(os.listdir(f"{HERE}/seeds")):
        if file.endswith(".json"):
            with open(f"{HERE}/seeds/{file}", encoding="utf-8") as source:
                found[file[:-5]] = json.load(source).get("about", "")
    found["scale"] = "scale:N[:VPCS[:ACCOUNTS]]: N stand-ins (1,000 in 50 VPCs of 20 accounts if not told)"
    return found


def load(name):
    """A seed by file name, by the name of a provided one, or from the generator."""
    if name.partition(":")[0] == "scale":
        return scale(*(int(number) for number in name.split(":")[1:]))
    path = name if os.path.exists(name) else f"{HERE}/seeds/{name}.json"
    try:
        with open(path, encoding="utf-8") as file:
            seed = json.load(file)
    except FileNotFoundError:
        raise SeedError(f"no such seed: {name}") from None
    except ValueError as error:
        raise SeedError(f"{path}: {error}") from None
    if "scale" in seed:
        plan = seed["scale"]
        return {**scale(plan.get("targets", 1000), plan.get("vpcs", 50), plan.get("accounts", 20)),
                **{key: value for key, value in seed.items() if key not in ("scale", "accounts")}}
    return complete(seed)


def scale(targets=1000, vpcs=50, accounts=20):
    """An organisation of stand-ins."""
    accounts, vpcs = max(1, min(accounts, vpcs)), max(1, vpcs)
    members = [{"name": f"member-{number:02}", "vpcs": [], "instances": []} for number in range(accounts)]
    for number in range(vpcs):
        member = members[number % accounts]
        member["vpcs"].append({"name": f"net-{number:03}", "cidr": f"10.{100 + number % 100}.0.0/16", "zones": ["a", "b", "c"]})
    for number in range(targets):
        vpc = number % vpcs
        members[vpc % accounts]["instances"].append(
            {"name": f"target-{number:05}", "vpc": f"net-{vpc:03}", "zone": "abc"[number // vpcs % 3],
             "suspect": "standin", "asg": f"fleet-{vpc:03}"})
    return complete({"about": f"{targets} stand-ins", "accounts": members})


def complete(seed):
    """Fills in what a seed leaves out and checks it."""
    region = seed.setdefault("region", "us-east-1")
    home = seed.setdefault("home", {})
    home.setdefault("name", "home")
    home.setdefault("id", HOME_ID)
    if home["id"] != HOME_ID:
        raise SeedError(f"the home account is {HOME_ID}")
    for number, account in enumerate(seed.setdefault("accounts", []), 1):
        account.setdefault("id", f"2{number:011}")
    names, vpcs = set(), set()
    for account in [home, *seed["accounts"]]:
        if not _NAME.fullmatch(account.get("name", "")) or not re.fullmatch(r"\d{12}", account["id"]):
            raise SeedError(f"account needs a name and an id of twelve digits: {account.get('name')}")
        account.setdefault("regions", [region])
        for vpc in account.setdefault("vpcs", []):
            _vpc(vpc, region)
            vpcs.add((account["name"], vpc["name"]))
        account["instances"] = [one for plan in account.setdefault("instances", []) for one in _instances(plan)]
        for plan in account["instances"]:
            if plan["name"] in names:
                raise SeedError(f"two instances have the name {plan['name']}")
            names.add(plan["name"])
            if (account["name"], plan["vpc"]) not in vpcs:
                raise SeedError(f"instance {plan['name']}: no VPC {plan['vpc']} in account {account['name']}")
    return seed


def _vpc(vpc, region):
    unknown = set(vpc) - VPC_KEYS
    if unknown or not vpc.get("name") or not vpc.get("cidr"):
        raise SeedError(f"VPC {vpc.get('name')}: needs name and cidr; unknown: {sorted(unknown)}")
    vpc.setdefault("region", region)
    vpc.setdefault("internet", True)
    vpc.setdefault("endpoints", [])
    vpc.setdefault("peerings", [])
    vpc.setdefault("zones", ["a"])


def _instances(plan):
    """One plan, several if it has a count."""
    unknown = set(plan) - INSTANCE_KEYS
    if unknown or not _NAME.fullmatch(plan.get("name", "")):
        raise SeedError(f"instance {plan.get('name')}: unknown: {sorted(unknown)}")
    count = plan.get("count")
    if count is None:
        return [dict(plan)]
    return [{**{key: value for key, value in plan.items() if key != "count"}, "name": f"{plan['name']}-{number}"}
            for number in range(1, int(count) + 1)]


def instance(plan, account, region):
    """The Instance of a completed plan."""
    values = dict(plan)
    if "agentVersion" in values:
        values["agent_version"] = values.pop("agentVersion")
    made = Instance(**values, account=account, region=region)
    made.tags = {"Name": made.name, **made.tags}
    if made.asg:
        made.tags["aws:autoscaling:groupName"] = made.asg
    made.ami = made.ami or f"{made.platform}-{made.arch}"
    made.type = made.type or INSTANCE_TYPES.get(made.arch, "m5.large")
    return made
