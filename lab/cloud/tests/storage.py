"""S3: presigned requests from suspects, bucket policies, other accounts."""
import base64
import hashlib
import json
import urllib.error
import urllib.request

from .lab import refused, until
from .run import claim


def emptied(s3, bucket):
    """Removes a bucket with its objects."""
    for one in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=one["Key"])
    s3.delete_bucket(Bucket=bucket)


@claim
def a_suspect_reads_and_writes_once_with_presigned_addresses_only(lab):
    s3 = lab.client("s3", "home")
    s3.create_bucket(Bucket="presigned")
    s3.put_object(Bucket="presigned", Key="tool", Body=b"tool")
    signer = lab.client("s3", "home", endpoint=lab.told["target_endpoint"])
    get = signer.generate_presigned_url("get_object", Params={"Bucket": "presigned", "Key": "tool"}, ExpiresIn=60)
    put = signer.generate_presigned_url("put_object", Params={"Bucket": "presigned", "Key": "a/b", "IfNoneMatch": "*"}, ExpiresIn=60)
    quoted = [f"curl -s -w ' %{{http_code}}\\n' '{get}'", f"curl -s -o /dev/null -w '%{{http_code}}\\n' '{get[:-4]}0000'",
              f"curl -s -o /dev/null -w '%{{http_code}}\\n' '{get.replace('presigned/tool', 'presigned/other')}'",
              f"for i in 1 2; do printf data | curl -s -o /dev/null -w '%{{http_code}}\\n' -H 'If-None-Match: *' -T - '{put}'; done",
              f"curl -s -o /dev/null -w '%{{http_code}}\\n' {lab.told['target_endpoint']}/presigned/tool",
              f"curl -s -o /dev/null -w '%{{http_code}}\\n' {lab.told['target_endpoint']}/lab/inventory"]
    found = lab.shell("alpha", *quoted)
    assert found["StandardOutputContent"].split() == ["tool", "200", "403", "403", "200", "412", "403", "404"], found
    assert s3.get_object(Bucket="presigned", Key="a/b")["Body"].read() == b"data"
    emptied(s3, "presigned")


@claim
def an_expired_address_is_refused(lab):
    s3 = lab.client("s3", "home")
    s3.create_bucket(Bucket="expired")
    s3.put_object(Bucket="expired", Key="k", Body=b"x")
    address = s3.generate_presigned_url("get_object", Params={"Bucket": "expired", "Key": "k"}, ExpiresIn=5)
    assert urllib.request.urlopen(address, timeout=10).read() == b"x"

    def over():
        try:
            urllib.request.urlopen(address, timeout=10).read()
        except urllib.error.HTTPError as error:
            return error.code == 403 and b"expired" in error.read()
        return False
    until(over, 20)
    emptied(s3, "expired")


