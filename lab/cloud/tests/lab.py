"""What the tests use: one live cloud, clients, waits."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
REGION = "us-east-1"


class Lab:
    """A cloud that lives as long as the tests of one run."""

    def __init__(self, seed):
        self.top = tempfile.mkdtemp(prefix="lab-check-")
        self.folder = f"{self.top}/cloud"
        self.cloud("up", seed, "--dir", self.folder)
        with open(f"{self.folder}/cloud.json", encoding="utf-8") as file:
            self.told = json.load(file)
        self.endpoint = self.told["endpoint"]

    def cloud(self, *words):
        """Runs lab/cloud/cloud; returns what it printed."""
        done = subprocess.run([sys.executable, f"{HERE}/cloud", *words], capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            raise AssertionError(f"cloud {words}: {done.stderr}")
        return done.stdout

    def close(self):
        """Ends the cloud; nothing may stay."""
        self.cloud("down", self.folder)
        assert not os.path.exists(self.folder)
        shutil.rmtree(self.top)

    def account(self, name):
        """The id of an account."""
        return next(one["id"] for one in self.told["accounts"] if one["name"] == name)

    def client(self, service, account, credentials=None, endpoint=None):
        """A client, as the account's operator or with session credentials."""
        one = next(one for one in self.told["accounts"] if one["name"] == account)
        keys = {"aws_access_key_id": one["key"], "aws_secret_access_key": one["secret"]}
        if credentials:
            keys = {"aws_access_key_id": credentials["AccessKeyId"], "aws_secret_access_key": credentials["SecretAccessKey"],
                    "aws_session_token": credentials["SessionToken"]}
        return boto3.client(service, region_name=REGION, endpoint_url=endpoint or self.endpoint, **keys, config=Config(
            retries={"max_attempts": 0}, read_timeout=20, s3={"addressing_style": "path"}, signature_version="s3v4" if service == "s3" else None))

    def instance(self, name):
        """The id of an instance."""
        return self.told["instances"][name]["id"]

    def control(self, method, path, data=None):
        """The /lab/ interface."""
        request = urllib.request.Request(f"{self.endpoint}/lab/{path}", method=method, data=None if data is None else json.dumps(data).encode())
        with urllib.request.urlopen(request, timeout=300) as reply:
            return json.load(reply)

    def ended(self, ssm, command, instance, limit=120):
        """Waits for the end of an invocation; returns it."""
        def look():
            found = ssm.get_command_invocation(CommandId=command, InstanceId=instance)
            return found if found["Status"] in ("Success", "Failed", "TimedOut", "Cancelled") else None
        return until(look, limit)

    def shell(self, name, *lines, account="one"):
        """Runs shell lines on a suspect; returns the invocation."""
        ssm = self.client("ssm", account)
        command = ssm.send_command(InstanceIds=[self.instance(name)], DocumentName="AWS-RunShellScript", Parameters={"commands": list(lines)})
        return self.ended(ssm, command["Command"]["CommandId"], self.instance(name))

    def stack(self, account, name, template, **more):
        """Creates a stack, waits, returns its row."""
        formation = self.client("cloudformation", account)
        formation.create_stack(StackName=name, TemplateBody=json.dumps(template), **more)
        return self.stacked(account, name)

    def stacked(self, account, name):
        """Waits until a stack stands."""
        formation = self.client("cloudformation", account)

        def look():
            found = formation.describe_stacks(StackName=name)["Stacks"][0]
            return None if found["StackStatus"].endswith("IN_PROGRESS") else found
        return until(look)

    def unstack(self, account, name):
        """Deletes a stack, waits, returns its last row."""
        formation = self.client("cloudformation", account)
        ident = formation.describe_stacks(StackName=name)["Stacks"][0]["StackId"]
        formation.delete_stack(StackName=name)
        return self.stacked(account, ident)


def until(look, limit=60):
    """Asks until there is an answer."""
    deadline = time.monotonic() + limit
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, "gave up waiting"
        time.sleep(0.02)


def refused(work, code):
    """Asserts that a call is refused with this code; returns the message."""
    try:
        work()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, f"{error.response['Error']} instead of {code}"
        return error.response["Error"]["Message"]
    raise AssertionError(f"was allowed; {code} was expected")
