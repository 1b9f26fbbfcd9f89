"""Accounts, log, faults, delays."""
import http.client
import json
import time
import urllib.parse

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError, ConnectionError, EndpointConnectionError, HTTPClientError  # noqa: A004

from .lab import refused
from .run import claim


@claim
def every_call_is_logged_with_account_service_operation_and_status(lab):
    after = lab.control("GET", "calls")["calls"]
    mark = after[-1]["n"] if after else 0
    lab.client("ec2", "two").describe_vpcs()
    row = lab.control("GET", f"calls?after={mark}")["calls"][-1]
    assert (row["account"], row["service"], row["operation"], row["status"]) == (lab.account("two"), "ec2", "DescribeVpcs", 200), row
    with open(f"{lab.folder}/calls.jsonl", encoding="utf-8") as file:
        assert any(json.loads(line)["n"] == row["n"] for line in file)


@claim
def throttling_has_the_code_of_each_service_and_ends_after_its_times(lab):
    for service, operation, code, call in (("ec2", "DescribeVpcs", "RequestLimitExceeded", lambda c: c.describe_vpcs()),
                                           ("ssm", "ListCommands", "ThrottlingException", lambda c: c.list_commands()),
                                           ("s3", "ListBuckets", "SlowDown", lambda c: c.list_buckets()),
                                           ("cloudformation", "DescribeStacks", "Throttling", lambda c: c.describe_stacks()),
                                           ("elasticfilesystem", "DescribeFileSystems", "ThrottlingException", lambda c: c.describe_file_systems())):
        lab.control("POST", "faults", {"service": service, "operation": operation, "kind": "throttle", "skip": 1, "times": 1})
        client = lab.client({"elasticfilesystem": "efs"}.get(service, service), "one")
        call(client)
        refused(lambda client=client, call=call: call(client), code)
        call(client)
    lab.control("DELETE", "faults")


@claim
def denied_expired_and_server_errors_are_told_as_the_service_does(lab):
    for kind, code in (("denied", "AccessDeniedException"), ("expired", "ExpiredTokenException"), ("500", "InternalError"), ("503", "ServiceUnavailable")):
        lab.control("POST", "faults", {"service": "ssm", "operation": "ListCommands", "kind": kind})
        refused(lambda: lab.client("ssm", "one").list_commands(), code)


@claim
def resets_strike_before_or_after_the_effect(lab):
    for kind, there in (("reset-before", False), ("reset-after", True)):
        lab.control("POST", "faults", {"service": "ssm", "operation": "PutParameter", "kind": kind})
        client = lab.client("ssm", "one")
        try:
            client.put_parameter(Name=f"/{kind}", Value="x", Type="String")
            raise AssertionError("no reset")
        except (ConnectionError, HTTPClientError, EndpointConnectionError):
            pass
        names = [one["Name"] for one in client.get_parameters(Names=[f"/{kind}"])["Parameters"]]
        assert bool(names) == there, (kind, names)
        if there:
            client.delete_parameter(Name=f"/{kind}")


@claim
def truncated_and_html_answers_are_broken_as_asked(lab):
    lab.control("POST", "faults", {"service": "ec2", "operation": "DescribeVpcs", "kind": "html"})
    try:
        lab.client("ec2", "one").describe_vpcs()
        raise AssertionError("the page was taken for an answer")
    except ClientError:
        pass
    except Exception as error:
        assert "parse" in str(error).lower(), error
    lab.control("POST", "faults", {"service": "ec2", "operation": "DescribeVpcs", "kind": "truncated"})
    try:
        lab.client("ec2", "one").describe_vpcs()
        raise AssertionError("the half answer was taken for a whole one")
    except AssertionError:
        raise
    except Exception:  # which one depends on the client
        pass


@claim
def slow_answers_are_slow(lab):
    lab.control("POST", "faults", {"service": "sts", "operation": "GetCallerIdentity", "kind": "slow", "seconds": 0.5})
    began = time.monotonic()
    lab.client("sts", "one").get_caller_identity()
    assert time.monotonic() - began >= 0.5


