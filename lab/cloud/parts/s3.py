"""S3: presigned requests checked, bucket policies with conditions, checksums of multipart uploads."""
import base64
import datetime
import hashlib
import html
import hmac
import re
import urllib.parse

from moto.iam.access_control import PermissionResult
from moto.iam.models import iam_backends
from moto.s3.models import FakeBucket, s3_backends
from moto.sts.models import sts_backends

from . import identity, policies, state
from .answers import Answer, Refusal
from .server import REFINE, after, before

ACTIONS = {"HeadObject": "GetObject", "ListObjectsV2": "ListBucket", "ListObjects": "ListBucket", "HeadBucket": "ListBucket",
           "ListObjectVersions": "ListBucketVersions", "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject",
           "CompleteMultipartUpload": "PutObject", "CopyObject": "PutObject", "UploadPartCopy": "PutObject",
           "DeleteObjects": "DeleteObject", "ListMultipartUploads": "ListBucketMultipartUploads", "ListParts": "ListMultipartUploadParts",
           "GetBucketEncryption": "GetEncryptionConfiguration", "PutBucketEncryption": "PutEncryptionConfiguration",
           "GetPublicAccessBlock": "GetBucketPublicAccessBlock", "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
           "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration", "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
           "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration", "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
           "ListBuckets": "ListAllMyBuckets", "DeleteBucketLifecycle": "PutLifecycleConfiguration",
           "DeleteBucketEncryption": "PutEncryptionConfiguration", "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
           "PutBucketNotificationConfiguration": "PutBucketNotification", "GetBucketNotificationConfiguration": "GetBucketNotification"}

# moto knows few condition keys: policies are judged here instead
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL


def owner(bucket):
    """The account that owns a bucket, or ""."""
    return s3_backends.bucket_accounts.get(bucket, ("", ""))[1]


def find(bucket):
    """A bucket, wherever it is; None if there is none."""
    account = owner(bucket)
    return s3_backends[account]["aws"].buckets.get(bucket) if account else None


def may(who, action, bucket, key, context=None):
    """True if a caller may do something: bucket policy, and the role's own policies for roles."""
    found = find(bucket)
    if found is None:
        return True  # the service will say that there is no such bucket
    resource = f"arn:aws:s3:::{bucket}" + (f"/{key}" if key else "")
    context = {"aws:SecureTransport": "true", "aws:PrincipalArn": who.arn, "aws:PrincipalAccount": who.account,
               "s3:ResourceAccount": owner(bucket), "aws:ResourceAccount": owner(bucket), "s3:x-amz-server-side-encryption": None, **(context or {})}
    said = policies.verdict(found.policy, who, f"s3:{action}", resource, context)
    if said == "Deny":
        return False
    same = owner(bucket) == who.account
    if not same and said != "Allow":
        return False
    if ":role/" in who.arn and state.current().enforce:
        return identity.permits(who.arn, f"s3:{action}", resource, context) or (same and said == "Allow")
    return True


@REFINE.append
def _authorize(call, environ, body):
    """Every S3 call against bucket policies; presigned ones also against their signature."""
    if call.service != "s3":
        return
    query = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if "X-Amz-Signature" in query:
        _presigned(call, environ, query)
        _as_signed(call, environ, query)
    elif call.suspect and "HTTP_AUTHORIZATION" not in environ:
        if call.path:
            raise Refusal("AccessDenied", "Access Denied", 403)
        return
    if not call.path or (call.by and not call.role) or call.operation == "CreateBucket":
        return
    who = identity.caller(call)
    context = _context(environ, query)
    names = [ACTIONS.get(call.operation, call.operation)]
    if call.operation == "GetObject" and "versionId" in query:
        names = ["GetObjectVersion"]
    if call.operation == "DeleteObject" and "versionId" in query:
        names = ["DeleteObjectVersion"]
    if environ.get("HTTP_X_AMZ_BYPASS_GOVERNANCE_RETENTION", "").lower() == "true":
        names.append("BypassGovernanceRetention")
    bucket, keys = call.path["Bucket"], [call.path.get("Key", "")]
    if call.operation == "DeleteObjects":  # AWS judges key by key and lists what it refuses; here one refusal refuses the call
        keys = [html.unescape(key) for key in re.findall(r"<Key>([^<]*)</Key>", body.decode("utf-8", "replace"))] or keys
    for action, key in ((action, key) for action in names for key in keys):
        if not may(who, action, bucket, key, context):
            raise Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: s3:{action} on resource: "
                          f"\"arn:aws:s3:::{bucket}{'/' if key else ''}{key}\"", 403)
    if call.operation in ("CopyObject", "UploadPartCopy"):
        source = urllib.parse.unquote(environ["HTTP_X_AMZ_COPY_SOURCE"]).lstrip("/").partition("?")[0]
        bucket, _, key = source.partition("/")
        if not may(who, "GetObject", bucket, key):
            raise Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::{source}\"", 403)


