"""Everything there is, in every account and region: for a before and an after."""
import os
from concurrent.futures import ThreadPoolExecutor

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends

from . import efs, policies, s3, state
from .answers import Refusal
from .lab_api import route


def everything(cloud):
    """{"account/region/service/kind/id": details} of what exists; what AWS itself keeps stands apart."""
    found, kept = {}, {}
    for account, told in cloud.accounts.items():
        for region in told["regions"]:
            for kind, ident, details in _regional(cloud, account, region):
                found[f"{account}/{region}/{kind}/{ident}"] = details
            for kind, ident, details in _kept(cloud, account, region):
                kept[f"{account}/{region}/{kind}/{ident}"] = details
        for kind, ident, details in _global(account):
            found[f"{account}/global/{kind}/{ident}"] = details
    return {"items": found, "kept": kept, "mounts": cloud.shares.describe()}


def _regional(cloud, account, region):
    yield from _ec2(account, region)
    backend = efs_backends[account][region]
    for one in list(backend.file_systems_by_id.values()):
        yield "efs/file-system", one.file_system_id, {"token": one.creation_token, "bytes": efs.size(one.file_system_id),
                                                      "policy": one.file_system_policy, "tags": backend.list_tags_for_resource(one.file_system_id)}
    for one in list(backend.mount_targets_by_id.values()):
        yield "efs/mount-target", one.mount_target_id, {"fileSystem": one.file_system_id, "address": one.ip_address, "groups": one.security_groups}
    for ident in list(backend.access_points):
        yield "efs/access-point", ident, {}
    for stack in cloud.stacks.all(account, region):
        if stack.status != "DELETE_COMPLETE":
            yield "cloudformation/stack", stack.name, {"status": stack.status}
    for name, value in list(ssm_backends[account][region]._documents.items()):
        yield "ssm/document", name, {"hash": value.get_latest_version().hash}
    for name in list(dict.keys(ssm_backends[account][region]._parameters)):
        if not name.startswith(("/aws/", "aws/")):
            yield "ssm/parameter", name, {}
    place = cloud.datasync.get((account, region))
    if place:
        for arn, one in place.locations.items():
            yield "datasync/location", arn, {"uri": one["uri"]}
        for arn in place.tasks:
            yield "datasync/task", arn, {}
    for key in list(kms_backends[account][region].keys.values()):
        if not key.deletion_date:
            yield "kms/key", key.id, {"policy": key.policy, "enabled": key.enabled, "rotation": getattr(key, "key_rotation_status", None)}
        for alias in sorted(getattr(key, "aliases", [])):
            yield "kms/alias", alias, {"key": key.id}
        for grant in list(getattr(key, "grants", {})):
            yield "kms/grant", grant, {"key": key.id}
    for name, group in list(logs_backends[account][region].groups.items()):
        yield "logs/group", name, {"streams": sorted(group.streams)}
    for name in list(getattr(logs_backends[account][region], "resource_policies", {})):
        yield "logs/resource-policy", name, {}
    for arn in list(sns_backends[account][region].topics):
        yield "sns/topic", arn, {}
    for name in list(sqs_backends[account][region].queues):
        yield "sqs/queue", name, {}


def _tags(one):
    return {tag["key"]: tag["value"] for tag in one.get_tags()}


def _rules(rules):
    return sorted(f"{rule.ip_protocol} {rule.from_port}-{rule.to_port} {(rule.ip_range or {}).get('CidrIp') or (rule.source_group or {}).get('GroupId')}"
                  for rule in rules)


