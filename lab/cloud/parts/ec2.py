"""Repairs of moto's EC2."""
import io
import re
import urllib.parse

from moto.ec2.models import ec2_backends

from .answers import Answer, Refusal
from .server import before


@before("ec2", "DeleteSecurityGroup")
def _delete_group(call, _environ, _body):
    """A group that an interface uses or another group's rule names cannot be deleted."""
    ident = call.params.get("GroupId")
    backend = ec2_backends[call.account][call.region]
    for interface in list(backend.enis.values()):
        if any(group.id == ident for group in interface.group_set):
            raise Refusal("DependencyViolation", f"resource {ident} has a dependent object")
    for groups in list(backend.groups.values()):
        for group in list(groups.values()):
            if group.id != ident and any((rule.source_group or {}).get("GroupId") == ident for rule in [*group.ingress_rules, *group.egress_rules]):
                raise Refusal("DependencyViolation", f"resource {ident} has a dependent object")


@before("ec2", "DescribeInstances", "DescribeInstanceStatus", "ModifyInstanceAttribute", "StopInstances", "TerminateInstances")
def _malformed(call, _environ, _body):
    """An id that cannot be one is malformed, not unknown."""
    for key, value in call.params.items():
        if re.fullmatch(r"InstanceId(\.\d+)?", key) and not re.fullmatch(r"i-([0-9a-f]{8}|[0-9a-f]{17})", value):
            raise Refusal("InvalidInstanceID.Malformed", f'Invalid id: "{value}"')


@before("ec2", "DescribeVpcPeeringConnections")
def _peering_filters(call, environ, _body):
    """moto ignores the filters: the ids that match are asked for instead."""
    wanted = {}
    for key, value in call.params.items():
        parts = key.split(".")
        if parts[0] == "Filter" and parts[2] == "Name":
            wanted[value] = [text for other, text in call.params.items() if other.startswith(f"Filter.{parts[1]}.Value.")]
    if not wanted:
        return None
    found = [one.id for one in list(ec2_backends[call.account][call.region].vpc_pcxs.values()) if _matches(one, wanted)]
    fields = {key: value for key, value in call.params.items() if not key.startswith("Filter.")}
    fields.update({f"VpcPeeringConnectionId.{number}": ident for number, ident in enumerate(found or ["pcx-00000000000000000"], 1)})
    if not found:
        return Answer(200, b'<DescribeVpcPeeringConnectionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>lab</requestId>'
                      b'<vpcPeeringConnectionSet/></DescribeVpcPeeringConnectionsResponse>', {"Content-Type": "text/xml"})
    data = urllib.parse.urlencode(fields).encode()
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(data), str(len(data))
    return None


def _matches(one, wanted):
    known = {"status-code": one._status.code, "requester-vpc-info.vpc-id": one.vpc.id, "accepter-vpc-info.vpc-id": one.peer_vpc.id,
             "requester-vpc-info.owner-id": one.vpc.owner_id, "accepter-vpc-info.owner-id": one.peer_vpc.owner_id,
             "vpc-peering-connection-id": one.id, "requester-vpc-info.cidr-block": one.vpc.cidr_block,
             "accepter-vpc-info.cidr-block": one.peer_vpc.cidr_block}
    tags = {tag["key"]: tag["value"] for tag in one.get_tags()}
    for name, values in wanted.items():
        value = tags.get(name[4:]) if name.startswith("tag:") else known.get(name)
        if value not in values:
            return False
    return True
