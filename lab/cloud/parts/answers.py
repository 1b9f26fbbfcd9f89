"""Replies in the wire protocol that a service speaks."""
import json
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

JSON_SERVICES = {"ssm", "datasync", "kms", "logs", "events", "states", "organizations", "secretsmanager", "sqs",
                 "dynamodb", "tagging", "cloudtrail", "servicequotas"}
REST_JSON_SERVICES = {"elasticfilesystem", "lambda", "guardduty", "securityhub", "scheduler", "ram"}


class Refusal(Exception):
    """An error that the service answers on purpose."""

    def __init__(self, code, message="", status=400):
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status


@dataclass
class Answer:
    """One HTTP reply."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)


def json_answer(value, status=200, kind="application/x-amz-json-1.1"):
    """A JSON document."""
    return Answer(status, json.dumps(value).encode(), {"Content-Type": kind})


def refusal(service, code, message, status, request_id="lab"):
    """An error body as this service writes it."""
    if service in JSON_SERVICES:
        return json_answer({"__type": code, "message": message, "Message": message}, status)
    if service in REST_JSON_SERVICES:
        body = json.dumps({"ErrorCode": code, "Message": message, "message": message}).encode()
        return Answer(status, body, {"Content-Type": "application/json", "x-amzn-ErrorType": code})
    code, message = escape(code), escape(message)
    if service == "s3":
        text = f"<Error><Code>{code}</Code><Message>{message}</Message><RequestId>{request_id}</RequestId><HostId>lab</HostId></Error>"
    elif service == "ec2":
        text = (f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
                f"<RequestID>{request_id}</RequestID></Response>")
    else:
        kind = "Sender" if status < 500 else "Receiver"
        text = (f"<ErrorResponse><Error><Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message></Error>"
                f"<RequestId>{request_id}</RequestId></ErrorResponse>")
    return Answer(status, ('<?xml version="1.0" encoding="UTF-8"?>' + text).encode(), {"Content-Type": "text/xml"})


THROTTLES = {"ec2": ("RequestLimitExceeded", 503), "s3": ("SlowDown", 503), "cloudformation": ("Throttling", 400),
             "sts": ("Throttling", 400), "iam": ("Throttling", 400)}
EXPIRED = {"ec2": ("RequestExpired", 400), "s3": ("ExpiredToken", 400), "sts": ("ExpiredToken", 403),
           "cloudformation": ("ExpiredToken", 403), "iam": ("ExpiredToken", 403)}
DENIED = {"ec2": ("UnauthorizedOperation", 403), "s3": ("AccessDenied", 403), "sts": ("AccessDenied", 403),
          "cloudformation": ("AccessDenied", 403), "iam": ("AccessDenied", 403)}


def throttle(service):
    """The throttling error of a service."""
    code, status = THROTTLES.get(service, ("ThrottlingException", 400))
    return refusal(service, code, "Rate exceeded", status)


def expired(service):
    """The error for credentials that have run out."""
    code, status = EXPIRED.get(service, ("ExpiredTokenException", 400))
    return refusal(service, code, "The security token included in the request is expired", status)


def denied(service, operation, who):
    """The error for a missing permission."""
    code, status = DENIED.get(service, ("AccessDeniedException", 400))
    return refusal(service, code, f"User: {who} is not authorized to perform: {service}:{operation} "
                   "because no identity-based policy allows the action", status)


def internal(service, status):
    """A fault on the service's side."""
    code = {500: "InternalError", 503: "ServiceUnavailable"}.get(status, "InternalError")
    return refusal(service, code, "An internal error occurred", status)


HTML = Answer(502, b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>", {"Content-Type": "text/html"})
