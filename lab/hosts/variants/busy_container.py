"""A container host: nested namespaces over overlay mounts, cables, an engine's records."""
import json
import os

from parts import kernel, packages
from parts.unit import Register, require
from . import clean, common

SENTENCE = "container host: four containers in nested namespaces over overlays, a bridge, an engine's files"
lookalike = Register("lookalike")
DAY = 86400
TOP = "/var/lib/docker"
# name, image, program, arguments, orders for the program
CONTAINERS = [("web", "nginx:1.27", "/usr/sbin/nginx", ["nginx: master process nginx"], "comm\tnginx\ntcp-listen\t0.0.0.0\t80"),
              ("cache", "redis:7", "/usr/local/bin/redis-server", ["redis-server *:6379"], "comm\tredis-server\ntcp-listen\t0.0.0.0\t6379"),
              ("api", "shop/api:2.8", "/app/api", ["/app/api", "serve"], "tcp-listen\t0.0.0.0\t8080\nrwx"),
              ("cron", "shop/tasks:2.8", "/tasks", ["/tasks", "loop"], "tick")]


def services(g):
    """The usual services, the engine, its bridge and containers."""
    common.basic_services(g)
    packages.install(g, "containerd-vendor", "1.7.19-1", ["/usr/bin/containerd", "/usr/bin/containerd-shim-runc-v2", "/usr/bin/dockerd", "/usr/bin/docker-proxy"], age=30 * DAY)
    g.start("containerd", ["/usr/bin/containerd"], script="comm\tcontainerd\nunix\t/run/containerd.sock", unit="system.slice/containerd.service")
    g.start("dockerd", ["/usr/bin/dockerd", "-H", "fd://", "--containerd=/run/containerd/containerd.sock"], script="comm\tdockerd\nunix\t/run/docker.sock", unit="system.slice/docker.service")
    g.run("ip", "link", "add", "docker0", "type", "bridge")
    g.run("ip", "addr", "add", "172.17.0.1/16", "dev", "docker0")
    g.run("ip", "link", "set", "docker0", "up")
    for number, spec in enumerate(CONTAINERS):
        _container(g, number, *spec)


def _container(g, number, name, image, program, argv, orders):
    """Files, mounts, namespaces and network of one container."""
    ident = f"{number + 10:02x}c4e7a91d25b8f3" * 4
    layer = f"{TOP}/overlay2/{ident[::-1]}"
    _records(g, ident, name, image, program, layer)
    g.program(f"{layer}-image/diff{program}", f"{image} {program}", age=25 * DAY)
    for path, text in (("/etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.20.1\n"), ("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"), ("/etc/hostname", ident[:12] + "\n")):
        g.write(f"{layer}-image/diff{path}", text, age=25 * DAY)
    for folder in ("diff", "work", "merged"):
        g.directory(f"{layer}/{folder}")
    for folder in ("proc", "sys", "dev", "tmp"):
        g.directory(f"{layer}-image/diff/{folder}")
    kernel.mount("overlay", f"{layer}/merged", "overlay", 0, f"lowerdir={layer}-image/diff,upperdir={layer}/diff,workdir={layer}/work")
    g.start(f"shim-{name}", ["/usr/bin/containerd-shim-runc-v2", "-namespace", "moby", "-id", ident, "-address", "/run/containerd/containerd.sock"],
            script="comm\tcontainerd-shim", unit="system.slice/containerd.service")
    pid = g.start(f"box-{name}", argv, path=program, script=orders, unit=f"system.slice/docker-{ident}.scope", inside=f"{layer}/merged", env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOSTNAME": ident[:12]})
    cable = f"veth{ident[:7]}"
    g.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(pid))
    g.run("ip", "link", "set", cable, "master", "docker0", "up")
    g.write(f"/run/containerd/io.containerd.runtime.v2.task/moby/{ident}/init.pid", str(pid))


def _records(g, ident, name, image, program, layer):
    """What the engine writes down about a container."""
    top = f"{TOP}/containers/{ident}"
    g.write(f"{top}/config.v2.json", json.dumps({"ID": ident, "Name": f"/{name}", "Created": g.stamp(9 * DAY, "%Y-%m-%dT%H:%M:%SZ"), "Path": program, "Image": f"sha256:{ident}",
            "State": {"Running": True, "Pid": 0}, "Config": {"Image": image, "Env": ["PATH=/usr/bin"]}, "Driver": "overlay2", "MountPoints": {}}), 0o600, age=9 * DAY)
    g.write(f"{top}/hostconfig.json", json.dumps({"NetworkMode": "bridge", "Privileged": False, "RestartPolicy": {"Name": "always"}}), age=9 * DAY)
    g.write(f"{top}/{ident}-json.log", "".join(json.dumps({"log": f"request {n}\n", "stream": "stdout", "time": g.stamp(n * 60, "%Y-%m-%dT%H:%M:%SZ")}) + "\n" for n in range(200, 0, -1)), 0o640)
    g.write(f"{layer}/link", ident[:26], age=9 * DAY)
    g.write(f"{layer}/lower", f"l/{ident[:26]}", age=9 * DAY)


def own_namespaces(g):
    """Every container has namespaces of its own."""
    own = os.readlink("/proc/self/ns/net")
    spaces = {os.readlink(f"/proc/{g.processes[f'box-{c[0]}']}/ns/net") for c in CONTAINERS}
    return require(len(spaces) == len(CONTAINERS) and own not in spaces, "namespaces are shared")


@lookalike("LK01", "processes in namespaces of their own, with programs no package of the host owns", "", ["box", "/app/api"], {"process": [f"box-{c[0]}" for c in CONTAINERS]}, "containers", check=own_namespaces)
def containers(g):
    pass  # running


@lookalike("LK02", "overlay mounts below the engine's folder", "", ["/var/lib/docker/overlay2"], {"path": f"{TOP}/overlay2"}, "Docker",
           check=lambda g: require(g.read("/proc/self/mountinfo").count("/merged ") == len(CONTAINERS), "mounts are missing"))
def overlays(g):
    pass  # mounted


@lookalike("LK03", "cables without an address on a bridge", "", ["docker0", "veth"], {"path": "/sys/class/net/docker0"}, "Docker", check=lambda g: require(sum(n.startswith("veth") for n in os.listdir("/sys/class/net")) == len(CONTAINERS), "cables are missing"))
def cables(g):
    pass  # there


@lookalike("LK04", "file changed inside a container's upper folder", "", ["/diff/tmp/session"], {"path": f"{TOP}/overlay2"}, "Docker")
def upper_files(g):
    for number in range(len(CONTAINERS)):
        layer = f"{TOP}/overlay2/" + (f"{number + 10:02x}c4e7a91d25b8f3" * 4)[::-1]
        g.write(f"{layer}/merged/tmp/session", "1\n")


LOOKALIKES = clean.LOOKALIKES + lookalike.units
