"""A developer's cloud machine: checkouts, tool chains, a debugger, rebuilt programs."""
import os

from parts.logs import CLIENTS
from parts.unit import Register, require
from . import clean, common

SENTENCE = "developer's machine: checkouts with hooks, tool chains in homes, a debugger, a rebuilt program that still runs"
lookalike = Register("lookalike")
DAY = 86400
HOME = "/home/mira"


def services(g):
    """The usual services and a developer."""
    common.basic_services(g)
    common.add_person(g, "mira", 1020, 25 * DAY)
    for folder in (".vscode-server", ".rustup", ".local"):
        g.directory(f"{HOME}/{folder}", 0o755, "mira", 16 * DAY)
    g.write("/etc/sudoers.d/mira", "mira ALL=(ALL) NOPASSWD: ALL\n", 0o440, age=25 * DAY)


@lookalike("LE01", "checkout with sample hooks and a real hook of the project", "", [f"{HOME}/shop/.git/hooks/pre-commit", ".husky/pre-push"], {"path": [f"{HOME}/shop/.git/hooks/pre-commit", f"{HOME}/shop/.husky/pre-push"]}, "git, husky")
def checkout(g):
    top = f"{HOME}/shop"
    for name, text in (("HEAD", "ref: refs/heads/main\n"), ("config", "[core]\n\trepositoryformatversion = 0\n\thooksPath = .husky\n[remote \"origin\"]\n\turl = git@git.example.com:shop/shop.git\n"), ("index", "DIRC")):
        g.write(f"{top}/.git/{name}", text, age=3 * DAY)
    for name in ("pre-push", "post-update", "commit-msg", "pre-rebase", "update"):
        g.write(f"{top}/.git/hooks/{name}.sample", "#!/bin/sh\n# To enable this hook, rename this file.\nexit 0\n", 0o755, age=20 * DAY)
    g.write(f"{top}/.git/hooks/pre-commit", "#!/bin/sh\nexec npm run --silent lint\n", 0o755, age=12 * DAY)
    g.write(f"{top}/.husky/pre-push", "#!/bin/sh\nnpm test\n", 0o755, age=12 * DAY)
    for n in range(250):
        g.write(f"{top}/node_modules/lib-{n}/index.js", f"module.exports = () => {n}\n", age=9 * DAY)
        g.write(f"{top}/node_modules/lib-{n}/package.json", f'{{"name": "lib-{n}", "version": "1.{n}.0", "scripts": {{"postinstall": "node build.js"}}}}\n', age=9 * DAY)
    os.makedirs(f"{top}/node_modules/.bin")
    g.program(f"{top}/node_modules/.bin/esbuild", "esbuild", age=9 * DAY)
    common.own_tree(g, top, "mira")


@lookalike("LE02", "virtual environment of Python with its own start-up file", "", [f"{HOME}/venv"], {"path": [f"{HOME}/venv/bin/python", f"{HOME}/venv/lib/python3.11/site-packages/_virtualenv.pth"]}, "venv, virtualenv")
def environment(g):
    g.link("/usr/bin/python3", f"{HOME}/venv/bin/python")
    g.write(f"{HOME}/venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.2\n", age=15 * DAY)
    g.write(f"{HOME}/venv/lib/python3.11/site-packages/_virtualenv.pth", "import _virtualenv\n", age=15 * DAY)
    g.write(f"{HOME}/venv/lib/python3.11/site-packages/_virtualenv.py", "VERSION = 1\n", age=15 * DAY)
    common.own_tree(g, f"{HOME}/venv", "mira")


@lookalike("LE03", "program rebuilt while it runs: exe deleted in a home", "", [f"{HOME}/ledger/target/debug/ledger"], {"process": "rebuilt", "path": f"{HOME}/ledger/target/debug/ledger"}, "cargo build",
           check=lambda g: require(g.exe("rebuilt").endswith("(deleted)"), "not deleted"))
def rebuilt(g):
    path = f"{HOME}/ledger/target/debug/ledger"
    g.program(path, "ledger 1", owner="mira")
    common.own_tree(g, f"{HOME}/ledger", "mira")
    g.start("rebuilt", ["target/debug/ledger"], path=path, user="mira", cwd=f"{HOME}/ledger", script="tcp-listen\t127.0.0.1\t9090")
    os.unlink(path)
    g.program(path, "ledger 2", owner="mira")


