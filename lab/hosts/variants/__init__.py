"""The variants by name. A variant is a module with SENTENCE, LOOKALIKES, services()."""
from . import busy_bastion, busy_ci, busy_container, busy_database, busy_developer, busy_web, clean, forty, planted

VARIANTS = {"clean": clean, "planted": planted, "busy-web": busy_web, "busy-database": busy_database, "busy-container": busy_container,
            "busy-developer": busy_developer, "busy-ci": busy_ci, "busy-bastion": busy_bastion, "forty": forty}
