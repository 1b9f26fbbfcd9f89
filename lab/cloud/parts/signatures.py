"""Signature Version 4 in headers: every signed request is checked, as AWS does before anything else."""
import datetime
import hashlib
import hmac
import re
import urllib.parse

from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

from . import answers, state
from .answers import Refusal
from .server import REFINE

SKEW = datetime.timedelta(minutes=5)
S3_SKEW = datetime.timedelta(minutes=15)
_FORM = re.compile(r"AWS4-HMAC-SHA256\s+Credential=([^/]+)/(\d{8})/([\w-]+)/([\w.-]+)/aws4_request,\s*SignedHeaders=([\w;-]+),\s*Signature=([0-9a-f]{64})")


def refused(service, kind, message):
    """The error of each protocol for a wrong identity or signature."""
    table = {"unknown": {"s3": ("InvalidAccessKeyId", 403), "ec2": ("AuthFailure", 401), "json": ("UnrecognizedClientException", 400),
                         "query": ("InvalidClientTokenId", 403)},
             "mismatch": {"s3": ("SignatureDoesNotMatch", 403), "ec2": ("AuthFailure", 401), "json": ("InvalidSignatureException", 400),
                          "query": ("SignatureDoesNotMatch", 403)},
             "skewed": {"s3": ("RequestTimeTooSkewed", 403), "ec2": ("RequestExpired", 400), "json": ("InvalidSignatureException", 400),
                        "query": ("SignatureDoesNotMatch", 403)},
             "expired": {"s3": ("ExpiredToken", 400), "ec2": ("RequestExpired", 400), "json": ("ExpiredTokenException", 400),
                         "query": ("ExpiredToken", 403)},
             "missing": {"s3": ("AccessDenied", 403), "ec2": ("AuthFailure", 401), "json": ("MissingAuthenticationTokenException", 400),
                         "query": ("MissingAuthenticationToken", 403)}}[kind]
    family = service if service in table else "json" if service in answers.JSON_SERVICES | answers.REST_JSON_SERVICES else "query"
    code, status = table[family]
    return Refusal(code, message, status)


def secret(account, key_id, token, service, now):
    """The secret of an access key; for a session also its token and time are checked."""
    for session in sts_backends[account]["aws"].assumed_roles:
        if session.access_key_id == key_id:
            if session.session_token != token:
                raise refused(service, "unknown", "The security token included in the request is invalid.")
            ends = session.expiration
            if now > (ends if ends.tzinfo else ends.replace(tzinfo=datetime.timezone.utc)):
                raise refused(service, "expired", "The security token included in the request is expired")
            return session.secret_access_key
    for key in list(iam_backends[account]["aws"].access_keys.values()):
        if key.access_key_id == key_id:
            return key.secret_access_key
    raise refused(service, "unknown", "The security token included in the request is invalid.")


def _canonical_query(text):
    pairs = [part.partition("=") for part in text.split("&") if part]
    made = sorted((urllib.parse.quote(urllib.parse.unquote(key), safe="-_.~"), urllib.parse.quote(urllib.parse.unquote(value), safe="-_.~"))
                  for key, _, value in pairs)
    return "&".join(f"{key}={value}" for key, value in made)


def _canonical_path(raw, service):
    path = raw.partition("?")[0] or "/"
    if path.startswith("http"):
        path = urllib.parse.urlsplit(path).path or "/"
    if service == "s3":
        return path
    parts = []
    for part in path.split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    made = "/" + "/".join(parts) + ("/" if path.endswith("/") and parts else "")
    return urllib.parse.quote(made, safe="/-_.~")


def _headers(environ, names, service):
    made = ""
    for name in names:
        value = environ.get("HTTP_" + name.upper().replace("-", "_"))
        if value is None and name in ("content-type", "content-length"):
            value = environ.get(name.upper().replace("-", "_"))
        if value is None:
            raise refused(service, "mismatch", f"The signed header {name} is missing.")
        made += f"{name}:{' '.join(value.split())}\n"
    return made


@REFINE.append
def _check(call, environ, body):
    """Who signed, when, and whether it is right."""
    if not state.current().signatures or call.by or "X-Amz-Signature=" in environ.get("QUERY_STRING", ""):
        return
    text = environ.get("HTTP_AUTHORIZATION", "")
    if not text:
        raise refused(call.service, "missing", "Missing Authentication Token" if call.service != "s3" else "Access Denied")
    found = _FORM.match(text)
    if not found:
        raise refused(call.service, "mismatch", "The authorization header is not of Signature Version 4.")
    key_id, day, region, service, signed, signature = found.groups()
    now = datetime.datetime.now(datetime.timezone.utc)
    stamp = environ.get("HTTP_X_AMZ_DATE", "")
    try:
        made = datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    except ValueError:
        raise refused(call.service, "mismatch", "The date of the request is missing.") from None
    if abs(now - made) > (S3_SKEW if service == "s3" else SKEW) or not stamp.startswith(day):
        late = "expired" if made < now else "not yet current"
        raise refused(call.service, "skewed", "The difference between the request time and the current time is too large." if service == "s3"
                      else f"Signature {late}: {stamp} is not within 5 minutes of {now:%Y%m%dT%H%M%SZ}")
    password = secret(call.account, key_id, environ.get("HTTP_X_AMZ_SECURITY_TOKEN", ""), call.service, now)
    payload = environ.get("HTTP_X_AMZ_CONTENT_SHA256") if service == "s3" else None
    raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or urllib.parse.quote(environ["PATH_INFO"], safe="/-_.~")
    canonical = "\n".join([environ["REQUEST_METHOD"], _canonical_path(raw, service), _canonical_query(environ.get("QUERY_STRING", "")),
                           _headers(environ, signed.split(";"), call.service), signed, payload or hashlib.sha256(body).hexdigest()])
    scope = f"{day}/{region}/{service}/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + password.encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest(), signature):
        raise refused(call.service, "mismatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
