import pytest
from hypothesis import settings

from newskit_numba.kernel import KERNEL

settings.register_profile("newskit", parent=settings(), deadline=None)
settings.load_profile("newskit")


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Compile first: no test is about that."""
    KERNEL.warmup()
