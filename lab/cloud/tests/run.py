"""Runs the tests: functions whose names are claims, in modules that take one live cloud."""
import importlib
import os
import time
import traceback

from . import lab

MODULES = ("calls", "commands", "stacks", "shares", "transfers", "storage", "standins", "leaving")


def main(wanted):
    """Runs all tests, or those whose names contain one of the words. Returns the exit code."""
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
    began, passed, failed = time.monotonic(), 0, []
    cloud = lab.Lab("check")
    try:
        for name in MODULES:
            module = importlib.import_module(f"tests.{name}")
            for claim, test in [(key, value) for key, value in vars(module).items() if getattr(value, "claim", False)]:
                full = f"{name}.{claim}"
                if wanted and not any(word in full for word in wanted):
                    continue
                start = time.monotonic()
                try:
                    test(cloud)
                    passed += 1
                    print(f"ok     {full} ({time.monotonic() - start:.1f} s)", flush=True)
                except Exception:  # reported below
                    failed.append(f"FAILED {full} ({time.monotonic() - start:.1f} s)\n{traceback.format_exc(limit=-3)}")
                    print(failed[-1], flush=True)
    finally:
        if failed:
            with open(f"{cloud.folder}/server.log", encoding="utf-8", errors="replace") as file:
                print(file.read()[-3000:])
        cloud.close()
    print(*failed, sep="\n")
    print(f"{passed} passed, {len(failed)} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def claim(function):
    """Marks a test."""
    function.claim = True
    return function
