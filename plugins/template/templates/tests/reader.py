"""What the reader reads, and what every reader promises."""

from newskit.hooks import InputError, Record
from newskit.testing import ReaderContract


class TestContract(ReaderContract):
    plugin = "mine"
    samples = (b"Fog.\n=====\nSun.\n", "Nebel über dem Hafen.".encode())

    def test_an_empty_text_costs_itself_only(self) -> None:
        given = self.read(b"One.\n====\n\n====\nTwo.")
        assert [item.data["text"] for item in given if isinstance(item, Record)] == ["One.", "Two."]
        assert isinstance(given[1], InputError)
