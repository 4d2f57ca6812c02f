"""The same work over one process, the cores of this machine, or a cluster of machines."""

from geo.executors.processes import Processes
from geo.executors.serial import Serial
from geo.executors.work import Executor, Work

__all__ = ["Executor", "Processes", "Serial", "Work"]
