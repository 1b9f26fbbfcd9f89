"""One planted intrusion or one benign look-alike, with its truth and its check."""
import os


class Unit:
    """A declared change of a host. `place` makes it, `verify` looks for it."""

    def __init__(self, kind, ident, title, techniques, expect, where, reference, place, verify, early=False):
        self.kind, self.id, self.title, self.techniques = kind, ident, title, techniques
        self.expect, self.where, self.reference = expect, where, reference
        self.place, self._verify = place, verify
        self.early = early  # placed while the base's image is made, so that it looks weeks old

    def truth(self):
        """The record a judge compares findings with."""
        return {"id": self.id, "kind": self.kind, "title": self.title, "techniques": list(self.techniques),
                "expect": list(self.expect), "where": dict(self.where), "reference": self.reference}

    def verify(self, guest):
        """"" if the unit is in place, else what is missing."""
        try:
            return self._standard(guest) or (self._verify(guest) if self._verify else "") or ""
        except Exception as error:  # a check that breaks is a check that failed
            return f"{type(error).__name__}: {error}"

    def _standard(self, guest):
        """What follows from `where`: paths exist, processes run."""
        paths = self.where.get("path", [])
        for path in [paths] if isinstance(paths, str) else paths:
            if not os.path.lexists(path):
                return f"no {path}"
        names = self.where.get("process", [])
        for name in [names] if isinstance(names, str) else names:
            if not guest.alive(name):
                return f"process {name} does not run"
        text = self.where.get("text")
        if text and text not in guest.read(paths if isinstance(paths, str) else paths[0]):
            return f"{paths} lacks {text!r}"
        return ""


def require(condition, what):
    """For checks: "" or the complaint."""
    return "" if condition else what


class Register:
    """Collects the units of one file, in order."""

    def __init__(self, kind):
        self.kind, self.units = kind, []

    def __call__(self, ident, title, techniques, expect, where, reference, check=None, early=False):
        """Decorator: the decorated function places the unit."""
        def keep(place):
            self.units.append(Unit(self.kind, ident, title, techniques.split(), expect, where, reference, place, check, early))
            return place
        return keep