def _ec2(account, region):
    backend = ec2_backends[account][region]
    for reservation in list(backend.reservations.values()):
        for one in reservation.instances:
            yield "ec2/instance", one.id, {"state": one.state, "groups": sorted(group.id for group in one.security_groups), "tags": _tags(one),
                                           "profile": str(getattr(one, "iam_instance_profile", ""))}
    for one in list(backend.vpcs.values()):
        yield "ec2/vpc", one.id, {"cidr": one.cidr_block, "tags": _tags(one)}
    for zone in list(backend.subnets.values()):
        for one in list(zone.values()):
            yield "ec2/subnet", one.id, {"cidr": one.cidr_block, "tags": _tags(one), "free": one.available_ip_address_count}
    for one in list(backend.route_tables.values()):
        routes = sorted(f"{r.destination_cidr_block} {getattr(r.gateway, 'id', r.gateway)} {getattr(r.vpc_pcx, 'id', '')}" for r in one._routes.values())
        yield "ec2/route-table", one.id, {"routes": routes, "associations": sorted(one._associations.values())}
    for vpc in list(backend.groups.values()):
        for one in list(vpc.values()):
            yield "ec2/security-group", one.id, {"name": one.name, "in": _rules(one.ingress_rules), "out": _rules(one.egress_rules), "tags": _tags(one)}
    for one in list(backend.enis.values()):
        yield "ec2/network-interface", one.id, {"groups": sorted(group.id for group in one.group_set), "address": one.private_ip_address}
    for one in list(backend.vpc_end_points.values()):
        if one.state not in ("deleted", "deleting"):
            yield "ec2/vpc-endpoint", one.id, {"service": one.service_name}
    for one in list(backend.vpc_pcxs.values()):
        if one._status.code not in ("deleted", "rejected"):
            yield "ec2/peering", one.id, {"status": one._status.code}
    for kind, name in (("internet-gateway", "internet_gateways"), ("nat-gateway", "nat_gateways"), ("volume", "volumes"), ("snapshot", "snapshots"),
                       ("image", "amis"), ("key-pair", "keypairs"), ("launch-template", "launch_templates")):
        for ident in list(getattr(backend, name, {})):
            yield f"ec2/{kind}", ident, {}
    for address in list(getattr(backend, "addresses", [])):
        yield "ec2/address", address.allocation_id, {}


def _global(account):
    backend = iam_backends[account]["aws"]
    for one in list(backend.roles.values()):
        yield "iam/role", one.name, {"trust": policies.statements(one.assume_role_policy_document), "inline": sorted(one.policies), "managed": sorted(one.managed_policies)}
    for one in list(backend.users.values()):
        yield "iam/user", one.name, {"keys": len(one.access_keys)}
    for name in list(backend.instance_profiles):
        yield "iam/instance-profile", name, {}
    for arn in list(backend.managed_policies):
        if f":{account}:" in arn:
            yield "iam/policy", arn, {}
    for bucket in list(s3_backends[account]["aws"].buckets.values()):
        policy = bucket.policy.decode() if isinstance(bucket.policy, bytes) else bucket.policy
        yield "s3/bucket", bucket.name, {"policy": policy, "versioning": bucket.versioning_status, "lock": bucket.object_lock_enabled}
        for name in list(bucket.keys.keys()):
            for version in bucket.keys.getlist(name, default=[]):
                size = getattr(version, "size", None)
                yield "s3/object", f"{bucket.name}/{name}?{getattr(version, 'version_id', 'null')}", {"bytes": size, "etag": getattr(version, "etag", "")}
        for ident in list(getattr(bucket, "multiparts", {})):
            yield "s3/upload", f"{bucket.name}/{ident}", {}


def _kept(cloud, account, region):
    """What AWS keeps for a while by itself: histories, keys on their way out."""
    for command in cloud.runner.all(account, region):
        yield "ssm/command", command.id, {"document": command.request.get("DocumentName"), "status": command.status()[0]}
    for stack in cloud.stacks.all(account, region):
        if stack.status == "DELETE_COMPLETE":
            yield "cloudformation/deleted-stack", stack.id, {}
    for key in list(kms_backends[account][region].keys.values()):
        if key.deletion_date:
            yield "kms/pending-deletion", key.id, {"on": str(key.deletion_date)}
    place = cloud.datasync.get((account, region))
    for arn in list(place.executions) if place else []:
        yield "datasync/execution", arn, {"status": place.executions[arn].status}


