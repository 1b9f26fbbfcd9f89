"""Service quotas, and the one service setting that decides about managed instances."""
from . import state
from .answers import Refusal
from .server import own

# (service, code) -> (name, value): published defaults; a seed's "quotas": {"SERVICE/CODE": value} replaces them
QUOTAS = {("elasticfilesystem", "L-848C634D"): ("File systems per account", 1000.0),
          ("vpc", "L-E79EC296"): ("VPC security groups per Region", 2500.0),
          ("vpc", "L-0EA8095F"): ("Inbound or outbound rules per security group", 60.0),
          ("vpc", "L-DF5E4CA3"): ("Network interfaces per Region", 5000.0),
          ("vpc", "L-F678F1CE"): ("VPCs per Region", 5.0),
          ("cloudformation", "L-0485CB21"): ("Stack count", 2000.0)}


@own("servicequotas", "GetServiceQuota", "GetAWSDefaultServiceQuota")
def get_service_quota(call):
    """One quota."""
    service, code = call.params.get("ServiceCode", ""), call.params.get("QuotaCode", "")
    wanted = state.current().seed.get("quotas", {})
    name, value = QUOTAS.get((service, code), ("", None))
    value = wanted.get(f"{service}/{code}", value)
    if value is None:
        raise Refusal("NoSuchResourceException", f"The request failed because the specified quota {service}/{code} does not exist.")
    return {"Quota": {"ServiceCode": service, "ServiceName": service, "QuotaCode": code, "QuotaName": name or code, "Value": float(value),
                      "Unit": "None", "Adjustable": True, "GlobalQuota": False,
                      "QuotaArn": f"arn:aws:servicequotas:{call.region}:{call.account}:{service}/{code}"}}


@own("servicequotas", "ListServiceQuotas")
def list_service_quotas(call):
    """The quotas of one service."""
    service = call.params.get("ServiceCode", "")
    found = []
    for one, code in QUOTAS:
        if one == service:
            call.params["QuotaCode"] = code
            found.append(get_service_quota(call)["Quota"])
    return {"Quotas": found}


@own("ssm", "GetServiceSetting")
def get_service_setting(call):
    """Default host management is off unless the seed names its role: "defaultHostManagement": ROLE."""
    ident = str(call.params.get("SettingId", ""))
    name = ident.partition("servicesetting")[2] or ident
    value = state.current().seed.get("defaultHostManagement", "$None") if name.endswith("default-ec2-instance-management-role") else "$None"
    return {"ServiceSetting": {"SettingId": name, "SettingValue": value, "Status": "Default" if value == "$None" else "Customized",
                               "ARN": f"arn:aws:ssm:{call.region}:{call.account}:servicesetting{name}", "LastModifiedDate": state.current().started,
                               "LastModifiedUser": "System"}}
