"""Systems Manager on real suspects and stand-ins."""
import hashlib
import json

from .lab import refused, until
from .run import claim

CONTENT = {"schemaVersion": "2.2", "parameters": {"word": {"type": "String", "allowedPattern": "^[a-z]{1,8}$"},
                                                  "other": {"type": "String", "default": "seven"}},
           "mainSteps": [{"action": "aws:runShellScript", "name": "go", "inputs": {"timeoutSeconds": "20", "runCommand": [
               "echo {{ word }} {{other}}", "id -u", "echo wrong >&2", "exit 3"]}}]}


def document(lab, name="Own", content=None):
    """Our own document, made once."""
    ssm = lab.client("ssm", "one")
    text = json.dumps(content or CONTENT)
    if name not in [one["Name"] for one in ssm.list_documents()["DocumentIdentifiers"]]:
        ssm.create_document(Name=name, Content=text, DocumentType="Command", DocumentFormat="JSON")
    return ssm, hashlib.sha256(text.encode()).hexdigest()


@claim
def a_document_runs_on_the_suspect_with_its_parameters_and_exit_code(lab):
    ssm, digest = document(lab)
    ident = lab.instance("alpha")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="Own", DocumentHash=digest, DocumentHashType="Sha256",
                               Parameters={"word": ["hello"]})["Command"]["CommandId"]
    found = lab.ended(ssm, command, ident)
    assert (found["Status"], found["ResponseCode"], found["PluginName"]) == ("Failed", 3, "go"), found
    assert found["StandardOutputContent"] == "hello seven\n0\n" and found["StandardErrorContent"] == "wrong\n", found
    place = f"/var/lib/amazon/ssm/{ident}/document/orchestration/{command}/go"
    assert lab.shell("alpha", f"ls {place}")["StandardOutputContent"].split() == ["_script.sh", "stderr", "stdout"]


@claim
def wrong_requests_are_refused_as_by_the_service(lab):
    ssm, _ = document(lab)
    good = {"InstanceIds": [lab.instance("alpha")], "DocumentName": "Own", "Parameters": {"word": ["hello"]}}

    def send(**other):
        return lambda: ssm.send_command(**{**good, **other})
    refused(send(DocumentName="None"), "InvalidDocument")
    refused(send(DocumentHash="0" * 64, DocumentHashType="Sha256"), "InvalidDocument")
    refused(send(Parameters={"word": ["Hello; id"]}), "InvalidParameters")
    refused(send(Parameters={"word": ["a"], "more": ["b"]}), "InvalidParameters")
    refused(send(Parameters={}), "InvalidParameters")
    refused(send(InstanceIds=["i-0123456789abcdef0"]), "InvalidInstanceId")
    refused(send(InstanceIds=[lab.instance("other")]), "InvalidInstanceId")
    refused(send(InstanceIds=[lab.instance("hidden")]), "InvalidInstanceId")
    refused(send(InstanceIds=[lab.instance("bare")]), "InvalidInstanceId")
    refused(send(InstanceIds=[lab.instance("windows")]), "UnsupportedPlatformType")
    refused(send(InstanceIds=[lab.instance("alpha")] * 2), "DuplicateInstanceId")
    refused(send(InstanceIds=[f"i-{number:017x}" for number in range(51)]), "ValidationException")


@claim
def only_the_named_instances_get_a_command(lab):
    ssm, _ = document(lab)
    ident = lab.instance("stand-1")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="Own", Parameters={"word": ["a"]})["Command"]
    assert command["TargetCount"] == 1
    lab.ended(ssm, command["CommandId"], ident)
    rows = ssm.list_command_invocations(CommandId=command["CommandId"])["CommandInvocations"]
    assert [row["InstanceId"] for row in rows] == [ident]


@claim
def nodes_are_told_with_state_and_platform_and_those_out_of_reach_are_missing(lab):
    ssm = lab.client("ssm", "one")
    rows = {row["ComputerName"]: row for page in ssm.get_paginator("describe_instance_information").paginate(PaginationConfig={"PageSize": 5})
            for row in page["InstanceInformationList"]}
    assert set(rows) == {"alpha", "beta", "stand-1", "stand-2", "stand-3", "gone-quiet", "windows", "reached"}, sorted(rows)
    assert rows["gone-quiet"]["PingStatus"] == "ConnectionLost" and rows["alpha"]["PingStatus"] == "Online"
    assert rows["windows"]["PlatformType"] == "Windows"
    wanted = [{"Key": "InstanceIds", "Values": [lab.instance("alpha"), lab.instance("hidden")]}]
    assert len(ssm.describe_instance_information(Filters=wanted)["InstanceInformationList"]) == 1


