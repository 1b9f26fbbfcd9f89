"""What CloudFormation makes of each resource type: calls of the services' own interfaces."""
import json
import time

from botocore.exceptions import ClientError

KINDS = {}


class ResourceError(Exception):
    """A resource cannot be made, changed or removed."""


class Kind:
    """One resource type: make, alter in place (None: replace), remove."""

    def __init__(self, name, make, remove, alter=None):
        self.name, self.make, self.remove, self.alter = name, make, remove, alter
        KINDS[name] = self


class Maker:
    """What handlers get: clients of one account and region, names, stack tags."""

    def __init__(self, client, account, region, stack, logical, token, tags):
        self.client, self.account, self.region = client, account, region
        self.stack, self.logical, self.token = stack, logical, token
        self.tags = tags

    def name(self, limit=63, lower=False):
        """A generated name."""
        text = f"{self.stack}-{self.logical}-{self.token}"[-limit:].lstrip("-")
        return text.lower() if lower else text

    def all_tags(self, own):
        """The resource's tags with the stack's."""
        found = {tag["Key"]: str(tag["Value"]) for tag in [*self.tags, *(own or [])]}
        return [{"Key": key, "Value": value} for key, value in found.items()]

    def wait(self, work, what, limit=120):
        """Polls until `work` is true."""
        deadline = time.monotonic() + limit
        while not work():
            if time.monotonic() > deadline:
                raise ResourceError(f"{what} did not stabilize")
            time.sleep(0.05)


def document(value):
    """A policy or content as JSON text."""
    return value if isinstance(value, str) else json.dumps(value)


def true(value):
    """A template's boolean."""
    return str(value).lower() == "true"


def quiet(*codes):
    """Runs and swallows these error codes: the thing has gone already."""
    class _Quiet:
        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            return isinstance(error, ClientError) and error.response["Error"]["Code"] in codes
    return _Quiet()


# --- S3
def _bucket(m, p):
    s3 = m.client("s3")
    name = p.get("BucketName") or m.name(63, True)
    extra = {} if m.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": m.region}}
    try:
        s3.head_bucket(Bucket=name)
        raise ResourceError(f"{name} already exists")
    except ClientError:
        pass
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=true(p.get("ObjectLockEnabled", False)), **extra)
    try:
        _alter_bucket(m, name, p)
    except BaseException:
        s3.delete_bucket(Bucket=name)
        raise
    return name, {"Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com",
                  "RegionalDomainName": f"{name}.s3.{m.region}.amazonaws.com"}


def _alter_bucket(m, name, p):
    s3 = m.client("s3")
    if p.get("VersioningConfiguration"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": p["VersioningConfiguration"]["Status"]})
    if p.get("BucketEncryption"):
        rules = [{"ApplyServerSideEncryptionByDefault": one["ServerSideEncryptionByDefault"], **(
            {"BucketKeyEnabled": true(one["BucketKeyEnabled"])} if "BucketKeyEnabled" in one else {})}
            for one in p["BucketEncryption"]["ServerSideEncryptionConfiguration"]]
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    if p.get("PublicAccessBlockConfiguration"):
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={
            key: true(value) for key, value in p["PublicAccessBlockConfiguration"].items()})
    if p.get("OwnershipControls"):
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls={"Rules": [
            {"ObjectOwnership": one["ObjectOwnership"]} for one in p["OwnershipControls"]["Rules"]]})
    if p.get("ObjectLockConfiguration", {}).get("Rule"):
        retention = {key: int(value) if key in ("Days", "Years") else value
                     for key, value in p["ObjectLockConfiguration"]["Rule"]["DefaultRetention"].items()}
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}})
    if p.get("LifecycleConfiguration"):
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [
            _lifecycle(number, one) for number, one in enumerate(p["LifecycleConfiguration"]["Rules"])]})
    tags = m.all_tags(p.get("Tags"))
    if tags:
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags})
    return None


