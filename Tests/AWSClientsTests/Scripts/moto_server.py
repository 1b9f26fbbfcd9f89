"""A moto server on loopback for one test: authorisation on, and one user who may do everything.

With `--open` authorisation stays off: moto's check changes encoded paths and knows neither rest-json services nor
presigned URLs (botocore's own requests fail there too). Prints one line of JSON (port, key, secret) and stops when standard input ends.
"""

import json
import logging
import os
import sys
import urllib.request

os.environ.update(
    AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_DEFAULT_REGION="eu-central-1",
    AWS_EC2_METADATA_DISABLED="true")

import boto3  # noqa: E402 - the environment first
from moto.server import ThreadedMotoServer  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
EVERYTHING = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})


def main() -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]
    url = f"http://127.0.0.1:{port}"
    iam = boto3.client("iam", endpoint_url=url)
    iam.create_user(UserName="tester")
    iam.put_user_policy(UserName="tester", PolicyName="everything", PolicyDocument=EVERYTHING)
    key = iam.create_access_key(UserName="tester")["AccessKey"]
    trust = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
    iam.create_role(RoleName="helper", AssumeRolePolicyDocument=trust)
    iam.put_role_policy(RoleName="helper", PolicyName="everything", PolicyDocument=EVERYTHING)
    request = urllib.request.Request(
        f"{url}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}, method="POST")
    if "--open" not in sys.argv:
        urllib.request.urlopen(request).read()
    print(json.dumps({"port": port, "key": key["AccessKeyId"], "secret": key["SecretAccessKey"]}), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