@claim
def long_output_is_cut_where_the_service_cuts_it(lab):
    found = lab.shell("alpha", "seq 1 9000")
    assert len(found["StandardOutputContent"]) == 24000 and found["StandardOutputContent"].endswith("--output truncated--")
    ssm = lab.client("ssm", "one")
    row = ssm.list_command_invocations(CommandId=found["CommandId"], Details=True)["CommandInvocations"][0]
    assert len(row["CommandPlugins"][0]["Output"]) == 2500


@claim
def cancelling_kills_the_whole_tree(lab):
    ssm = lab.client("ssm", "one")
    ident = lab.instance("alpha")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="AWS-RunShellScript", Parameters={
        "commands": ["sleep 300 &", "setsid sleep 301 &", "echo started", "sleep 302"]})["Command"]["CommandId"]
    place = f"/var/lib/amazon/ssm/{ident}/document/orchestration/{command}/awsrunShellScript/stdout"
    until(lambda: "started" in lab.shell("alpha", f"cat {place} 2>/dev/null")["StandardOutputContent"])
    ssm.cancel_command(CommandId=command)
    found = lab.ended(ssm, command, ident)
    assert found["Status"] == "Cancelled", found
    assert lab.shell("alpha", "ps -e -o args | grep '^sleep 30'")["StandardOutputContent"] == ""


@claim
def a_step_that_takes_too_long_is_killed(lab):
    ssm = lab.client("ssm", "one")
    ident = lab.instance("alpha")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="AWS-RunShellScript", Parameters={
        "commands": ["sleep 300"], "executionTimeout": ["1"]})["Command"]["CommandId"]
    found = lab.ended(ssm, command, ident)
    assert (found["Status"], found["StatusDetails"]) == ("TimedOut", "ExecutionTimedOut"), found


@claim
def a_command_to_an_offline_agent_waits_and_is_then_given_up(lab):
    ssm, _ = document(lab)
    ident = lab.instance("gone-quiet")
    lab.control("POST", "delays", {"deliveryTimeout": 1})
    command = ssm.send_command(InstanceIds=[ident], DocumentName="Own", Parameters={"word": ["a"]})["Command"]["CommandId"]
    assert ssm.get_command_invocation(CommandId=command, InstanceId=ident)["Status"] == "Pending"
    found = lab.ended(ssm, command, ident)
    lab.control("POST", "delays", {"deliveryTimeout": 0})
    assert (found["Status"], found["StatusDetails"]) == ("TimedOut", "DeliveryTimedOut"), found


@claim
def an_agent_that_comes_back_gets_its_command(lab):
    ssm, _ = document(lab)
    ident = lab.instance("gone-quiet")
    command = ssm.send_command(InstanceIds=[ident], DocumentName="AWS-RunShellScript", Parameters={"commands": ["true"]})["Command"]["CommandId"]
    lab.control("POST", "agent", {"instance": "gone-quiet", "agent": "online"})
    found = lab.ended(ssm, command, ident)
    lab.control("POST", "agent", {"instance": "gone-quiet", "agent": "offline"})
    assert found["Status"] == "Success", found


@claim
def the_first_failure_stops_the_others_unless_told_otherwise(lab):
    ssm = lab.client("ssm", "one")
    idents = [lab.instance("alpha"), *(lab.instance(f"stand-{number}") for number in (1, 2, 3))]
    for allowed, wanted in ((None, {"Failed", "Cancelled"}), ("100%", {"Failed", "Success"})):
        more = {"MaxErrors": allowed} if allowed else {}
        command = ssm.send_command(InstanceIds=idents, DocumentName="AWS-RunShellScript", MaxConcurrency="1",
                                   Parameters={"commands": ["exit 1"]}, **more)["Command"]["CommandId"]
        states = {lab.ended(ssm, command, ident)["Status"] for ident in idents}
        assert states == wanted, states


@claim
def exit_194_is_noted_as_a_reboot(lab):
    lab.shell("alpha", "exit 194")
    assert [one["reboots"] for one in lab.control("GET", "suspects")["suspects"] if one["name"] == "alpha"] == [1]
