"""What the tests of labels share: problems as they are told."""

import pytest


class Problems(list[str]):
    """Takes problems and keeps what they say."""

    def __call__(self, problem: Exception) -> None:
        self.append(str(problem))


@pytest.fixture
def problems() -> Problems:
    return Problems()
