"""The clean host after an intrusion."""
from . import clean

SENTENCE = "the clean host after an intruder has been there: every plant of plants/"
PLANTED = True
LOOKALIKES, services = clean.LOOKALIKES, clean.services
