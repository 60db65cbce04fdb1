"""An engine that works through the night: it waits until the machine has nothing else to do."""

import os
from dataclasses import dataclass
from time import sleep

from newskit.hooks import Catalogue, Done, Engine, Job, hookimpl
from newskit.host import Host

PATIENCE = 0.1
"""Seconds between two looks at how much there is to do."""


@dataclass(frozen=True)
class Night:
    """Works as this machine does, when it is idle.

    Args:
        load: the processes that may wait for a processor, on average.
    """

    load: float = 100.0

    def dedupe(self, job: Job, /) -> Done:
        """Find the copies, and write the articles."""
        while os.getloadavg()[0] > self.load:
            sleep(PATIENCE)
        local: Engine = Host(frozenset()).get("engine", "local")
        return local.dedupe(job)


@hookimpl
def newskit_engines() -> Catalogue[Engine]:
    """Add the engine of `newskit dedupe --engine mine feed.jsonl -o kept.jsonl`."""
    return {"mine": Night()}
