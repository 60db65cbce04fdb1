import os

import pytest
from hypothesis import settings

from newskit_numba.kernel import KERNEL

EXAMPLES = int(os.environ.get("NEWSKIT_EXAMPLES", "25"))
settings.register_profile("newskit", parent=settings(), deadline=None, max_examples=EXAMPLES)
settings.load_profile("newskit")


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Compile first: no test is about that."""
    KERNEL.warmup()
