"""At the end."""
from .lab import refused
from .run import claim


@claim
def environment_tells_how_to_reach_the_cloud(lab):
    text = lab.cloud("env", lab.folder)
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_EC2_METADATA_DISABLED",
                 "NEEDLETAIL_TARGET_ENDPOINT_S3"):
        assert f"export {name}=" in text, text


@claim
def peerings_are_filtered(lab):
    ec2 = lab.client("ec2", "one")
    assert len(ec2.describe_vpc_peering_connections(Filters=[{"Name": "status-code", "Values": ["active"]}])["VpcPeeringConnections"]) == 1
    assert ec2.describe_vpc_peering_connections(Filters=[{"Name": "status-code", "Values": ["deleted"]}])["VpcPeeringConnections"] == []


@claim
def an_id_that_cannot_be_one_is_malformed(lab):
    refused(lambda: lab.client("ec2", "one").describe_instances(InstanceIds=["i-zz"]), "InvalidInstanceID.Malformed")