@lookalike("LE04", "developer traces the own program", "", ["strace", "TracerPid"], {"process": ["own-trace", "rebuilt"]}, "strace(1)",
           check=lambda g: require(f"TracerPid:\t{g.processes['own-trace']}" in g.read(f"/proc/{g.processes['rebuilt']}/status"), "not traced"))
def own_trace(g):
    pid = g.processes["rebuilt"]
    g.start("own-trace", ["strace", "-f", "-p", str(pid), "-o", f"{HOME}/ledger/trace.txt"], path="/usr/bin/strace", user="mira", cwd=f"{HOME}/ledger")
    g.wait_for(lambda: f"TracerPid:\t{g.processes['own-trace']}" in g.read(f"/proc/{pid}/status"), "tracer")


@lookalike("LE05", "Python's web server over a folder", "", ["http.server", "8000"], {"process": "http"}, "python3 -m http.server", check=lambda g: require(g.listening(8000), "nobody listens"))
def web_server(g):
    g.start("http", ["python3", "-m", "http.server", "8000"], path="/usr/bin/python3.11", user="mira", cwd=f"{HOME}/shop")
    g.wait_for(lambda: g.listening(8000), "web server")


@lookalike("LE06", "editor's server in a hidden folder, with executable memory and a port", "", [".vscode-server"], {"process": "editor"}, "remote development",
           check=lambda g: require("rwxp" in g.read(f"/proc/{g.processes['editor']}/maps"), "no such memory"))
def editor(g):
    path = f"{HOME}/.vscode-server/bin/0f3a9c4be1/node"
    g.program(path, "node for an editor", owner="mira", age=11 * DAY)
    g.start("editor", [path, f"{HOME}/.vscode-server/bin/0f3a9c4be1/out/server-main.js", "--start-server"], path=path, user="mira", cwd=HOME, script="comm\tnode\nrwx\nthread\tlibuv-worker\ntcp-listen\t127.0.0.1\t41233\nunix\t/tmp/vscode-ipc-7d1c.sock")


@lookalike("LE07", "compilers at work out of a home", "", [".rustup/toolchains"], {"process": ["rustc-0", "rustc-1"]}, "rustup")
def compilers(g):
    path = f"{HOME}/.rustup/toolchains/stable-x86_64-unknown-linux-gnu/bin/rustc"
    g.program(path, "rustc 1.80", owner="mira", age=16 * DAY)
    for n in range(2):
        g.start(f"rustc-{n}", [path, "--crate-name", f"part{n}", "--edition=2021", "src/lib.rs"], path=path, user="mira", cwd=f"{HOME}/ledger", script=f"comm\trustc\nopen\t/tmp/rustc{n}Xa.o")


@lookalike("LE08", "developer's session with a forwarded port and agent", "", ["sshd", CLIENTS[3]], {"process": "mira-shell"}, "ssh -A -L")
def session(g):
    common.login(g, "mira-shell", "mira", CLIENTS[3])
    common.sessions(g, [("mira", CLIENTS[3], ["-N", "-D", "1080"])])


@lookalike("LE09", "own programs and tools in the home, installed by piping curl into a shell", "", [f"{HOME}/.bash_history"], {"path": [f"{HOME}/.bash_history", f"{HOME}/.local/bin/just"], "text": "| sh"}, "rustup's and others' instructions")
def tools(g):
    g.program(f"{HOME}/.local/bin/just", "just", owner="mira", age=16 * DAY)
    g.write(f"{HOME}/.bash_history", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh\ncargo build\nstrace -f -p $(pidof ledger)\nnc -l 5000\nchmod +x run.sh && ./run.sh\npython3 -m http.server 8000\nssh -L 5432:db:5432 bastion\nbase64 -d token.txt\n", 0o600, "mira")
    g.write(f"{HOME}/ledger/core.4711", b"\x7fELF" + b"\0" * 5000, 0o600, "mira")


LOOKALIKES = clean.LOOKALIKES + lookalike.units
