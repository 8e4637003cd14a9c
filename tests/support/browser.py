"""
A real browser: Chromium without a window, driven through its own protocol over two pipes.

It needs nothing but the browser. ``make browser`` installs it where apt-get can.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# from the one that Debian calls so to what stands on other people's machines
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_MISSING = (
    "no browser to test the page in: run `make browser` (Debian, Ubuntu: apt install chromium; "
    "macOS: brew install --cask chromium), or name one in CHROMIUM"
)
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)
_PATIENCE = 60.0
_HIGH = 10
# the browser reads from 3 and writes to 4
_START = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4);"
    "os.execv(sys.argv[3], sys.argv[3:])"
)


class BrowserError(Exception):
    """What the browser could not do."""


def executable() -> str:
    """Return the browser's program."""
    wanted = os.environ.get("CHROMIUM")
    found = [path for name in ([wanted] if wanted else _NAMES) if (path := shutil.which(name))]
    if not found:
        raise BrowserError(_MISSING)
    return found[0]


@dataclass
class Page:
    """
    One page in the browser.

    Args:
        said: What the page wrote to its console, and errors of its scripts.

        requested: Every address that was asked for.
    """

    _browser: Browser
    _session: str
    said: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Call the protocol."""
        return self._browser.send(method, self._session, **params)

    def look(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Make the screen that wide; one as narrow as a phone's is one."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.send("Emulation.setEmulatedMedia", features=[scheme, still])

    def go(self, address: str) -> None:
        """Load a page, and wait until it is there."""
        self.said.clear()
        self.requested.clear()
        answer = self.send("Page.navigate", url=address)
        if "errorText" in answer:
            raise BrowserError(f"{address}: {answer['errorText']}")
        self._browser.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Run an expression of JavaScript, and return its value."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def type(self, text: str) -> None:
        """Write where the cursor is."""
        self.send("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press a key, such as ``Enter``, ``Tab`` or a letter."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27}
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        press = {"key": key, "code": key, "windowsVirtualKeyCode": codes.get(key, 0)}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **press)
        self.send("Input.dispatchKeyEvent", type="keyUp", **press)

    def picture(self, *, whole: bool = False) -> bytes:
        """Return what is seen, or all of the page, as PNG."""
        answer = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def printed(self) -> bytes:
        """Return the page as PDF."""
        return base64.b64decode(self.send("Page.printToPDF")["data"])


class Browser:
    """A browser that has been started."""

    def __init__(self, process: subprocess.Popen[bytes], reading: int, writing: int) -> None:
        self._process = process
        self._reading = reading
        self._writing = writing
        self._number = 0
        self._rest = b""
        self._events: list[str] = []
        self._pages: dict[str, Page] = {}

    def page(self) -> Page:
        """Open an empty page."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self._pages[session] = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.send(f"{domain}.enable")
        return page

    def send(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        """Call the protocol, and wait for the answer."""
        self._number += 1
        call: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if session:
            call["sessionId"] = session
        os.write(self._writing, json.dumps(call).encode() + b"\0")
        while True:
            message = self._read()
            if message.get("id") == self._number:
                break
            self._note(message)
        if "error" in message:
            raise BrowserError(f"{method}: {message['error']}")
        result: dict[str, Any] = message["result"]
        return result

    def wait_for(self, event: str) -> None:
        """Wait until something has happened since the last call."""
        while event not in self._events:
            self._note(self._read())
        self._events.clear()

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method", ""), message.get("params", {})
        self._events.append(method)
        page = self._pages.get(message.get("sessionId", ""))
        if page is None:
            return
        if method == "Network.requestWillBeSent":
            page.requested.append(params["request"]["url"])
        elif method == "Runtime.consoleAPICalled":
            page.said.append(json.dumps([one.get("value") for one in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            page.said.append(json.dumps(params["exceptionDetails"]))
        elif method == "Log.entryAdded":
            page.said.append(params["entry"]["text"])

    def _read(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reading], [], [], until - time.monotonic())
            part = os.read(self._reading, 1 << 20) if ready else b""
            if not part:
                raise BrowserError("the browser does not answer")
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def _pipe() -> tuple[int, int]:
    """Return the ends of a pipe, whose numbers are none that the browser looks for."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _HIGH) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser that knows nothing, and end it."""
    program = executable()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        to_browser, writing = _pipe()
        reading, from_browser = _pipe()
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _START,
                str(to_browser),
                str(from_browser),
                program,
                *_OPTIONS,
                f"--user-data-dir={Path(folder) / 'profile'}",
            ],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Browser(process, reading, writing)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            os.close(writing)
            os.close(reading)
