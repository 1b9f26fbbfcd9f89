"""A continuous-integration runner: programs built and run in /tmp, short processes."""
import os

from parts import packages
from parts.unit import Register, require
from . import clean, common

SENTENCE = "CI runner: builds and runs programs in /tmp, a container engine's socket, many short processes"
lookalike = Register("lookalike")
DAY = 86400
RUNNER, WORK = "/opt/actions-runner", "/opt/actions-runner/_work/shop/shop"
SECRETS = {"CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": f"{RUNNER}/_work/_temp", "ACTIONS_RUNTIME_TOKEN": "example-token", "AWS_SESSION_TOKEN": "example", "HOME": "/home/runner", "PATH": "/usr/local/bin:/usr/bin:/bin"}


def services(g):
    """The usual services, the container engine, the runner."""
    common.basic_services(g)
    g.add_account("runner", 1021)
    packages.install(g, "docker-vendor", "27.1.1-1", ["/usr/bin/dockerd", "/usr/bin/containerd"], age=30 * DAY)
    g.start("dockerd", ["/usr/bin/dockerd", "-H", "fd://"], script="comm\tdockerd\nunix\t/run/docker.sock", unit="system.slice/docker.service")
    g.program(f"{RUNNER}/bin/Runner.Listener", "listener", owner="runner", age=22 * DAY)
    g.program(f"{RUNNER}/bin/Runner.Worker", "worker", owner="runner", age=22 * DAY)
    g.write(f"{RUNNER}/runsvc.sh", "#!/bin/bash\nexec ./bin/Runner.Listener run\n", 0o755, "runner", 22 * DAY)
    g.write(f"{RUNNER}/.credentials", '{"scheme": "OAuth", "data": {"clientId": "example"}}\n', 0o600, "runner", 22 * DAY)
    g.write("/etc/systemd/system/actions.runner.shop.service", f"[Service]\nUser=runner\nExecStart={RUNNER}/runsvc.sh\nWorkingDirectory={RUNNER}\n", age=22 * DAY)
    unit = "system.slice/actions.runner.shop.service"
    g.start("listener", [f"{RUNNER}/bin/Runner.Listener", "run"], user="runner", cwd=RUNNER, script="comm\tRunner.Listener\nrwx\ntcp-connect\t203.0.113.99\t443\t10.20.0.15", unit=unit)
    g.start("worker-job", [f"{RUNNER}/bin/Runner.Worker", "spawnclient", "100", "103"], user="runner", cwd=RUNNER, script="comm\tRunner.Worker\nrwx\nmemfd\tdoublemapper", unit=unit)


@lookalike("LC01", "program built into /tmp and running there", "", ["/tmp/build-8f2c"], {"process": "tmp-test", "path": "/tmp/build-8f2c/bin/shop-test"}, "CI builds")
def built_program(g):
    g.program("/tmp/build-8f2c/bin/shop-test", "shop-test", owner="runner")
    g.start("tmp-test", ["/tmp/build-8f2c/bin/shop-test", "--all"], user="runner", cwd="/tmp/build-8f2c", env=SECRETS, script="tick\ntcp-listen\t127.0.0.1\t34567")


@lookalike("LC02", "test program whose work folder was cleaned away", "", ["/tmp/go-build31415"], {"process": "go-test"}, "go test", check=lambda g: require(g.exe("go-test").endswith("(deleted)"), "not deleted"))
def cleaned_program(g):
    path = "/tmp/go-build31415/b001/exe/api.test"
    g.program(path, "api.test", owner="runner")
    g.start("go-test", [path, "-test.timeout=10m0s"], path=path, user="runner", cwd="/tmp", env=SECRETS, script="comm\tapi.test")
    g.run("rm", "-r", "/tmp/go-build31415")


@lookalike("LC03", "job script that starts short processes without end", "", ["/opt/actions-runner/_work/_temp"], {"process": "job"}, "CI jobs")
def job(g):
    path = f"{RUNNER}/_work/_temp/5d3c7a10.sh"
    g.write(path, "set -e\nwhile :; do\n  cat /etc/os-release >/dev/null; uname -a >/dev/null; sleep 0.5\ndone\n", 0o755, "runner")
    g.start("job", ["/usr/bin/bash", "-e", path], user="runner", cwd=RUNNER, env=SECRETS, unit="system.slice/actions.runner.shop.service")


@lookalike("LC04", "container engine's socket that a group may use", "", ["/run/docker.sock"], {"process": "dockerd", "path": "/run/docker.sock"}, "Docker")
def engine_socket(g):
    os.chmod("/run/docker.sock", 0o660)


@lookalike("LC05", "archives in /tmp and a hidden cache with programs", "", ["/tmp/artifact-7712.tar.gz", "/home/runner/.cache"], {"path": ["/tmp/artifact-7712.tar.gz", "/home/runner/.cache/go-build/9a/tool-d"]}, "CI artifacts and caches")
def archives(g):
    g.write(f"{WORK}/README", "shop\n", owner="runner")
    g.run("tar", "-czf", "/tmp/artifact-7712.tar.gz", "-C", f"{RUNNER}/_work", "shop")
    for n in range(120):
        g.write(f"/home/runner/.cache/go-build/{n:02x}/{n:04x}-d", bytes([n]) * 900, owner="runner", age=n * 600)
    g.program("/home/runner/.cache/go-build/9a/tool-d", "go tool", owner="runner")


@lookalike("LC06", "step that pipes curl into a shell and reads cloud credentials of the job", "", ["| bash"], {"path": f"{RUNNER}/_work/_temp/step.sh", "text": "| bash"}, "CI steps")
def step(g):
    g.write(f"{RUNNER}/_work/_temp/step.sh", "set -euo pipefail\ncurl -sSL https://get.example.com/tool | bash -s -- --prefix \"$RUNNER_TEMP\"\naws sts get-caller-identity\n", 0o755, "runner")


@lookalike("LC07", "service account in the group that may start containers", "", ["docker", "runner"], {"path": "/etc/group", "text": "docker:x:990:runner"}, "Docker's post-installation steps")
def engine_group(g):
    g.append("/etc/group", "docker:x:990:runner\n")


LOOKALIKES = clean.LOOKALIKES + lookalike.units
