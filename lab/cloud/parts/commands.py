"""Commands and their invocations: state, scheduling, delivery, time-outs, cancelling."""
import os
import signal
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from . import documents, network, standin, suspects

OUT_LIMIT, ERROR_LIMIT, LIST_LIMIT = 24000, 8000, 2500
LIST_CUT = "---Output truncated---"
DONE = {"Success", "Failed", "TimedOut", "Cancelled"}
RESTART = 194


class Invocation:
    """A command on one instance."""

    def __init__(self, command, plan):
        self.command, self.plan = command, plan
        self.status, self.detail = "Pending", "Pending"
        self.asked = time.time()
        self.code, self.out, self.err = -1, "", ""
        self.began = self.ended = None
        self.plugin = ""
        self.process = None
        self.cancelled = threading.Event()

    def finish(self, status, detail=None, code=None):
        """The end of it."""
        self.ended = time.time()
        if code is not None:
            self.code = code
        self.status, self.detail = status, detail or status


class Command:
    """One SendCommand."""

    def __init__(self, account, region, request, content, version, filled, plans):
        self.id = str(uuid.uuid4())
        self.account, self.region, self.request = account, region, request
        self.content, self.version, self.filled = content, version, filled
        self.asked = time.time()
        self.timeout = int(request.get("TimeoutSeconds", 3600))
        self.invocations = {plan.id: Invocation(self, plan) for plan in plans}
        self.cancelling = False
        self.stopped = False  # too many errors: the rest is not sent
        self.lock = threading.Lock()

    @property
    def expires(self):
        """When undelivered invocations are given up."""
        return self.asked + self.timeout

    def limit(self, name, default):
        """MaxConcurrency or MaxErrors as a number."""
        text = str(self.request.get(name) or default)
        total = len(self.invocations)
        return max(1 if name == "MaxConcurrency" else 0, total * int(text[:-1]) // 100) if text.endswith("%") else int(text)

    def counts(self):
        """(finished, failed, not delivered)."""
        states = [one for one in self.invocations.values()]
        return (sum(one.status in DONE for one in states), sum(one.status in ("Failed", "TimedOut") for one in states),
                sum(one.detail == "DeliveryTimedOut" for one in states))

    def status(self):
        """(Status, StatusDetails) of the whole."""
        states = [one.status for one in self.invocations.values()]
        if not states:
            return "Success", "NoInstancesInTag"
        if all(state in DONE for state in states):
            if "Cancelled" in states and self.cancelling:
                return "Cancelled", "Cancelled"
            if "TimedOut" in states:
                details = {one.detail for one in self.invocations.values() if one.status == "TimedOut"}
                return "TimedOut", details.pop()
            return ("Failed", "Failed") if "Failed" in states or self.stopped else ("Success", "Success")
        if self.cancelling:
            return "Cancelling", "Cancelling"
        return ("Pending", "Pending") if all(state == "Pending" for state in states) else ("InProgress", "InProgress")


class Runner:
    """Runs commands in the background."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.commands = {}  # (account, region) -> {id: Command}
        self._pool = ThreadPoolExecutor(24, "standin")

    def all(self, account, region):
        """The commands of an account and region, newest first."""
        return list(self.commands.get((account, region), {}).values())[::-1]

    def send(self, command):
        """Starts a command."""
        self.commands.setdefault((command.account, command.region), {})[command.id] = command
        threading.Thread(target=self._drive, args=(command,), daemon=True, name=f"command {command.id}").start()

    def _drive(self, command):
        """Sends to as many at a time as MaxConcurrency says, stops after MaxErrors."""
        waiting = list(command.invocations.values())
        gate = threading.Semaphore(command.limit("MaxConcurrency", "50"))
        allowed = command.limit("MaxErrors", "0")
        threads = []
        for one in waiting:
            while not gate.acquire(timeout=0.2):
                if command.cancelling or self.cloud.closing.is_set():
                    break
            if command.counts()[1] > allowed:
                command.stopped = True
            if command.stopped or one.cancelled.is_set():
                one.finish("Cancelled", "Terminated" if command.stopped else "Cancelled")
                gate.release()
                continue

            def work(one=one):
                try:
                    self._one(command, one)
                except Exception as error:  # shown as the agent would show it
                    one.err = str(error)[:ERROR_LIMIT]
                    one.finish("Failed", code=1)
                finally:
                    gate.release()
            if one.plan.suspect == "standin":
                self._pool.submit(work)
            else:
                threads.append(threading.Thread(target=work, daemon=True))
                threads[-1].start()

    def _one(self, command, one):
        """Delivery, then every step in turn."""
        if not self._deliver(command, one):
            return
        steps = documents.steps(command.content)
        one.plugin = steps[0]["name"] if steps else ""
        one.status = one.detail = "InProgress"
        one.began = time.time()
        newer = [int(part) for part in one.plan.agent_version.split(".")] >= [3, 3, 2746, 0]
        for step in steps:
            one.plugin = step["name"]
            script, environment, folder, limit = documents.script(command.content, step, command.filled, newer)
            answer = self._step(command, one, step, script, environment, folder, limit)
            one.out, one.err = answer["stdout"], answer["stderr"]
            if answer["outcome"] == "cancel":
                return one.finish("Cancelled", code=-1)
            if answer["outcome"] == "timeout":
                return one.finish("TimedOut", "ExecutionTimedOut", answer["code"])
            one.code = answer["code"]
            if answer["code"]:
                return one.finish("Failed", code=answer["code"])
        return one.finish("Success", code=0)

    def _deliver(self, command, one):
        """Waits for the agent; False if the command never got there."""
        deadline = time.monotonic() + self.cloud.delay("agentDelivery")
        while True:
            if one.cancelled.is_set():
                one.finish("Cancelled")
                return False
            if self.cloud.closing.is_set():
                return False
            if time.time() >= command.expires:
                one.finish("TimedOut", "DeliveryTimedOut")
                return False
            if not network.running(one.plan) and network.live(one.plan).state in ("terminated", "shutting-down"):
                one.finish("Failed", "Undeliverable")
                return False
            left = deadline - time.monotonic()
            if left <= 0 and one.plan.agent == "online" and network.running(one.plan):
                return True
            one.cancelled.wait(min(0.25, left) if left > 0 else 0.25)

    def _step(self, command, one, step, script, environment, folder, limit):
        """Runs one step on a stand-in or in a real host."""
        if one.plan.suspect == "standin":
            return standin.answer(self.cloud, command, one)
        if one.plan.suspect in ("", "none"):
            return {"outcome": "exit", "code": 1, "stdout": "", "stderr": "this instance has no system behind it"}
        order = {"command": command.id, "step": step["name"], "script": script, "directory": folder, "timeout": limit,
                 "environment": {"AWS_SSM_INSTANCE_ID": one.plan.id, "AWS_SSM_REGION_NAME": command.region,
                                 "SSM_COMMAND_ID": command.id, "AWS_SSM_PLATFORM_TYPE": "Linux", **environment},
                 "limit": OUT_LIMIT, "errorLimit": ERROR_LIMIT}

        def register(process):
            one.process = process
            if one.cancelled.is_set():
                process.terminate()
        try:
            return self.cloud.suspects.run(one.plan, order, register)
        except suspects.SuspectError as error:
            return {"outcome": "exit", "code": 1, "stdout": "", "stderr": str(error)[:ERROR_LIMIT]}

    def cancel(self, command, instances):
        """Asks for the end of what has not ended."""
        command.cancelling = True
        for ident, one in command.invocations.items():
            if instances and ident not in instances:
                continue
            one.cancelled.set()
            process = one.process
            if process and process.poll() is None:
                try:
                    os.kill(process.pid, signal.SIGTERM)
                except ProcessLookupError:
                    pass
