"""KMS: keys of other accounts by ARN, key policies across accounts, buckets that need a usable key."""
import urllib.parse

from moto.kms.models import kms_backends

from . import identity, policies, s3, state
from .answers import Refusal
from .server import REFINE

BY_KEY = {"DescribeKey", "Encrypt", "Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "CreateGrant", "GetKeyPolicy", "ReEncrypt"}


def find(account, region, ident):
    """(account, key) behind an id, ARN or alias; (account, None) if there is none."""
    if ident.startswith("arn:"):
        parts = ident.split(":")
        account, region, ident = parts[4], parts[3], ":".join(parts[5:])
        ident = ident.partition("key/")[2] if ident.startswith("key/") else ident
    if account not in state.current().accounts:
        return account, None
    backend = kms_backends[account][region]
    if ident.startswith("alias/"):
        ident = backend.get_key_id_from_alias(ident) or ""
    return account, backend.keys.get(ident)


def usable(who, action, region, ident, context):
    """Refuses, by the codes of S3, a key that is missing, disabled, or not for this caller."""
    owner, key = find(who.account, region, ident)
    if key is None:
        raise Refusal("KMS.NotFoundException", f"Key '{ident}' does not exist", 400)
    if key.deletion_date:
        raise Refusal("KMS.KMSInvalidStateException", f"{key.arn} is pending deletion.", 400)
    if not key.enabled:
        raise Refusal("KMS.DisabledException", f"{key.arn} is disabled.", 400)
    if owner != who.account and policies.verdict(key.policy, who, action, None, context, lenient=True) != "Allow":
        raise Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: {action} on the resource {key.arn}", 403)
    if ":role/" in who.arn and state.current().enforce and not identity.permits(who.arn, action, key.arn, context):
        raise Refusal("AccessDenied", f"User: {who.session or who.arn} is not authorized to perform: {action} on resource: {key.arn} "
                      f"because no identity-based policy allows the {action} action", 403)


@REFINE.append
def _elsewhere(call, environ, _body):
    """A key named by the ARN of another account is looked up there, if its policy admits the caller."""
    if call.service != "kms" or call.operation not in BY_KEY:
        return
    ident = str(call.params.get("KeyId") or call.params.get("DestinationKeyId") or "")
    owner, key = find(call.account, call.region, ident)
    if owner == call.account or key is None:
        return
    who = identity.caller(call)
    if policies.verdict(key.policy, who, f"kms:{call.operation}", None, {"aws:PrincipalArn": who.arn, "aws:PrincipalAccount": who.account}, lenient=True) != "Allow":
        raise Refusal("AccessDeniedException", f"User: {who.session or who.arn} is not authorized to perform: kms:{call.operation} on resource: {key.arn} "
                      f"because no resource-based policy allows the kms:{call.operation} action")
    environ["HTTP_X_MOTO_ACCOUNT_ID"] = owner


@REFINE.append
def _encrypted(call, environ, _body):
    """Objects in a bucket with a KMS key need that key."""
    if call.service != "s3" or call.by or call.operation not in ("PutObject", "CopyObject", "CreateMultipartUpload", "GetObject", "UploadPart"):
        return
    who = identity.caller(call)
    region = call.region
    if call.operation == "GetObject":
        _reading(who, call.path["Bucket"], call.path["Key"], region)
        return
    ident = environ.get("HTTP_X_AMZ_SERVER_SIDE_ENCRYPTION_AWS_KMS_KEY_ID") or default_key(call.path["Bucket"])
    if ident:
        usable(who, "kms:GenerateDataKey", region, ident, {"kms:ViaService": f"s3.{region}.amazonaws.com", "kms:CallerAccount": who.account})
    if call.operation == "CopyObject":
        source = urllib.parse.unquote(environ["HTTP_X_AMZ_COPY_SOURCE"]).lstrip("/").partition("?")[0]
        _reading(who, *source.split("/", 1), region)


def _reading(who, bucket, name, region):
    found = s3.find(bucket)
    key = found.keys.get(name) if found else None
    if key is not None and getattr(key, "encryption", None) == "aws:kms" and key.kms_key_id:
        usable(who, "kms:Decrypt", region, key.kms_key_id, {"kms:ViaService": f"s3.{region}.amazonaws.com", "kms:CallerAccount": who.account})


def default_key(bucket):
    """The key of a bucket's default encryption, or ""."""
    rule = getattr(s3.find(bucket), "encryption", None)
    try:
        default = rule["Rule"]["ApplyServerSideEncryptionByDefault"]
        return default.get("KMSMasterKeyID", "") if default.get("SSEAlgorithm") == "aws:kms" else ""
    except (KeyError, TypeError):
        return ""