def _lifecycle(number, rule):
    made = {"ID": rule.get("Id", f"rule-{number}"), "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if true(rule.get("ExpiredObjectDeleteMarker", False)):
        made["Expiration"] = {"ExpiredObjectDeleteMarker": True}
    for key in ("NoncurrentVersionExpiration", "NoncurrentVersionExpirationInDays"):
        if key in rule:
            days = rule[key]["NoncurrentDays"] if isinstance(rule[key], dict) else rule[key]
            made["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(days)}
    if "AbortIncompleteMultipartUpload" in rule:
        made["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": int(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"])}
    return made


def _remove_bucket(m, name, _p):
    with quiet("NoSuchBucket", "404"):
        m.client("s3").delete_bucket(Bucket=name)


def _bucket_policy(m, p):
    m.client("s3").put_bucket_policy(Bucket=p["Bucket"], Policy=document(p["PolicyDocument"]))
    return p["Bucket"], {}


def _remove_bucket_policy(m, name, _p):
    with quiet("NoSuchBucket", "NoSuchBucketPolicy"):
        m.client("s3").delete_bucket_policy(Bucket=name)


Kind("AWS::S3::Bucket", _bucket, _remove_bucket, _alter_bucket)
Kind("AWS::S3::BucketPolicy", _bucket_policy, _remove_bucket_policy,
     lambda m, name, p: _bucket_policy(m, p) and None)


# --- KMS
def _key(m, p):
    kms = m.client("kms")
    policy = {"Policy": document(p["KeyPolicy"])} if "KeyPolicy" in p else {}
    made = kms.create_key(**policy, Description=p.get("Description", ""),
                          KeyUsage=p.get("KeyUsage", "ENCRYPT_DECRYPT"), KeySpec=p.get("KeySpec", "SYMMETRIC_DEFAULT"),
                          Tags=[{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in m.all_tags(p.get("Tags"))])["KeyMetadata"]
    if true(p.get("EnableKeyRotation", False)):
        kms.enable_key_rotation(KeyId=made["KeyId"])
    if str(p.get("Enabled", "true")).lower() == "false":
        kms.disable_key(KeyId=made["KeyId"])
    return made["KeyId"], {"Arn": made["Arn"], "KeyId": made["KeyId"]}


def _alter_key(m, ident, p):
    kms = m.client("kms")
    if "KeyPolicy" in p:
        kms.put_key_policy(KeyId=ident, PolicyName="default", Policy=document(p["KeyPolicy"]))
    return None


def _remove_key(m, ident, p):
    with quiet("NotFoundException", "KMSInvalidStateException"):
        m.client("kms").schedule_key_deletion(KeyId=ident, PendingWindowInDays=int(p.get("PendingWindowInDays", 30)))


def _alias(m, p):
    m.client("kms").create_alias(AliasName=p["AliasName"], TargetKeyId=p["TargetKeyId"])
    return p["AliasName"], {}


def _remove_alias(m, name, _p):
    with quiet("NotFoundException"):
        m.client("kms").delete_alias(AliasName=name)


Kind("AWS::KMS::Key", _key, _remove_key, _alter_key)
Kind("AWS::KMS::Alias", _alias, _remove_alias)


# --- IAM
def _role(m, p):
    iam = m.client("iam")
    name = p.get("RoleName") or m.name(64)
    extra = {key: p[key] for key in ("Path", "Description") if key in p}
    if "MaxSessionDuration" in p:
        extra["MaxSessionDuration"] = int(p["MaxSessionDuration"])
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(p["AssumeRolePolicyDocument"]),
                           Tags=m.all_tags(p.get("Tags")), **extra)["Role"]
    try:
        _role_policies(iam, name, p)
    except BaseException:
        _remove_role(m, name, p)
        raise
    return name, {"Arn": made["Arn"], "RoleId": made["RoleId"]}


def _role_policies(iam, name, p):
    for policy in p.get("Policies", []):
        iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document(policy["PolicyDocument"]))
    for arn in p.get("ManagedPolicyArns", []):
        iam.attach_role_policy(RoleName=name, PolicyArn=arn)


def _alter_role(m, name, p):
    iam = m.client("iam")
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=document(p["AssumeRolePolicyDocument"]))
    wanted = {policy["PolicyName"] for policy in p.get("Policies", [])}
    for old in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        if old not in wanted:
            iam.delete_role_policy(RoleName=name, PolicyName=old)
    _role_policies(iam, name, p)
    return None


def _remove_role(m, name, _p):
    iam = m.client("iam")
    with quiet("NoSuchEntity"):
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            iam.delete_role_policy(RoleName=name, PolicyName=policy)
        for policy in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
            iam.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
        iam.delete_role(RoleName=name)


def _managed_policy(m, p):
    iam = m.client("iam")
    name = p.get("ManagedPolicyName") or m.name(128)
    arn = iam.create_policy(PolicyName=name, PolicyDocument=document(p["PolicyDocument"]), Path=p.get("Path", "/"))["Policy"]["Arn"]
    for role in p.get("Roles", []):
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    return arn, {"PolicyArn": arn}


def _remove_managed_policy(m, arn, p):
    iam = m.client("iam")
    with quiet("NoSuchEntity"):
        for role in p.get("Roles", []):
            iam.detach_role_policy(RoleName=role, PolicyArn=arn)
        iam.delete_policy(PolicyArn=arn)


def _inline_policy(m, p):
    for role in p.get("Roles", []):
        m.client("iam").put_role_policy(RoleName=role, PolicyName=p["PolicyName"], PolicyDocument=document(p["PolicyDocument"]))
    return p["PolicyName"], {}


def _remove_inline_policy(m, name, p):
    for role in p.get("Roles", []):
        with quiet("NoSuchEntity"):
            m.client("iam").delete_role_policy(RoleName=role, PolicyName=name)


def _profile(m, p):
    iam = m.client("iam")
    name = p.get("InstanceProfileName") or m.name(128)
    arn = iam.create_instance_profile(InstanceProfileName=name)["InstanceProfile"]["Arn"]
    for role in p.get("Roles", []):
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=role)
    return name, {"Arn": arn}


def _remove_profile(m, name, p):
    iam = m.client("iam")
    with quiet("NoSuchEntity"):
        for role in p.get("Roles", []):
            iam.remove_role_from_instance_profile(InstanceProfileName=name, RoleName=role)
        iam.delete_instance_profile(InstanceProfileName=name)


Kind("AWS::IAM::Role", _role, _remove_role, _alter_role)
Kind("AWS::IAM::ManagedPolicy", _managed_policy, _remove_managed_policy)
Kind("AWS::IAM::Policy", _inline_policy, _remove_inline_policy, lambda m, name, p: _inline_policy(m, p) and None)
Kind("AWS::IAM::InstanceProfile", _profile, _remove_profile)


# --- Systems Manager
def _ssm_document(m, p):
    name = p.get("Name") or m.name(128)
    form = p.get("DocumentFormat", "JSON")
    extra = {key: p[key] for key in ("TargetType", "VersionName") if key in p}
    m.client("ssm").create_document(Name=name, Content=document(p["Content"]), DocumentType=p.get("DocumentType", "Command"),
                                    DocumentFormat="JSON" if not isinstance(p["Content"], str) else form, Tags=m.all_tags(p.get("Tags")), **extra)
    return name, {}


def _alter_document(m, name, p):
    ssm = m.client("ssm")
    if p.get("UpdateMethod", "Replace") != "NewVersion":
        _remove_document(m, name, p)
        _ssm_document(m, {**p, "Name": name})
        return None
    version = ssm.update_document(Name=name, Content=document(p["Content"]), DocumentVersion="$LATEST",
                                  DocumentFormat="JSON" if not isinstance(p["Content"], str) else p.get("DocumentFormat", "JSON"))
    ssm.update_document_default_version(Name=name, DocumentVersion=version["DocumentDescription"]["DocumentVersion"])
    return None


def _remove_document(m, name, _p):
    with quiet("InvalidDocument"):
        m.client("ssm").delete_document(Name=name)


def _parameter(m, p):
    name = p.get("Name") or m.name(128)
    m.client("ssm").put_parameter(Name=name, Value=p["Value"], Type=p.get("Type", "String"))
    return name, {"Type": p.get("Type", "String"), "Value": p["Value"]}


def _remove_parameter(m, name, _p):
    with quiet("ParameterNotFound"):
        m.client("ssm").delete_parameter(Name=name)


Kind("AWS::SSM::Document", _ssm_document, _remove_document, _alter_document)
Kind("AWS::SSM::Parameter", _parameter, _remove_parameter)


# --- logs and notifications
def _log_group(m, p):
    logs = m.client("logs")
    name = p.get("LogGroupName") or m.name(200)
    logs.create_log_group(logGroupName=name, tags={tag["Key"]: tag["Value"] for tag in m.all_tags(p.get("Tags"))})
    if "RetentionInDays" in p:
        logs.put_retention_policy(logGroupName=name, retentionInDays=int(p["RetentionInDays"]))
    return name, {"Arn": f"arn:aws:logs:{m.region}:{m.account}:log-group:{name}:*"}


def _remove_log_group(m, name, _p):
    with quiet("ResourceNotFoundException"):
        m.client("logs").delete_log_group(logGroupName=name)


def _log_policy(m, p):
    m.client("logs").put_resource_policy(policyName=p["PolicyName"], policyDocument=document(p["PolicyDocument"]))
    return p["PolicyName"], {}


def _remove_log_policy(m, name, _p):
    with quiet("ResourceNotFoundException"):
        m.client("logs").delete_resource_policy(policyName=name)


def _topic(m, p):
    arn = m.client("sns").create_topic(Name=p.get("TopicName") or m.name(200), Tags=m.all_tags(p.get("Tags")))["TopicArn"]
    for one in p.get("Subscription", []):
        m.client("sns").subscribe(TopicArn=arn, Protocol=one["Protocol"], Endpoint=one["Endpoint"])
    return arn, {"TopicArn": arn, "TopicName": arn.rpartition(":")[2]}


def _topic_policy(m, p):
    for arn in p["Topics"]:
        m.client("sns").set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=document(p["PolicyDocument"]))
    return m.name(), {}


Kind("AWS::Logs::LogGroup", _log_group, _remove_log_group)
Kind("AWS::Logs::ResourcePolicy", _log_policy, _remove_log_policy)
Kind("AWS::SNS::Topic", _topic, lambda m, arn, p: m.client("sns").delete_topic(TopicArn=arn))
Kind("AWS::SNS::TopicPolicy", _topic_policy, lambda m, ident, p: None)
