"""Makes what a seed describes: accounts, networks, instances."""
import ipaddress
import threading

import boto3
from botocore.config import Config
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends

from . import seeds

CONFIG = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, read_timeout=120, max_pool_connections=16)
_CLIENTS, _LOCK = {}, threading.Lock()
TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'


def client(cloud, service, account, region, fresh=False):
    """A boto3 client with an account's own operator; the same one every time unless a fresh one is wanted."""
    with _LOCK:
        if fresh or (service, account, region) not in _CLIENTS:
            made = _make_client(cloud, service, account, region)
            if fresh:
                return made
            _CLIENTS[service, account, region] = made
        return _CLIENTS[service, account, region]


def _make_client(cloud, service, account, region):
    keys = cloud.accounts[account]
    return boto3.client(service, region_name=region, endpoint_url=cloud.endpoint, config=CONFIG,
                        aws_access_key_id=keys["key"], aws_secret_access_key=keys["secret"])


def open_accounts(cloud):
    """The accounts and an operator with a key in each."""
    seed = cloud.seed
    cloud.home = seed["home"]["id"]
    for account in [seed["home"], *seed["accounts"]]:
        backend = iam_backends[account["id"]]["aws"]
        backend.create_user(seed["region"], "operator")
        backend.put_user_policy("operator", "everything", EVERYTHING)
        key = backend.create_access_key("operator")
        cloud.accounts[account["id"]] = {"name": account["name"], "regions": account["regions"],
                                         "key": key.access_key_id, "secret": key.secret_access_key}


def build(cloud):
    """Everything a seed describes."""
    made = {}
    everyone = [cloud.seed["home"], *cloud.seed["accounts"]]
    trouble = []

    def one(account):
        try:
            _account(cloud, account, made)
        except Exception as error:  # handed to the caller below
            trouble.append(error)
    threads = [threading.Thread(target=one, args=(account,)) for account in everyone]
    for start in range(0, len(threads), 4):
        for thread in threads[start:start + 4]:
            thread.start()
        for thread in threads[start:start + 4]:
            thread.join()
    if trouble:
        raise trouble[0]
    _peerings(cloud, made)


def _account(cloud, account, made):
    ident = account["id"]
    for region in account["regions"]:
        ec2_backends[ident][region]  # noqa: B018 (made on first touch)
    iam = client(cloud, "iam", ident, cloud.seed["region"])
    if account["instances"]:
        iam.create_role(RoleName="instance", AssumeRolePolicyDocument=TRUST)
        iam.create_instance_profile(InstanceProfileName="instance")
        iam.add_role_to_instance_profile(InstanceProfileName="instance", RoleName="instance")
        iam.put_role_policy(RoleName="instance", PolicyName="managed", PolicyDocument=EVERYTHING.replace(
            '"*","Resource"', '["ssm:UpdateInstanceInformation","ssmmessages:*","ec2messages:*"],"Resource"'))
    networks = {}
    for vpc in account["vpcs"]:
        networks[vpc["name"]] = _network(cloud, ident, vpc)
        made[account["name"], vpc["name"]] = (ident, vpc["region"], networks[vpc["name"]]["vpc"], networks[vpc["name"]]["tables"])
    images, alike = {}, {}
    for plan in account["instances"]:
        region = next(vpc["region"] for vpc in account["vpcs"] if vpc["name"] == plan["vpc"])
        one = seeds.instance(plan, ident, region)
        alike.setdefault((one.vpc, one.zone, one.ami, one.type, one.profile, one.platform, one.arch), []).append(one)
    for plans in alike.values():
        _launch(cloud, plans, networks[plans[0].vpc], images)