@claim
def another_account_reads_only_what_the_policy_allows(lab):
    s3, other = lab.client("s3", "home"), lab.client("s3", "two")
    s3.create_bucket(Bucket="policy")
    s3.put_object(Bucket="policy", Key="open/x", Body=b"x")
    refused(lambda: other.get_object(Bucket="policy", Key="open/x"), "AccessDenied")
    s3.put_bucket_policy(Bucket="policy", Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{lab.account('two')}:root"}, "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::policy/open/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::policy/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::policy/open/keep"}]}))
    assert other.get_object(Bucket="policy", Key="open/x")["Body"].read() == b"x"
    refused(lambda: other.put_object(Bucket="policy", Key="else/x", Body=b"x"), "AccessDenied")
    other.create_bucket(Bucket="own")
    other.copy_object(Bucket="own", Key="copy", CopySource={"Bucket": "policy", "Key": "open/x"})
    refused(lambda: other.copy_object(Bucket="own", Key="copy", CopySource={"Bucket": "policy", "Key": "else"}), "AccessDenied")
    s3.put_object(Bucket="policy", Key="open/keep", Body=b"x")
    refused(lambda: s3.delete_object(Bucket="policy", Key="open/keep"), "AccessDenied")
    s3.delete_bucket_policy(Bucket="policy")
    emptied(s3, "policy")
    emptied(other, "own")


@claim
def wrong_digests_are_refused_and_multipart_checksums_are_told(lab):
    s3 = lab.client("s3", "home")
    s3.create_bucket(Bucket="sums")
    refused(lambda: s3.put_object(Bucket="sums", Key="k", Body=b"x", ChecksumSHA256=base64.b64encode(b"0" * 32).decode()), "BadDigest")
    upload = s3.create_multipart_upload(Bucket="sums", Key="m", ChecksumAlgorithm="SHA256")["UploadId"]
    parts, digests = [], b""
    for number, data in ((1, b"a" * (5 << 20)), (2, b"b")):
        digest = hashlib.sha256(data).digest()
        digests += digest
        told = s3.upload_part(Bucket="sums", Key="m", UploadId=upload, PartNumber=number, Body=data, ChecksumSHA256=base64.b64encode(digest).decode())
        parts.append({"PartNumber": number, "ETag": told["ETag"], "ChecksumSHA256": base64.b64encode(digest).decode()})
    told = s3.complete_multipart_upload(Bucket="sums", Key="m", UploadId=upload, MultipartUpload={"Parts": parts})
    wanted = base64.b64encode(hashlib.sha256(digests).digest()).decode() + "-2"
    assert told.get("ChecksumSHA256") == wanted, told
    told = s3.head_object(Bucket="sums", Key="m", ChecksumMode="ENABLED")
    assert told.get("ChecksumSHA256") == wanted, told
    emptied(s3, "sums")


@claim
def an_object_can_be_altered_removed_and_added_for_tests(lab):
    s3 = lab.client("s3", "home")
    s3.create_bucket(Bucket="rot")
    etag = s3.put_object(Bucket="rot", Key="k", Body=b"abc")["ETag"]
    lab.control("POST", "alter", {"kind": "flip", "bucket": "rot", "key": "k", "offset": 1})
    told = s3.get_object(Bucket="rot", Key="k")
    assert told["Body"].read() == b"acc" and told["ETag"] == etag
    lab.control("POST", "alter", {"kind": "add", "bucket": "rot", "key": "new"})
    lab.control("POST", "alter", {"kind": "remove", "bucket": "rot", "key": "k"})
    assert [one["Key"] for one in s3.list_objects_v2(Bucket="rot")["Contents"]] == ["new"]
    emptied(s3, "rot")


@claim
def a_bucket_with_a_disabled_or_foreign_key_is_closed(lab):
    kms, s3, other = lab.client("kms", "home"), lab.client("s3", "home"), lab.client("s3", "two")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{lab.account('home')}:root"}, "Action": "kms:*", "Resource": "*"}]}
    key = kms.create_key(Policy=json.dumps(policy))["KeyMetadata"]
    s3.create_bucket(Bucket="locked")
    s3.put_bucket_encryption(Bucket="locked", ServerSideEncryptionConfiguration={"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key["Arn"]}}]})
    s3.put_bucket_policy(Bucket="locked", Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": lab.account("two")}, "Action": "s3:*", "Resource": "arn:aws:s3:::locked/*"}]}))
    s3.put_object(Bucket="locked", Key="k", Body=b"x")
    refused(lambda: other.put_object(Bucket="locked", Key="o", Body=b"x"), "AccessDenied")
    refused(lambda: lab.client("kms", "two").describe_key(KeyId=key["Arn"]), "AccessDeniedException")
    policy["Statement"].append({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{lab.account('two')}:root"}, "Action": "kms:*", "Resource": "*"})
    kms.put_key_policy(KeyId=key["KeyId"], PolicyName="default", Policy=json.dumps(policy))
    assert lab.client("kms", "two").describe_key(KeyId=key["Arn"])["KeyMetadata"]["AWSAccountId"] == lab.account("home")
    other.put_object(Bucket="locked", Key="o", Body=b"x")
    kms.disable_key(KeyId=key["KeyId"])
    refused(lambda: s3.put_object(Bucket="locked", Key="k", Body=b"x"), "KMS.DisabledException")
    refused(lambda: lab.client("efs", "two").create_file_system(CreationToken="t", Encrypted=True, KmsKeyId=key["Arn"]), "BadRequest")
    emptied(s3, "locked")
