"""What the parts of one running cloud share."""
import json
import os
import threading
import time

DELAYS = {
    "agentDelivery": 0.05,  # a command's way to an agent, seconds
    "deliveryTimeout": 0.0,  # replaces a command's TimeoutSeconds (at least 30 s on AWS) where tests cannot wait
    "standinCommand": 0.05,  # what a stand-in takes for a command
    "fileSystem": 0.2,  # creating -> available
    "mountTarget": 0.4,
    "stackResource": 0.0,  # each resource of a stack
    "stack": 0.3,  # a stack's whole creation, at least
    "stackDelete": 0.2,
    "transferPhase": 0.1,  # each phase of a DataSync execution
    "mountRefusal": 1.0,  # a mount that no security group admits, until it gives up
}


class Cloud:
    """One running cloud."""

    def __init__(self, folder, seed, port):
        self.folder, self.seed, self.port = folder, seed, port
        self.delays = dict(DELAYS)
        self.delays.update({key: float(value) for key, value in seed.get("delays", {}).items()})
        self.lock = threading.RLock()  # around moto, which is not made for threads
        self.accounts = {}  # id -> {"name", "regions", "key", "secret"}
        self.instances = {}  # instance id -> seeds.Instance (with account and region)
        self.names = {}  # name -> instance id
        self.home = ""
        self.enforce = bool(seed.get("enforce", True))  # role sessions may only do what their role's policies allow
        self.signatures = bool(seed.get("signatures", True))  # header signatures are checked
        self.started = time.time()
        self.closing = threading.Event()

    def delay(self, name):
        """A delay in seconds."""
        return self.delays[name]

    @property
    def endpoint(self):
        """Where the programs of the responder find every service."""
        return f"http://127.0.0.1:{self.port}"

    def write(self, name, value):
        """Writes DIR/NAME atomically, for the owner only."""
        path = f"{self.folder}/{name}"
        descriptor = os.open(f"{path}.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(value, file, indent=1)
        os.replace(f"{path}.new", path)


CLOUD = None  # the one cloud of this process


def current():
    """The cloud of this process."""
    return CLOUD


def install(cloud):
    """Makes a cloud the one of this process."""
    global CLOUD
    CLOUD = cloud
