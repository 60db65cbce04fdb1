"""Where measuring data is: `NEWSKIT_DATA`, a folder that is no part of the project."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    folder = Path(os.environ.get("NEWSKIT_DATA") or "/nowhere")
    if not folder.is_dir():
        pytest.skip("no measuring data: set NEWSKIT_DATA")
    return folder