@route("GET", "inventory")
def _inventory(front, _query, _data):
    with front.cloud.lock:
        return everything(front.cloud)


@route("POST", "alter")
def _alter(front, _query, data):
    """{"kind": flip|remove|add, "bucket", "key"} or {"kind", "fileSystem", "path"}; flip takes "offset", add takes "body"."""
    kind = data.get("kind")
    if kind not in ("flip", "remove", "add"):
        raise Refusal("InvalidAlteration", "kind is flip, remove or add")
    with front.cloud.lock:
        return _alter_file(data) if "fileSystem" in data else _alter_object(data)


def _flipped(data, offset):
    if not data:
        raise Refusal("Empty", "there is no byte to change")
    at = offset if offset >= 0 else len(data) + offset
    if not 0 <= at < len(data):
        raise Refusal("Outside", f"the data has {len(data)} bytes")
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def _alter_object(data):
    found = s3.find(data["bucket"])
    if found is None:
        raise Refusal("NoSuchBucket", data["bucket"])
    backend = s3_backends[s3.owner(data["bucket"])]["aws"]
    if data["kind"] == "add":
        backend.put_object(data["bucket"], data["key"], data.get("body", "added").encode())
        return {"added": data["key"]}
    key = found.keys.get(data["key"])
    if key is None:
        raise Refusal("NoSuchKey", data["key"])
    if data["kind"] == "remove":
        dict.pop(found.keys, data["key"], None)
        return {"removed": data["key"]}
    etag = key.etag
    key.value = _flipped(key.value, int(data.get("offset", 0)))
    key._etag = etag.strip('"') if data.get("silent", True) else None  # silent: as if the disk had rotted
    key.checksum_value = key.checksum_algorithm = None
    return {"altered": data["key"], "bytes": key.size}


def _alter_file(data):
    top = efs.folder(data["fileSystem"])
    path = os.path.realpath(f"{top}/{data['path']}")
    if not path.startswith(os.path.realpath(top) + "/"):
        raise Refusal("Outside", data["path"])
    if data["kind"] == "remove":
        os.unlink(path)
    elif data["kind"] == "add":
        with open(path, "wb") as file:
            file.write(data.get("body", "added").encode())
    else:
        info = os.stat(path)
        with open(path, "r+b") as file:
            changed = _flipped(file.read(), int(data.get("offset", 0)))
            file.seek(0)
            file.write(changed)
        if data.get("silent", True):
            os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    return {data["kind"]: data["path"]}


@route("POST", "agent")
def _agent(_front, _query, data):
    """{"instance": name or id, "agent": online|offline|none, "version": …}: an agent that changes midway."""
    cloud = state.current()
    plan = cloud.instances.get(cloud.names.get(data["instance"], data["instance"]))
    if plan is None:
        raise Refusal("NoSuchInstance", data["instance"])
    if data.get("agent", "online") not in ("online", "offline", "none"):
        raise Refusal("InvalidAgent", "agent is online, offline or none")
    plan.agent = data.get("agent", plan.agent)
    plan.agent_version = data.get("version", plan.agent_version)
    return {"instance": plan.id, "agent": plan.agent, "version": plan.agent_version}


@route("POST", "boot")
def _boot(front, _query, data):
    """{"instances": [names or ids] or "all"}: boots suspects before their first command; returns when they are up."""
    cloud = front.cloud
    wanted = list(cloud.instances) if data.get("instances", "all") == "all" else [cloud.names.get(name, name) for name in data["instances"]]
    plans = [cloud.instances[ident] for ident in wanted if cloud.instances[ident].suspect not in ("", "none", "standin")]
    with ThreadPoolExecutor(2) as pool:
        hosts = list(pool.map(cloud.suspects.of, plans))
    return {"booted": {host.plan.name: host.folder for host in hosts}}
