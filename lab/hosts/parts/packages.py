"""Packages of vendors: really built and installed, their programs are stand-ins."""
import os

CACHE = "/var/cache/apt/archives"


def build(g, name, version, programs, files=(), age=0, note="stand-in for a vendor's program"):
    """Builds a package of helper programs and text files; returns its path."""
    top = f"/tmp/package-{name}"
    for path in programs:
        g.program(top + path, f"{name} {version} {path}", age=age)
    for path, text in files:
        g.write(top + path, text, age=age)
    g.write(f"{top}/DEBIAN/control", f"Package: {name}\nVersion: {version}\nArchitecture: {g.run('dpkg', '--print-architecture').strip()}\n"
            f"Maintainer: Vendor <packages@example.com>\nSection: admin\nPriority: optional\nDescription: {note}\n It does nothing.\n")
    folders = [folder for folder in ("etc", "lib", "usr") if os.path.isdir(f"{top}/{folder}")]
    g.write(f"{top}/DEBIAN/md5sums", g.run("find", *folders, "-type", "f", "-exec", "md5sum", "{}", "+", cwd=top))
    settings = [path for path, _ in files if path.startswith("/etc/")]
    if settings:
        g.write(f"{top}/DEBIAN/conffiles", "".join(f"{path}\n" for path in settings))
    package = f"{CACHE}/{name}_{version}.deb"
    g.run("dpkg-deb", "--root-owner-group", "-Znone", "-b", top, package)
    g.run("rm", "-r", top)
    return package


def install(g, name, version, programs, files=(), age=0):
    """Builds and installs a package."""
    package = build(g, name, version, programs, files, age)
    g.run("dpkg", "-i", package)
    os.unlink(package)