def _context(environ, query):
    found = {}
    if "prefix" in query:
        found["s3:prefix"] = query["prefix"][0]
    for header, key in (("HTTP_X_AMZ_SERVER_SIDE_ENCRYPTION", "s3:x-amz-server-side-encryption"),
                        ("HTTP_X_AMZ_SERVER_SIDE_ENCRYPTION_AWS_KMS_KEY_ID", "s3:x-amz-server-side-encryption-aws-kms-key-id"),
                        ("HTTP_IF_NONE_MATCH", "s3:if-none-match"), ("HTTP_X_AMZ_CONTENT_SHA256", "s3:x-amz-content-sha256"),
                        ("HTTP_X_AMZ_OBJECT_LOCK_MODE", "s3:object-lock-mode")):
        if header in environ:
            found[key] = environ[header]
    if "X-Amz-Signature" in query:
        found["s3:authType"] = "REST-QUERY-STRING"
    return found


# --- presigned requests (Signature Version 4, query form)
def _secret(call, query):
    """(secret, session token) of an access key."""
    for key in iam_backends[call.account]["aws"].access_keys.values():
        if key.access_key_id == call.access_key:
            token = next((one.session_token for one in sts_backends[call.account]["aws"].assumed_roles
                          if one.access_key_id == call.access_key), "")
            given = query.get("X-Amz-Security-Token", [""])[0]
            if token and given != token:
                raise Refusal("InvalidToken", "The provided token is malformed or otherwise invalid.", 400)
            return key.secret_access_key
    raise Refusal("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403)


def _presigned(call, environ, query):
    """Signature, expiry and signed headers of a presigned request."""
    one = {key: values[0] for key, values in query.items()}
    try:
        made = datetime.datetime.strptime(one["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        seconds = int(one["X-Amz-Expires"])
        signed = one["X-Amz-SignedHeaders"].split(";")
    except (KeyError, ValueError):
        raise Refusal("AuthorizationQueryParametersError", "Query-string authentication version 4 requires all of its parameters.", 400) from None
    now = datetime.datetime.now(datetime.timezone.utc)
    if not 0 < seconds <= 604800:
        raise Refusal("AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 and 604800 seconds", 400)
    if now < made - datetime.timedelta(minutes=15):
        raise Refusal("AccessDenied", "Request is not valid yet", 403)
    if now > made + datetime.timedelta(seconds=seconds):
        raise Refusal("AccessDenied", "Request has expired", 403)
    if "host" not in signed:
        raise Refusal("AuthorizationQueryParametersError", "host must be signed", 400)
    headers = ""
    for name in signed:
        value = environ.get("HTTP_" + name.upper().replace("-", "_"))
        if value is None and name in ("content-type", "content-length"):
            value = environ.get(name.upper().replace("-", "_"))
        if value is None:
            raise Refusal("AccessDenied", f"There were headers present in the request which were not signed or signed headers that are missing: {name}", 403)
        headers += f"{name}:{' '.join(value.split())}\n"
    for name in environ:
        if name.startswith("HTTP_X_AMZ_") and name[5:].lower().replace("_", "-") not in signed:
            raise Refusal("AccessDenied", f"There were headers present in the request which were not signed: {name[5:].lower().replace('_', '-')}", 403)
    raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or urllib.parse.quote(environ["PATH_INFO"], safe="/-_.~")
    path = urllib.parse.urlsplit(raw).path if not raw.startswith("/") else raw.partition("?")[0]
    pairs = sorted((urllib.parse.quote(key, safe="-_.~"), urllib.parse.quote(value, safe="-_.~"))
                   for key, values in query.items() if key != "X-Amz-Signature" for value in values)
    canonical = "\n".join([environ["REQUEST_METHOD"], path or "/", "&".join(f"{key}={value}" for key, value in pairs), headers,
                           ";".join(signed), one.get("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")])
    _, day, region, name, _ = one["X-Amz-Credential"].split("/")
    scope = f"{day}/{region}/{name}/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", one["X-Amz-Date"], scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + _secret(call, query).encode()
    for part in (day, region, name, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(hmac.new(key, text.encode(), hashlib.sha256).hexdigest(), one["X-Amz-Signature"]):
        raise Refusal("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.", 403)


def _as_signed(call, environ, query):
    """Hands moto a request as if its headers had been signed: it treats query signatures in ways of its own."""
    scope = query["X-Amz-Credential"][0]
    environ["HTTP_AUTHORIZATION"] = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature={'0' * 64}"
    left = [(key, value) for key, values in query.items() if not key.startswith("X-Amz-") for value in values]
    environ["QUERY_STRING"] = urllib.parse.urlencode(left)
    for name in ("RAW_URI", "REQUEST_URI"):
        if name in environ:
            environ[name] = environ[name].partition("?")[0] + ("?" + environ["QUERY_STRING"] if left else "")
    environ["HTTP_HOST"] = f"127.0.0.1:{state.current().port}"


# --- corrections
@before("s3", "CopyObject")
def _copies(call, environ, _body):
    """A copy into a bucket with Object Lock needs no header about checksums on AWS: S3 knows the bytes. moto wants one, and does not know
    the condition that the destination must not be there."""
    found = find(call.path["Bucket"])
    if environ.get("HTTP_IF_NONE_MATCH") == "*" and found is not None and found.keys.get(call.path.get("Key", "")) is not None:
        raise Refusal("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
    environ.setdefault("HTTP_X_AMZ_SDK_CHECKSUM_ALGORITHM", environ.get("HTTP_X_AMZ_CHECKSUM_ALGORITHM") or "SHA256")


@before("s3", "PutObject", "UploadPart")
def _checksums(call, environ, body):
    """A declared digest must be the body's; moto does not look."""
    given = environ.get("HTTP_X_AMZ_CHECKSUM_SHA256")
    if given and environ.get("HTTP_X_AMZ_CONTENT_SHA256", "").startswith("STREAMING"):
        given = None
    if given:
        if given != base64.b64encode(hashlib.sha256(body).digest()).decode():
            raise Refusal("BadDigest", "The SHA256 you specified did not match the calculated checksum.", 400)
        environ.setdefault("HTTP_X_AMZ_SDK_CHECKSUM_ALGORITHM", "SHA256")
    digest = environ.get("HTTP_CONTENT_MD5")
    if digest and digest != base64.b64encode(hashlib.md5(body).digest()).decode():  # noqa: S324 (the protocol's)
        raise Refusal("BadDigest", "The Content-MD5 you specified did not match what we received.", 400)
    payload = environ.get("HTTP_X_AMZ_CONTENT_SHA256", "")
    if re.fullmatch(r"[0-9a-f]{64}", payload) and payload != hashlib.sha256(body).hexdigest():
        raise Refusal("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", 400)


@before("s3", "CompleteMultipartUpload")
def _completing(call, _environ, body):
    """Notes the parts' digests for the composite checksum."""
    given = re.findall(rb"<ChecksumSHA256>\s*([A-Za-z0-9+/=]{44})\s*</ChecksumSHA256>", body)
    parts = body.count(b"<PartNumber>")
    call.params["composite"] = ""
    if given and len(given) == parts:
        digest = hashlib.sha256(b"".join(base64.b64decode(one) for one in given)).digest()
        call.params["composite"] = f"{base64.b64encode(digest).decode()}-{parts}"


@after("s3", "CompleteMultipartUpload")
def _completed(call, answer):
    """The composite checksum belongs into the reply, and to the object."""
    text = call.params.get("composite")
    if answer.status != 200 or not text or b"<Error>" in answer.body:
        return None
    found = find(call.path["Bucket"])
    key = found.keys.get(call.path["Key"]) if found else None
    if key is not None:
        key.checksum_value, key.checksum_algorithm, key.checksum_type = text, "SHA256", "COMPOSITE"
    at = answer.body.rfind(b"</")
    more = f"<ChecksumSHA256>{text}</ChecksumSHA256><ChecksumType>COMPOSITE</ChecksumType>".encode()
    return answer if b"ChecksumSHA256" in answer.body or at < 0 else Answer(200, answer.body[:at] + more + answer.body[at:], answer.headers)
