"""Installs Needletail's own stacks in a cloud, as docs/install-aws.md does on AWS, so that a rehearsal needs no AWS CLI."""
import os
import time

import boto3

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))))
PATIENCE = 300


class InstallError(Exception):
    """A stack that could not be made."""


def install(told):
    """Makes the home stack and a member stack in every other account and region; yields a line for each."""
    home = next(one for one in told["accounts"] if one["name"] == "home")
    members = [one for one in told["accounts"] if one["name"] != "home"]
    who = _client(told, home, told["region"], "sts").get_caller_identity()["Arn"]
    outputs = _deploy(told, home, told["region"], "needletail-home", "home-min.yaml",
                      {"ResponderPrincipals": who, "MemberAccounts": ",".join(one["id"] for one in members)})
    yield f"{home['id']} {told['region']}: needletail-home"
    for member in members:
        for region in member["regions"]:
            first = region == member["regions"][0]
            _deploy(told, member, region, "needletail-member", "member-min.yaml",
                    {"HomeAccountId": home["id"], "HomeKeyArns": outputs["KeyArn"], "Roles": "create" if first else "existing"})
            yield f"{member['id']} {region}: needletail-member"


def targets(told):
    """Lines of a targets file that names every instance of the cloud."""
    by_account = {}
    for name, one in told["instances"].items():
        by_account.setdefault((one["account"], one["region"]), []).append((one["id"], name))
    for (account, region), found in sorted(by_account.items()):
        yield f"# {', '.join(name for _, name in found)}"
        yield f"{account}/{region}=" + ",".join(ident for ident, _ in found)


def _client(told, account, region, service):
    return boto3.client(service, region_name=region, endpoint_url=told["endpoint"], aws_access_key_id=account["key"],
                        aws_secret_access_key=account["secret"])


def _deploy(told, account, region, name, template, parameters):
    client = _client(told, account, region, "cloudformation")
    with open(f"{ROOT}/infrastructure/{template}", encoding="utf-8") as file:
        body = file.read()
    try:
        client.create_stack(StackName=name, TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"],
                            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()])
    except client.exceptions.AlreadyExistsException:
        pass
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        stack = client.describe_stacks(StackName=name)["Stacks"][0]
        if stack["StackStatus"] == "CREATE_COMPLETE":
            return {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}
        if stack["StackStatus"] != "CREATE_IN_PROGRESS":
            raise InstallError(f"{name} in {account['id']}: {stack['StackStatus']} {stack.get('StackStatusReason', '')}")
        time.sleep(0.1)
    raise InstallError(f"{name} in {account['id']} is not made in {PATIENCE} s")
