"""What the engine finds, and what every engine promises."""

from newskit.testing import EngineContract


class TestContract(EngineContract):
    plugin = "mine"
