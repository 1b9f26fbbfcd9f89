"""Answers what botocore would do: a JSON list of questions on standard input, a JSON list of answers on standard output.

Questions: {"do": "sign" | "presign", ...}, {"do": "serialise", ...}, {"do": "parse", ...}.
Values travel as JSON; bytes are {"$bytes": base64}, times are {"$time": epoch seconds}.
"""

import base64
import datetime
import json
import sys
import urllib.parse
from xml.sax.saxutils import escape

import botocore.auth
import botocore.parsers
import botocore.serialize
import botocore.session
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import BotoCoreError

SESSION = botocore.session.get_session()
MODELS: dict = {}


def model(service: str):
    if service not in MODELS:
        MODELS[service] = SESSION.get_service_model(service)
    return MODELS[service]


def plain(value):
    """JSON to what botocore takes."""
    if isinstance(value, dict):
        if "$bytes" in value:
            return base64.b64decode(value["$bytes"])
        if "$time" in value:
            return datetime.datetime.fromtimestamp(value["$time"], datetime.timezone.utc)
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def packed(value):
    """What botocore gives to JSON."""
    if isinstance(value, dict):
        return {key: packed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [packed(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return {"$time": value.timestamp()}
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    return value


# Signatures.


def sign(question: dict) -> dict:
    when = datetime.datetime.fromtimestamp(question["time"], datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: when.replace(tzinfo=None) if remove_tzinfo else when
    credentials = Credentials(question["key"], question["secret"], question.get("token"))
    is_s3 = question["service"] == "s3"
    request = AWSRequest(
        method=question["method"], url=question["url"], headers=dict(question["headers"]),
        data=base64.b64decode(question["body"]))
    if question["do"] == "presign":
        kind = botocore.auth.S3SigV4QueryAuth if is_s3 else botocore.auth.SigV4QueryAuth
        signer = kind(credentials, question["service"], question["region"], expires=question["expires"])
        signer.add_auth(request)
        query = urllib.parse.urlsplit(request.url).query
        return {"pairs": sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))}
    kind = botocore.auth.S3SigV4Auth if is_s3 else botocore.auth.SigV4Auth
    if is_s3:
        request.context["payload_signing_enabled"] = True
    kind(credentials, question["service"], question["region"]).add_auth(request)
    return {"authorization": request.headers["Authorization"]}


# Requests.


def serialise(question: dict) -> dict:
    service = model(question["service"])
    operation = service.operation_model(question["operation"])
    serializer = botocore.serialize.create_serializer(service.metadata["protocol"], include_validation=False)
    request = serializer.serialize_to_request(plain(question["params"]), operation)
    body = request["body"]
    answer = {
        "method": request["method"], "path": request["url_path"],
        "headers": {key.lower(): str(value) for key, value in request["headers"].items()},
    }
    query = request["query_string"]
    pairs = query.items() if hasattr(query, "items") else query
    answer["query"] = sorted(
        [key, str(item)] for key, value in pairs for item in (value if isinstance(value, list) else [value]))
    if isinstance(body, dict):
        answer["form"] = {key: str(value) for key, value in body.items()}
    else:
        if isinstance(body, str):
            body = body.encode()
        answer["body"] = base64.b64encode(body or b"").decode()
    return answer


# Responses: written here from the model, read by botocore and by the clients.


def response(question: dict) -> dict:
    service = model(question["service"])
    operation = service.operation_model(question["operation"])
    protocol = service.metadata["protocol"]
    shape = operation.output_shape
    value = plain(question["value"])
    headers: dict = {"x-amzn-requestid": "request-1"}
    body = f"<{operation.name}Response/>".encode() if protocol in ("query", "ec2") else b""
    if shape is not None:
        rest = {}
        for name, member in shape.members.items():
            if name not in value:
                continue
            place = member.serialization.get("location")
            if place == "header":
                headers[member.serialization.get("name", name)] = header_text(value[name], member)
            elif place == "headers":
                for key, inner in value[name].items():
                    headers[member.serialization.get("name", name) + key] = inner
            elif place != "statusCode":
                rest[name] = value[name]
        payload = shape.serialization.get("payload")
        if protocol in ("json", "rest-json"):
            target = shape.members[payload] if payload else shape
            body = json.dumps(json_value(rest[payload] if payload else rest, target)).encode()
        elif payload:
            member = shape.members[payload]
            if member.type_name == "structure":
                inner = "".join(xml_members(rest.get(payload, {}), member))
                body = f"<?xml version=\"1.0\"?>\n<{member.name}>{inner}</{member.name}>".encode()
            else:
                body = rest.get(payload, b"")
        else:
            inner = "".join(xml_members(rest, shape, protocol == "ec2"))
            wrapper = shape.serialization.get("resultWrapper")
            if wrapper:
                inner = f"<{wrapper}>{inner}</{wrapper}><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
            root = f"{operation.name}Response"
            body = f"<?xml version=\"1.0\"?>\n<{root} xmlns=\"urn:x\">{inner}</{root}>".encode()
            if protocol == "rest-xml" and all(m.serialization.get("location") for m in shape.members.values()):
                body = b""
    answer = {"headers": headers, "body": base64.b64encode(body).decode()}
    parser = botocore.parsers.create_parser(protocol)
    raw = {"status_code": 200, "headers": dict(headers), "body": body, "context": {"operation_name": operation.name}}
    parsed = parser.parse(raw, shape)
    if shape is not None and operation.has_streaming_output:
        # The parser alone gives text here; the whole of botocore gives the stream.
        parsed[shape.serialization["payload"]] = body
    parsed.pop("ResponseMetadata", None)
    answer["parsed"] = packed(parsed)
    return answer


def iso(value: datetime.datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def header_text(value, shape) -> str:
    if isinstance(value, datetime.datetime):
        form = shape.serialization.get("timestampFormat", "rfc822")
        return iso(value) if form == "iso8601" else value.strftime("%a, %d %b %Y %H:%M:%S GMT")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def json_value(value, shape):
    kind = shape.type_name
    if kind == "structure":
        return {
            shape.members[name].serialization.get("name", name): json_value(inner, shape.members[name])
            for name, inner in value.items()
        }
    if kind == "list":
        return [json_value(inner, shape.member) for inner in value]
    if kind == "map":
        return {key: json_value(inner, shape.value) for key, inner in value.items()}
    if kind == "timestamp":
        return iso(value) if shape.serialization.get("timestampFormat") == "iso8601" else value.timestamp()
    return base64.b64encode(value).decode() if kind == "blob" else value


def xml_members(value: dict, shape, is_ec2: bool = False) -> list[str]:
    out = []
    for name, inner in value.items():
        member = shape.members[name]
        tag = member.serialization.get("name", name)
        out.append(xml_element(tag, inner, member))
    return out


def xml_element(tag: str, value, shape) -> str:
    kind = shape.type_name
    if kind == "structure":
        return f"<{tag}>{''.join(xml_members(value, shape))}</{tag}>"
    if kind == "list":
        inner_tag = shape.member.serialization.get("name")
        if shape.serialization.get("flattened"):
            return "".join(xml_element(inner_tag or tag, item, shape.member) for item in value)
        inner = "".join(xml_element(inner_tag or "member", item, shape.member) for item in value)
        return f"<{tag}>{inner}</{tag}>"
    if kind == "map":
        key_tag = shape.key.serialization.get("name", "key")
        value_tag = shape.value.serialization.get("name", "value")
        entries = [
            f"<{key_tag}>{escape(key)}</{key_tag}>{xml_element(value_tag, item, shape.value)}"
            for key, item in value.items()
        ]
        if shape.serialization.get("flattened"):
            return "".join(f"<{tag}>{entry}</{tag}>" for entry in entries)
        return f"<{tag}>{''.join(f'<entry>{entry}</entry>' for entry in entries)}</{tag}>"
    if kind == "timestamp":
        text = iso(value)
    elif kind == "boolean":
        text = "true" if value else "false"
    elif kind == "blob":
        text = base64.b64encode(value).decode()
    else:
        text = escape(str(value))
    return f"<{tag}>{text}</{tag}>"


# Endpoints.

PROVIDERS: dict = {}


def endpoint(question: dict) -> dict:
    name = question["service"]
    if name not in PROVIDERS:
        loader = SESSION.get_component("data_loader")
        PROVIDERS[name] = EndpointProvider(
            loader.load_service_model(name, "endpoint-rule-set-1"), loader.load_data("partitions"))
    try:
        found = PROVIDERS[name].resolve_endpoint(
            Region=question["region"], UseFIPS=question["fips"], UseDualStack=question["dual"])
    except BotoCoreError as error:
        return {"error": str(error)}
    schemes = found.properties.get("authSchemes") or [{}]
    return {"url": found.url, "region": schemes[0].get("signingRegion") or question["region"]}


ACTIONS = {
    "endpoint": endpoint,
    "sign": sign, "presign": sign, "serialise": serialise, "parse": response,
}


def main() -> None:
    questions = json.load(sys.stdin)
    json.dump([ACTIONS[question["do"]](question) for question in questions], sys.stdout)


if __name__ == "__main__":
    main()
