"""Placeholder until shares are served."""
from . import services


class Shares:
    """Mounted file systems."""

    def __init__(self, cloud):
        self.cloud = cloud

    def break_mounts(self, address, vpc):
        """Ends the mounts that go through a mount target."""

    def policy_changed(self, ident, text):
        """Tells mounted clients' servers."""

    def folder_at(self, plan, address):
        """The data folder behind an address that an instance may mount."""


def _start(cloud):
    cloud.shares = Shares(cloud)


services.STARTERS.append(_start)
