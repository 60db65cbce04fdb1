"""What the store keeps, and what every store promises."""

from pathlib import Path

import pytest
from newskit.hooks import Store, StoreError
from newskit.host import Host
from newskit.testing import StoreContract


def opened(place: Path) -> Store:
    store: Store = Host().get("store", f"mine:{place}")
    return store


class TestContract(StoreContract):
    def opened(self, folder: Path) -> Store:
        folder.mkdir(exist_ok=True)
        return opened(folder / "sports")


def test_a_desk_has_a_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no name of a desk"):
        opened(tmp_path / "a desk")
