"""Auto Scaling groups as the seed's instances name them; groups that somebody makes otherwise are moto's and not told here."""
import time

from moto.core.serialize import QuerySerializer
from moto.core.utils import get_service_model

from . import cloudformation, network, state
from .answers import Answer
from .server import own

_MODEL = get_service_model("autoscaling")


@own("autoscaling", "DescribeAutoScalingGroups")
def describe_groups(call):
    """The groups of an account and region with their instances."""
    request = cloudformation.unfold(call.params)
    wanted, groups = request.get("AutoScalingGroupNames", []), {}
    for plan in list(state.current().instances.values()):
        if plan.asg and plan.account == call.account and plan.region == call.region and (not wanted or plan.asg in wanted) and network.running(plan):
            groups.setdefault(plan.asg, []).append(plan)
    start, size = int(request.get("NextToken") or 0), int(request.get("MaxRecords") or 50)
    rows = [_row(call, name, plans) for name, plans in sorted(groups.items())]
    told = {"AutoScalingGroups": rows[start:start + size], "NextToken": str(start + size) if start + size < len(rows) else None}
    made = QuerySerializer(operation_model=_MODEL.operation_model("DescribeAutoScalingGroups"), pretty_print=False).serialize(told)
    return Answer(200, made["body"].encode() if isinstance(made["body"], str) else made["body"], {"Content-Type": "text/xml"})


def _row(call, name, plans):
    zones = sorted({f"{plan.region}{plan.zone}" for plan in plans})
    return {"AutoScalingGroupName": name, "MinSize": 0, "MaxSize": len(plans), "DesiredCapacity": len(plans), "DefaultCooldown": 300,
            "AvailabilityZones": zones, "HealthCheckType": "EC2", "CreatedTime": cloudformation._when(state.current().started or time.time()),
            "AutoScalingGroupARN": f"arn:aws:autoscaling:{call.region}:{call.account}:autoScalingGroup:lab:autoScalingGroupName/{name}",
            "Instances": [{"InstanceId": plan.id, "AvailabilityZone": f"{plan.region}{plan.zone}", "LifecycleState": "InService", "HealthStatus": "Healthy",
                           "ProtectedFromScaleIn": False, "InstanceType": plan.type} for plan in plans],
            "VPCZoneIdentifier": ",".join(sorted({network.live(plan).subnet_id for plan in plans}))}
