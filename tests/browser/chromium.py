"""A real browser for tests: headless Chromium, told what to do over a pipe (DevTools protocol).

Chromium reads commands from descriptor 3 and answers on 4, JSON with a NUL at the end of each; so
nothing has to be installed beside the browser.
"""

import json
import os
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
TIMEOUT = 30.0
"""Seconds to wait for an answer, or for a page to become as a test expects it."""

LOUD = ("error", "warning")
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}


def path() -> str | None:
    """Give the browser of this machine: `NEWSKIT_CHROMIUM`, or one of `NAMES`; None for none."""
    named = os.environ.get("NEWSKIT_CHROMIUM")
    return named or next(filter(_runs, filter(None, map(shutil.which, NAMES))), None)


def _runs(browser: str) -> bool:
    """Tell whether it is a browser: Ubuntu has a script of the name that asks for a snap."""
    return not subprocess.run([browser, "--version"], capture_output=True).returncode


class Chromium:
    """A running browser.

    Args:
        home: an empty folder for its profile.
    """

    def __init__(self, home: Path) -> None:
        command, answer = os.pipe(), os.pipe()
        # The pipes must be 3 and 4 in the child, wherever they are here.
        plumbing = f'exec 3<&{command[0]} 4>&{answer[1]}; exec "$@"'
        arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--remote-debugging-pipe", f"--user-data-dir={home}",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            ["bash", "-c", plumbing, "bash", str(path()), *arguments],
            pass_fds=(command[0], answer[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )
        os.close(command[0])
        os.close(answer[1])
        self._out, self._in = os.fdopen(command[1], "wb", 0), os.fdopen(answer[0], "rb")
        self._number = 0
        self._buffer = b""
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Give a command and wait for the answer; what happens until then goes to `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            got = self._next()
            if got.get("id") == self._number:
                assert "error" not in got, f"{method}: {got['error']}"
                return got["result"]
            self.events.append(got)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = self._in.read1(1 << 16)
            assert piece, "the browser went away"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def close(self) -> None:
        """End the browser."""
        self.send("Browser.close")
        self._process.wait(TIMEOUT)
        self._out.close()
        self._in.close()


class Tab:
    """A page in a tab, as a reader has it."""

    def __init__(self, browser: Chromium, width: int = 1200, height: int = 900) -> None:
        self._browser = browser
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.send("Target.attachToTarget", targetId=target, flatten=True)
        self._target, self._session = target, attached["sessionId"]
        browser.events.clear()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give the tab a command of the DevTools protocol."""
        return self._browser.send(method, self._session, **parameters)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the window another size."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip

    def open(self, url: str) -> None:
        """Go to an address and wait until all is there."""
        self.send("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> Any:
        """Give what an expression is in the page."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + TIMEOUT
        while not self.run(script):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.02)

    def press(self, key: str, times: int = 1, shift: bool = False) -> None:
        """Press a key, as on a keyboard."""
        known = {"key": key, "windowsVirtualKeyCode": KEYS[key], "modifiers": 8 if shift else 0}
        text = {"Enter": {"text": "\r"}, " ": {"text": " "}}.get(key, {})
        for _ in range(times):
            self.send("Input.dispatchKeyEvent", type="keyDown", **known, **text)
            self.send("Input.dispatchKeyEvent", type="keyUp", **known)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.send("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Press the mouse on the first element that a CSS selector finds."""
        x, y = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center', behavior: 'instant'});"
            " const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def prefer(self, **features: str) -> None:
        """Emulate what a reader's system prefers, such as `prefers_color_scheme="dark"`."""
        named = [{"name": name.replace("_", "-"), "value": v} for name, v in features.items()]
        self.send("Emulation.setEmulatedMedia", media="", features=named)

    def without_script(self) -> None:
        """Run no script of the pages to come; `run` still works."""
        self.send("Emulation.setScriptExecutionDisabled", value=True)

    def pdf(self) -> bytes:
        """Print to PDF."""
        return b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])

    def screenshot(self) -> bytes:
        """Give what is seen, as PNG."""
        return b64decode(self.send("Page.captureScreenshot")["data"])

    def complaints(self) -> list[str]:
        """Give all errors and warnings so far, such as those of the security policy."""
        found = []
        for event in self._browser.events:
            given = event.get("params", {})
            match event["method"]:
                case "Log.entryAdded":
                    found += [given["entry"]["text"]] * (given["entry"]["level"] in LOUD)
                case "Runtime.exceptionThrown":
                    found.append(given["exceptionDetails"]["text"])
                case "Runtime.consoleAPICalled":
                    found.append(str(given["args"]))
        return found

    def requests(self) -> list[str]:
        """Give the addresses that were asked for so far."""
        return [
            event["params"]["request"]["url"]
            for event in self._browser.events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def close(self) -> None:
        """Close the tab."""
        self._browser.send("Target.closeTarget", targetId=self._target)


@contextmanager
def running(home: Path) -> Iterator[Chromium]:
    """Run a browser."""
    browser = Chromium(home)
    try:
        yield browser
    finally:
        browser.close()
