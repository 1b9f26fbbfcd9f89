"""Stacks: made, changed, rolled back and removed in the background, one event per step."""
import random
import string
import threading
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

from . import landscape, resources, template
from .answers import Refusal

WORKERS = 6
INTERNAL = "cloudformation"  # in the header x-lab-by of calls that stacks make


class Resource:
    """One resource of a stack."""

    def __init__(self, logical, kind):
        self.logical, self.kind = logical, kind
        self.physical, self.status, self.reason = "", "", ""
        self.properties, self.raw, self.attributes = {}, None, {}
        self.retain, self.order, self.changed = False, 0, time.time()


class Stack:
    """One stack."""

    def __init__(self, account, region, name, request):
        self.account, self.region, self.name = account, region, name
        self.uuid = str(uuid.uuid4())
        self.id = f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{self.uuid}"
        self.token = "".join(random.choices(string.ascii_uppercase + string.digits, k=12))
        self.created, self.updated, self.deleted = time.time(), None, None
        self.status, self.reason = "", ""
        self.body, self.template, self.values, self.typed = "", {}, {}, {}
        self.tags, self.role, self.capabilities = request.get("Tags", []), request.get("RoleARN", ""), request.get("Capabilities", [])
        self.protected = str(request.get("EnableTerminationProtection", "")).lower() == "true"
        self.on_failure = request.get("OnFailure") or ("DO_NOTHING" if str(request.get("DisableRollback", "")).lower() == "true" else "ROLLBACK")
        self.timeout = request.get("TimeoutInMinutes")
        self.resources, self.events, self.outputs, self.change_sets = {}, [], [], {}
        self.tokens = {}
        self.lock = threading.Lock()
        self.counter = 0

    def event(self, logical, physical, kind, status, reason="", token="", properties=""):
        """Adds one event; the newest is first when told."""
        self.events.append({"StackId": self.id, "EventId": f"{logical}-{status}-{uuid.uuid4()}", "StackName": self.name,
                            "LogicalResourceId": logical, "PhysicalResourceId": physical, "ResourceType": kind,
                            "Timestamp": _moment(), "ResourceStatus": status, "ResourceStatusReason": reason or None,
                            "ClientRequestToken": token or None, "ResourceProperties": properties or None})

    def turn(self, status, reason="", token=""):
        """A new status of the stack itself."""
        self.status, self.reason = status, reason
        self.event(self.name, self.id, "AWS::CloudFormation::Stack", status, reason, token)


def _moment():
    import datetime
    return datetime.datetime.now(datetime.timezone.utc)


