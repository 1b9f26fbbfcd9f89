"""Loads every service's extension."""
import importlib

STARTERS, CLOSERS = [], []
PARTS = ("signatures", "ssm", "cloudformation", "efs", "ec2", "shares", "identity", "s3", "datasync", "kms", "inventory")


def prepare(cloud):
    """Before the server starts."""
    for name in PARTS:
        importlib.import_module(f"parts.{name}")
    for start in STARTERS:
        start(cloud)


def close(cloud):
    """After the server has ended."""
    for finish in CLOSERS:
        finish(cloud)