def _network(cloud, account, plan):
    """One VPC with a subnet per zone."""
    region = plan["region"]
    ec2 = client(cloud, "ec2", account, region)
    vpc = ec2.create_vpc(CidrBlock=plan["cidr"])["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsSupport={"Value": True})
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Name", "Value": plan["name"]}])
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    pieces = ipaddress.ip_network(plan["cidr"]).subnets(new_prefix=max(24, ipaddress.ip_network(plan["cidr"]).prefixlen))
    subnets = {}
    for zone, piece in zip(plan["zones"], pieces):
        size = str(piece) if not plan.get("free") else str(next(piece.subnets(new_prefix=28)))
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=size, AvailabilityZone=f"{region}{zone}")["Subnet"]["SubnetId"]
        ec2.create_tags(Resources=[subnet], Tags=[{"Key": "Name", "Value": f"{plan['name']}-{zone}"}])
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
        subnets[zone] = subnet
    if plan["internet"]:
        gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    group = ec2.create_security_group(GroupName=f"{plan['name']}-servers", Description="servers", VpcId=vpc)["GroupId"]
    for service in plan["endpoints"]:
        if service == "s3":
            ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{region}.s3", VpcEndpointType="Gateway", RouteTableIds=[table])
        else:
            ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{region}.{service}", VpcEndpointType="Interface",
                                    SubnetIds=list(subnets.values()), SecurityGroupIds=[group], PrivateDnsEnabled=True)
    return {"vpc": vpc, "subnets": subnets, "group": group, "tables": [table]}


def _image(cloud, plan, images):
    """A machine image per (name, region) of an account."""
    key = (plan.ami, plan.region)
    if key not in images:
        ec2 = client(cloud, "ec2", plan.account, plan.region)
        ident = ec2.register_image(Name=plan.ami, Description=plan.platform)["ImageId"]
        image = ec2_backends[plan.account][plan.region].amis[ident]
        image.architecture, image.virtualization_type, image.root_device_name = plan.arch, "hvm", "/dev/xvda"
        image.platform = "windows" if plan.platform == "windows" else None
        images[key] = ident
    return images[key]


def _launch(cloud, plans, network, images):
    """Instances that differ in names, tags and state only, one reservation; and their entries in the cloud's list."""
    first = plans[0]
    ec2 = client(cloud, "ec2", first.account, first.region)
    if first.zone not in network["subnets"]:
        raise seeds.SeedError(f"instance {first.name}: VPC {first.vpc} has no subnet in zone {first.zone}")
    extra = {"IamInstanceProfile": {"Name": "instance"}} if first.profile else {}
    reply = ec2.run_instances(ImageId=_image(cloud, first, images), MinCount=len(plans), MaxCount=len(plans), InstanceType=first.type,
                              SubnetId=network["subnets"][first.zone], SecurityGroupIds=[network["group"]], **extra)
    for plan, told in zip(plans, reply["Instances"]):
        plan.id = told["InstanceId"]
        backend = ec2_backends[plan.account][plan.region]
        backend.get_instance(plan.id).add_tags(plan.tags)
        if plan.profile and plan.id not in backend.iam_instance_profile_associations:  # moto gives it to the first only
            backend.associate_iam_instance_profile(plan.id, iam_instance_profile_name="instance")
        if plan.state in ("stopped", "stopping"):
            ec2.stop_instances(InstanceIds=[plan.id])
        elif plan.state in ("terminated", "shutting-down"):
            ec2.terminate_instances(InstanceIds=[plan.id])
        cloud.instances[plan.id], cloud.names[plan.name] = plan, plan.id


def _peerings(cloud, made):
    """Active peerings with routes on both sides."""
    for account in [cloud.seed["home"], *cloud.seed["accounts"]]:
        for plan in account["vpcs"]:
            for other in plan["peerings"]:
                name, _, vpc = other.rpartition("/")
                here = made[account["name"], plan["name"]]
                there = made[name or account["name"], vpc]
                ec2 = client(cloud, "ec2", here[0], here[1])
                ident = ec2.create_vpc_peering_connection(VpcId=here[2], PeerVpcId=there[2], PeerOwnerId=there[0], PeerRegion=there[1])[
                    "VpcPeeringConnection"]["VpcPeeringConnectionId"]
                client(cloud, "ec2", there[0], there[1]).accept_vpc_peering_connection(VpcPeeringConnectionId=ident)