class Engine:
    """Carries out what is asked of stacks."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.stacks = {}  # (account, region) -> {id: Stack}
        self._clients = {}
        self._lock = threading.Lock()

    # --- finding
    def all(self, account, region):
        """Every stack, deleted ones too."""
        return list(self.stacks.get((account, region), {}).values())

    def find(self, account, region, name, deleted=False):
        """A stack by name or id; by name only a living one."""
        for stack in self.all(account, region):
            if stack.id == name or (stack.name == name and (stack.status != "DELETE_COMPLETE" or deleted)):
                return stack
        return None

    def must(self, account, region, name):
        """A stack, or the refusal."""
        stack = self.find(account, region, name)
        if stack is None:
            raise Refusal("ValidationError", f"Stack with id {name} does not exist")
        return stack

    def exports(self, account, region):
        """name -> (value, stack id) of all exports."""
        return {out["ExportName"]: (out["OutputValue"], stack.id) for stack in self.all(account, region)
                if stack.status != "DELETE_COMPLETE" for out in stack.outputs if out.get("ExportName")}

    # --- tools
    def maker(self, stack, logical):
        """What handlers get."""
        def client(service):
            key = (stack.account, stack.region, service, stack.role)
            with self._lock:
                if key not in self._clients:
                    made = landscape.client(self.cloud, service, stack.account, stack.region, fresh=True)
                    made.meta.events.register("before-send.*", lambda request, role=stack.role, **_: _mark(request, role))
                    self._clients[key] = made
                return self._clients[key]
        return resources.Maker(client, stack.account, stack.region, stack.name, logical, stack.token, stack.tags)

    def evaluator(self, stack):
        """Values of a stack."""
        pseudo = {"AWS::AccountId": stack.account, "AWS::Region": stack.region, "AWS::StackName": stack.name, "AWS::StackId": stack.id,
                  "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", "AWS::NotificationARNs": []}

        def zones():
            ec2 = self.maker(stack, "").client("ec2")
            return sorted(zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"])
        found = template.Evaluator(stack.template, stack.typed, pseudo, zones,
                                   lambda: {name: value for name, (value, _) in self.exports(stack.account, stack.region).items()})
        for name, resource in stack.resources.items():
            if resource.physical:
                found.physical[name], found.attributes[name] = resource.physical, resource.attributes
        return found

    def background(self, work, *arguments):
        """Runs work in a thread; a mistake of the lab shows as the stack's reason."""
        def guarded():
            stack = arguments[0]
            with stack.lock:
                try:
                    work(*arguments)
                except Exception as error:
                    import traceback
                    traceback.print_exc()
                    stack.turn(stack.status.split("_")[0] + "_FAILED", f"Internal Failure: {error}")
        threading.Thread(target=guarded, daemon=True, name=f"stack {arguments[0].name}").start()

    def pause(self, began, name):
        """Waits until a delay has passed since `began`."""
        left = began + self.cloud.delay(name) - time.time()
        if left > 0:
            self.cloud.closing.wait(left)

    # --- create
    def create(self, stack, token):
        """Makes every resource; rolls back what was made if one fails."""
        began = time.time()
        plan = self._plan(stack, set(self.evaluator(stack).active()))
        trouble = self._make_all(stack, plan, "CREATE", token)
        if not trouble:
            trouble = self._outputs(stack)
        if not trouble:
            self.pause(began, "stack")
            stack.turn("CREATE_COMPLETE", token=token)
            return
        failed = f"The following resource(s) failed to create: [{', '.join(trouble)}]. "
        if stack.on_failure == "DO_NOTHING":
            stack.turn("CREATE_FAILED", failed, token)
            return
        word = "DELETE" if stack.on_failure == "DELETE" else "ROLLBACK"
        stack.turn(f"{word}_IN_PROGRESS", failed + ("Rollback requested by user." if word == "ROLLBACK" else "Delete requested by user."), token)
        left = self._remove_all(stack, list(stack.resources.values()), token)
        if left:
            stack.turn(f"{word}_FAILED", f"The following resource(s) failed to delete: [{', '.join(left)}]. ", token)
            return
        if word == "DELETE":
            stack.deleted = time.time()
        stack.turn(f"{word}_COMPLETE", token=token)

    def _plan(self, stack, names):
        """logical id -> the ids that it waits for."""
        found = {}
        for name in names:
            item = stack.template["Resources"][name]
            depends = item.get("DependsOn", [])
            depends = {depends} if isinstance(depends, str) else set(depends)
            found[name] = ((template.mentions(item.get("Properties", {})) | depends) & names) - {name}
        return found

    def _make_all(self, stack, plan, verb, token):
        """Makes what the plan names, several at a time; returns what failed."""
        waiting, running, done, failed = dict(plan), {}, set(), []
        evaluator = self.evaluator(stack)
        with ThreadPoolExecutor(WORKERS) as pool:
            while waiting or running:
                ready = [] if failed else [name for name, needs in waiting.items() if needs <= done][:WORKERS * 2]
                for name in ready:
                    waiting.pop(name)
                    running[pool.submit(self._make, stack, name, evaluator, verb, token)] = name
                if not running:
                    if waiting and not failed:
                        failed.append(next(iter(waiting)))
                        stack.reason = "Circular dependency between resources"
                    break
                for future in wait(running, return_when=FIRST_COMPLETED)[0]:
                    name = running.pop(future)
                    (done.add if future.result() else failed.append)(name)
        return failed

    def _make(self, stack, name, evaluator, verb, token):
        """Makes one resource; True if it worked."""
        item = stack.template["Resources"][name]
        resource = stack.resources.setdefault(name, Resource(name, item["Type"]))
        resource.kind, resource.raw = item["Type"], item
        resource.retain = item.get("DeletionPolicy", "Delete") in ("Retain", "RetainExceptOnCreate")
        began = time.time()
        self._turn(stack, resource, f"{verb}_IN_PROGRESS", "", token)
        try:
            handler = resources.KINDS.get(resource.kind)
            if handler is None:
                raise resources.ResourceError(f"the lab has no resource type {resource.kind}")
            resource.properties = evaluator.value(item.get("Properties", {}))
            physical, attributes = handler.make(self.maker(stack, name), resource.properties)
            resource.physical, resource.attributes = physical, attributes
            self._turn(stack, resource, f"{verb}_IN_PROGRESS", "Resource creation Initiated", token)
            self.pause(began, "stackResource")
            evaluator.physical[name], evaluator.attributes[name] = physical, attributes
            with self._lock:
                stack.counter += 1
                resource.order = stack.counter
            self._turn(stack, resource, f"{verb}_COMPLETE", "", token)
            return True
        except Exception as error:  # the reason goes into the event
            self._turn(stack, resource, f"{verb}_FAILED", _reason(error), token)
            return False

    def _turn(self, stack, resource, status, reason, token):
        resource.status, resource.reason, resource.changed = status, reason, time.time()
        stack.event(resource.logical, resource.physical, resource.kind, status, reason, token)

    def _outputs(self, stack):
        """Works the outputs out; returns what failed."""
        evaluator, made = self.evaluator(stack), []
        taken = {name for name, (_, owner) in self.exports(stack.account, stack.region).items() if owner != stack.id}
        for name, item in (stack.template.get("Outputs") or {}).items():
            if "Condition" in item and not evaluator.condition(item["Condition"]):
                continue
            try:
                out = {"OutputKey": name, "OutputValue": template._text(evaluator.value(item["Value"]))}
                if "Description" in item:
                    out["Description"] = item["Description"]
                if "Export" in item:
                    out["ExportName"] = evaluator.value(item["Export"]["Name"])
            except Refusal as error:
                stack.event(stack.name, stack.id, "AWS::CloudFormation::Stack", "CREATE_FAILED", error.message)
                return [name]
            if out.get("ExportName") in taken:
                return [name]
            made.append(out)
        stack.outputs = made
        return []

    # --- delete
    def delete(self, stack, retain, token):
        """Removes every resource, last made first."""
        began = time.time()
        left = self._remove_all(stack, [one for one in stack.resources.values() if one.logical not in retain], token)
        self.pause(began, "stackDelete")
        if left:
            stack.turn("DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(left)}]. ", token)
            return
        stack.deleted = time.time()
        stack.outputs = []
        stack.turn("DELETE_COMPLETE", token=token)

    def _remove_all(self, stack, some, token):
        """Removes resources against the direction of their needs; returns what could not be removed."""
        names = {one.logical for one in some if one.physical and not one.status.startswith("DELETE_COMPLETE")}
        needs = {one.logical: self._needs(one) & names for one in some if one.logical in names}
        users = {name: {other for other, wants in needs.items() if name in wants} for name in names}
        failed, gone, running, waiting = [], set(), {}, set(names)
        with ThreadPoolExecutor(WORKERS) as pool:
            while waiting or running:
                for name in [name for name in waiting if users[name] <= gone]:
                    waiting.discard(name)
                    running[pool.submit(self._remove, stack, stack.resources[name], token)] = name
                if not running:
                    break
                for future in wait(running, return_when=FIRST_COMPLETED)[0]:
                    name = running.pop(future)
                    (gone.add if future.result() else failed.append)(name)
        return failed

    def _needs(self, resource):
        item = resource.raw or {}
        depends = item.get("DependsOn", [])
        return template.mentions(item.get("Properties", {})) | ({depends} if isinstance(depends, str) else set(depends))

    def _remove(self, stack, resource, token):
        """Removes one resource; True if it has gone."""
        if resource.retain:
            self._turn(stack, resource, "DELETE_SKIPPED", "", token)
            resource.physical = ""
            return True
        self._turn(stack, resource, "DELETE_IN_PROGRESS", "", token)
        try:
            resources.KINDS[resource.kind].remove(self.maker(stack, resource.logical), resource.physical, resource.properties)
        except Exception as error:  # the reason goes into the event
            self._turn(stack, resource, "DELETE_FAILED", _reason(error), token)
            return False
        self._turn(stack, resource, "DELETE_COMPLETE", "", token)
        return True

    # --- update
    def update(self, stack, before, token):
        """Brings a stack from its old template to the new one; goes back if something fails."""
        began = time.time()
        stack.updated = began
        trouble = self._change(stack, token)
        if not trouble:
            trouble = self._outputs(stack)
        if trouble:
            stack.turn("UPDATE_ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to update: [{', '.join(trouble)}]. ", token)
            stack.body, stack.template, stack.values, stack.typed, stack.tags = before
            again = self._change(stack, token)
            self._outputs(stack)
            stack.turn("UPDATE_ROLLBACK_FAILED" if again else "UPDATE_ROLLBACK_COMPLETE", token=token)
            return
        self.pause(began, "stack")
        stack.turn("UPDATE_COMPLETE", token=token)

    def _change(self, stack, token):
        """One pass from what is there to what the template says; returns what failed."""
        evaluator = self.evaluator(stack)
        wanted = evaluator.active()
        plan = self._plan(stack, set(wanted))
        done, failed, replaced = set(), [], []
        while len(done) < len(plan) and not failed:
            ready = [name for name, needs in plan.items() if name not in done and needs <= done]
            if not ready:
                return ["circular"]
            for name in ready:
                worked, old = self._change_one(stack, name, evaluator, token)
                done.add(name)
                if not worked:
                    failed.append(name)
                if old:
                    replaced.append(old)
        if failed:
            return failed
        gone = [one for name, one in stack.resources.items() if name not in wanted and one.physical and one.status != "DELETE_COMPLETE"]
        if gone or replaced:
            stack.turn("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", token=token)
        self._remove_all(stack, gone, token)
        for one in replaced:
            self._remove(stack, one, token)
        return []

    def _change_one(self, stack, name, evaluator, token):
        """(worked, the old resource to be removed) for one logical id."""
        item, old = stack.template["Resources"][name], stack.resources.get(name)
        if old is None or not old.physical or old.status == "DELETE_COMPLETE" or old.kind != item["Type"]:
            stack.resources.pop(name, None)
            return self._make(stack, name, evaluator, "CREATE", token), old if old and old.physical and old.kind != item["Type"] else None
        properties = evaluator.value(item.get("Properties", {}))
        old.raw = item
        if properties == old.properties:
            return True, None
        handler = resources.KINDS[old.kind]
        self._turn(stack, old, "UPDATE_IN_PROGRESS", "", token)
        if handler.alter and not _named_otherwise(old.properties, properties):
            try:
                handler.alter(self.maker(stack, name), old.physical, properties)
                old.properties = properties
                self._turn(stack, old, "UPDATE_COMPLETE", "", token)
                return True, None
            except Exception as error:  # the reason goes into the event
                self._turn(stack, old, "UPDATE_FAILED", _reason(error), token)
                return False, None
        stack.resources[name] = Resource(name, item["Type"])
        if self._make(stack, name, evaluator, "UPDATE", token):
            return True, old
        stack.resources[name] = old
        return False, None


def _named_otherwise(before, after):
    """True if a property that names the thing has changed."""
    names = ("BucketName", "RoleName", "Name", "Bucket", "AliasName", "KmsKeyId", "Encrypted", "SubnetId", "FileSystemId", "PerformanceMode")
    return any(before.get(name) != after.get(name) for name in names)


def _mark(request, role):
    """Marks a call as made by a stack under its execution role."""
    request.headers["x-lab-by"] = INTERNAL
    request.headers["x-lab-role"] = role


def _reason(error):
    text = getattr(error, "message", "") or str(error)
    return f"Resource handler returned message: \"{text}\""[:1000]
