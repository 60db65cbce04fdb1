"""The way to what these tests share with the fuzzer."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
