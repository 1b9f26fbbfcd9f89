"""The variants by name. A variant is a module with SENTENCE, LOOKALIKES, services()."""
from . import clean, planted

VARIANTS = {"clean": clean, "planted": planted}
