"""The engine of this machine passes the suite that is there for plugins."""

from newskit.testing import EngineContract


class TestLocal(EngineContract):
    plugin = "local"
