"""A browser without a window for the tests of pages: Chromium, driven by Selenium, where both are installed.

A test that needs it is skipped without it and says so; in an automatic run (`CI` is set) its absence is a failure.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from growth import HANGING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Browser", "browser_in"]

_FLAGS = (
    "--headless",
    "--no-sandbox",  # the pages are those that the tests have written
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
)


class Browser:
    """A page of ours in a browser: what it shows, what it asks the network for, what it complains of."""

    def __init__(self, driver: Any, home: Path) -> None:  # noqa: ANN401 - selenium may not be there
        self.driver = driver
        self._home = home

    def show(self, page: str) -> None:
        """Open a page from a file, and forget what was before."""
        path = self._home / "page.html"
        path.write_text(page, encoding="utf-8")
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(path.as_uri())

    def run(self, script: str, *values: object) -> Any:  # noqa: ANN401 - JSON
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *values)

    def wait(self, script: str) -> None:
        """Wait until a script returns what is true."""
        from selenium.webdriver.support.wait import WebDriverWait

        WebDriverWait(self.driver, HANGING, poll_frequency=0.05).until(lambda _: self.run(script))

    def tell(self, command: str, **values: object) -> Any:  # noqa: ANN401 - JSON
        """Give a command of the browser's own protocol."""
        return self.driver.execute_cdp_cmd(command, values)

    def complaints(self) -> list[str]:
        """Return what the console has said."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Return the addresses that the page has asked for, but for its own file."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [
            each["params"]["request"]["url"]
            for each in events
            if each["method"] == "Network.requestWillBeSent"
        ]
        return [address for address in sent if not address.startswith((self._home.as_uri(), "about:"))]

    def press(self, *keys: str) -> None:
        """Press keys, by the names that Selenium has for them, or their characters."""
        from selenium.webdriver import ActionChains, Keys

        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(getattr(Keys, key, key))
        actions.perform()

    def printed(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        made = self.tell("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(made["data"])


@contextmanager
def browser_in(home: Path) -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it."""
    chromium, driver = _program("chromium", "chromium-browser", "google-chrome"), _program("chromedriver")
    if not chromium or not driver or find_spec("selenium") is None:
        reason = "no browser: expected the programs chromium and chromedriver, and the package selenium"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={home / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driven = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield Browser(driven, home)
    finally:
        driven.quit()


def _program(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
