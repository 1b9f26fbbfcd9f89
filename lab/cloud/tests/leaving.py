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


@claim
def quotas_and_the_default_host_management_can_be_asked_for(lab):
    quotas = lab.client("service-quotas", "one")
    assert quotas.get_service_quota(ServiceCode="elasticfilesystem", QuotaCode="L-848C634D")["Quota"]["Value"] == 1000
    refused(lambda: quotas.get_service_quota(ServiceCode="elasticfilesystem", QuotaCode="L-00000000"), "NoSuchResourceException")
    setting = lab.client("ssm", "one").get_service_setting(SettingId="/ssm/managed-instance/default-ec2-instance-management-role")
    assert setting["ServiceSetting"]["SettingValue"] == "$None"


@claim
def auto_scaling_groups_are_told_with_their_instances(lab):
    scaling = lab.client("autoscaling", "one")
    groups = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["fleet", "none"])["AutoScalingGroups"]
    assert [len(group["Instances"]) for group in groups] == [3], groups
