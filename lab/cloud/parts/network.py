"""What the networks of the cloud let through."""
import ipaddress
import time

from moto.ec2.models import ec2_backends

_cache = {}


def _remember(key, make, seconds=1.0):
    """A value that is worked out at most once a second."""
    found = _cache.get(key)
    if found and time.monotonic() - found[0] < seconds:
        return found[1]
    value = make()
    _cache[key] = (time.monotonic(), value)
    return value


def instance(plan):
    """moto's instance behind a seed's one; None once it is gone."""
    for reservation in list(ec2_backends[plan.account][plan.region].reservations.values()):
        for one in reservation.instances:
            if one.id == plan.id:
                return one
    return None


_instances = {}


def live(plan):
    """moto's instance, remembered."""
    if plan.id not in _instances:
        _instances[plan.id] = instance(plan)
    return _instances[plan.id]


def running(plan):
    """True if the instance runs."""
    one = live(plan)
    return bool(one) and one.state == "running"


def has_profile(plan):
    """True if an instance profile is attached now."""
    backend = ec2_backends[plan.account][plan.region]
    associations = getattr(backend, "iam_instance_profile_associations", {})
    return any(value.instance.id == plan.id for value in list(associations.values())) or bool(
        getattr(live(plan), "iam_instance_profile", None))


def _table(backend, subnet):
    """The route table of a subnet."""
    tables = list(backend.route_tables.values())
    for table in tables:
        if subnet.id in table._associations.values():
            return table
    return next((table for table in tables if table.vpc_id == subnet.vpc_id and table.main_association_id), None)


def internet(account, region, subnet_id):
    """True if a subnet's default route leads to an internet or NAT gateway."""
    def find():
        backend = ec2_backends[account][region]
        table = _table(backend, backend.get_subnet(subnet_id))
        for route in list(table._routes.values()) if table else []:
            if route.destination_cidr_block == "0.0.0.0/0" and (route.gateway or route.nat_gateway):
                return True
        return False
    return _remember(("internet", account, region, subnet_id), find)


def endpoints(account, region, vpc_id):
    """The short names of the services with a usable endpoint in a VPC."""
    def find():
        found = set()
        for one in list(ec2_backends[account][region].vpc_end_points.values()):
            if one.vpc_id == vpc_id and one.state not in ("deleted", "deleting"):
                found.add(one.service_name.rpartition(".")[2])
        return found
    return _remember(("endpoints", account, region, vpc_id), find)


def reaches(plan, *services):
    """True if an instance reaches all these services."""
    one = live(plan)
    if one is None:
        return False
    if internet(plan.account, plan.region, one.subnet_id):
        return True
    return set(services) <= endpoints(plan.account, plan.region, one.vpc_id)


def interfaces(plan):
    """(private address, group ids) of every interface of an instance."""
    backend = ec2_backends[plan.account][plan.region]
    found = []
    for interface in list(backend.enis.values()):
        if getattr(interface, "instance", None) is not None and interface.instance.id == plan.id:
            groups = {group.id for group in interface.group_set}
            found.append((interface.private_ip_address, groups))
    one = live(plan)
    if one is not None and not found:
        found.append((one.private_ip, {group.id for group in one.security_groups}))
    return found


def _matches(rules, address, groups, port):
    """True if a rule covers TCP `port` for this address or one of these groups."""
    for rule in list(rules):
        protocol = str(rule.ip_protocol)
        if protocol not in ("-1", "tcp", "6"):
            continue
        if protocol != "-1" and not int(rule.from_port) <= port <= int(rule.to_port):
            continue
        cidr = (rule.ip_range or {}).get("CidrIp")
        if cidr and address and ipaddress.ip_address(address) in ipaddress.ip_network(cidr, strict=False):
            return True
        if (rule.source_group or {}).get("GroupId") in groups:
            return True
    return False


def _groups(account, region, idents):
    backend = ec2_backends[account][region]
    found = (backend.get_security_group_from_id(ident) for ident in idents)
    return [group for group in found if group]


def admits(account, region, group_ids, address, source_groups, port=2049):
    """True if any of the groups lets TCP `port` in from this address or these groups."""
    return any(_matches(group.ingress_rules, address, source_groups, port) for group in _groups(account, region, group_ids))


def lets_out(account, region, group_ids, address, target_groups, port=2049):
    """True if any of the groups lets TCP `port` out to this address or these groups."""
    return any(_matches(group.egress_rules, address, target_groups, port) for group in _groups(account, region, group_ids))
