"""Loads every service's extension."""
from . import ssm  # noqa: F401 (registers its operations)

STARTERS, CLOSERS = [], []


def prepare(cloud):
    """Before the server starts."""
    for start in STARTERS:
        start(cloud)


def close(cloud):
    """After the server has ended."""
    for finish in CLOSERS:
        finish(cloud)
