"""Take the pictures of the page again, in Chromium: `.venv/bin/python docs/screenshots.py`."""

import runpy
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOTS = {
    "page.png": ("light", "body", ""),
    "page-dark.png": ("dark", "#s2", "#s2 .summary .cites a"),
}
"""Files, each with the shade, what stands at the top, and what is clicked."""

SIZE = (1120, 1180)


def main() -> None:
    """Write the pictures."""
    from PIL import Image

    browser = runpy.run_path(str(ROOT / "tests" / "browser" / "chromium.py"))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "today.html"
        command = [sys.executable, "-m", "newskit", "digest", "-q", "samples/", "-o", page]
        subprocess.run(command, cwd=ROOT, check=True)
        with browser["running"](Path(folder)) as running:
            tab = browser["Tab"](running, *SIZE)
            for name, (shade, top, clicked) in SHOTS.items():
                tab.prefer(prefers_color_scheme=shade, prefers_reduced_motion="reduce")
                tab.open(page.as_uri())
                if clicked:
                    tab.click(clicked)
                tab.run(f"document.querySelector('{top}').scrollIntoView()")
                shot = Image.open(BytesIO(tab.screenshot()))
                shot.convert("P", palette=Image.Palette.ADAPTIVE, colors=96).save(
                    ROOT / "docs" / name, optimize=True
                )


if __name__ == "__main__":
    main()
