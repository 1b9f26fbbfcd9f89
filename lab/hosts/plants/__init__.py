"""All plants, in the order in which they are placed.

The preload library of `hiding` comes last: every program started after it is
subject to it.
"""
from . import accounts, files, hiding, logs, persistence, processes, traffic

ALL = [unit for module in (accounts, files, persistence, processes, traffic, logs, hiding)
       for unit in module.plant.units]