@claim
def an_unknown_operation_is_an_error_of_the_protocol_not_a_page(lab):
    parts = urllib.parse.urlsplit(lab.endpoint)
    link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    one = next(one for one in lab.told["accounts"] if one["name"] == "one")
    request = AWSRequest("POST", lab.endpoint + "/", {"X-Amz-Target": "AmazonSSM.NoSuchThing", "Content-Type": "application/x-amz-json-1.1"}, b"{}")
    SigV4Auth(Credentials(one["key"], one["secret"]), "ssm", "us-east-1").add_auth(request)
    link.request("POST", "/", b"{}", dict(request.headers.items()))
    reply = link.getresponse()
    assert reply.status == 500 and json.loads(reply.read())["__type"] == "InternalError"


@claim
def a_role_that_does_not_exist_or_does_not_trust_the_caller_is_not_assumed(lab):
    account = lab.account("two")
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{lab.account('one')}:root"},
                                                    "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "word"}}}]}
    iam = lab.client("iam", "two")
    iam.create_role(RoleName="guest", AssumeRolePolicyDocument=json.dumps(trust))
    arn = f"arn:aws:iam::{account}:role/guest"
    sts = lab.client("sts", "one")
    refused(lambda: sts.assume_role(RoleArn=f"{arn}-not", RoleSessionName="test"), "AccessDenied")
    refused(lambda: sts.assume_role(RoleArn=arn, RoleSessionName="test"), "AccessDenied")
    refused(lambda: lab.client("sts", "home").assume_role(RoleArn=arn, RoleSessionName="test", ExternalId="word"), "AccessDenied")
    session = sts.assume_role(RoleArn=arn, RoleSessionName="test", ExternalId="word")["Credentials"]
    guest = lab.client("sts", "two", session)
    assert guest.get_caller_identity()["Account"] == account
    message = refused(lambda: lab.client("ssm", "two", session).list_commands(), "AccessDeniedException")
    assert "ssm:ListCommands" in message
    iam.put_role_policy(RoleName="guest", PolicyName="p", PolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssm:List*", "Resource": "*"}]}))
    lab.client("ssm", "two", session).list_commands()
    iam.delete_role_policy(RoleName="guest", PolicyName="p")
    iam.delete_role(RoleName="guest")


@claim
def a_wrong_signature_an_unknown_key_and_a_wrong_clock_are_refused(lab):
    one = next(one for one in lab.told["accounts"] if one["name"] == "one")
    for service, call, mismatch, unknown in (("ssm", "list_commands", "InvalidSignatureException", "UnrecognizedClientException"),
                                             ("sts", "get_caller_identity", "SignatureDoesNotMatch", "InvalidClientTokenId"),
                                             ("s3", "list_buckets", "SignatureDoesNotMatch", "InvalidAccessKeyId"),
                                             ("ec2", "describe_vpcs", "AuthFailure", "AuthFailure")):
        for key, secret, code in ((one["key"], "x" * 40, mismatch), ("AKIA" + "X" * 16, one["secret"], unknown)):
            client = boto3.client(service, region_name="us-east-1", endpoint_url=lab.endpoint, aws_access_key_id=key, aws_secret_access_key=secret)
            refused(lambda client=client, call=call: getattr(client, call)(), code)
    request = AWSRequest("POST", lab.endpoint + "/", {"X-Amz-Target": "AmazonSSM.ListCommands", "Content-Type": "application/x-amz-json-1.1"}, b"{}")
    SigV4Auth(Credentials(one["key"], one["secret"]), "ssm", "us-east-1").add_auth(request)
    headers = {key: value.replace(request.headers["X-Amz-Date"], "20200101T000000Z") for key, value in request.headers.items()}
    headers["Authorization"] = headers["Authorization"].replace(request.headers["X-Amz-Date"][:8], "20200101")
    parts = urllib.parse.urlsplit(lab.endpoint)
    link = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    link.request("POST", "/", b"{}", headers)
    assert "Signature expired" in json.loads(link.getresponse().read())["message"]
