"""Fetching one file over a network that fails: attempts, what was had already, and a limit for everything.

What has come stays on the disc between attempts. Where the server says by an entity tag or a date that the file is
the same still, the next attempt asks for the rest; where it is another, or that cannot be told, for the whole.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
from typing import NamedTuple
from urllib.parse import urljoin

from itu_catalog.errors import UnreadableInput
from itu_catalog.updating.address import permitted, shown_address
from itu_catalog.updating.connecting import Again, Response, ask
from itu_catalog.updating.patience import asked_for, pause, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    Progress = Callable[[int, int | None], object]
    """Is told how many bytes there are, and of how many if that is known."""

__all__ = ["Fetched", "Limits", "fetch"]


class Limits(NamedTuple):
    """What a fetch may cost; the archive of 2026-08-22 has 16 MB as tar.gz. Times are in seconds."""

    size: int = 256 << 20
    """Bytes of the archive."""
    connect: float = 15.0
    """For a connection."""
    read: float = 60.0
    """Of silence."""
    total: float = 1800.0
    """For everything together, pauses too."""
    attempts: int = 5
    redirects: int = 5
    pause: float = 1.0
    """Before the second attempt; twice as long before each one after it."""
    longest_pause: float = 30.0
    patience: float = 120.0
    """The longest wait that a server may ask for."""


class Fetched(NamedTuple):
    """What came of a fetch."""

    modified: bool
    """False where the server says that it has nothing newer; then there is no file."""
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    bytes: int = 0
    attempts: int = 1


_MODIFIED, _PARTIAL, _WHOLE, _NO_RANGE, _MANY = 304, 206, 200, 416, 429
_REDIRECTS = {301, 302, 303, 307, 308}
_BUSY = {408, 425, 429, 500, 502, 503, 504}
"""Statuses after which it may go better another time."""
_SAID = {
    401: "the server wants to know who asks; name an address that everybody may ask",
    403: "the server forbids it; name another address with --url",
    404: "there is no such file; name the address of the archive with --url",
    407: "the proxy wants to know who asks; name a user in HTTPS_PROXY",
    410: "the file is gone; name the address of the archive with --url",
}
_BLOCK = 1 << 16
# bytes 500-999/1000
_RANGE = re.compile(r"bytes (?P<first>\d{1,15})-(?P<last>\d{1,15})/(?P<whole>\d{1,15}|\*)", re.ASCII)


def fetch(
    url: str,
    into: str,
    *,
    known: tuple[str | None, str | None] = (None, None),
    limits: Limits | None = None,
    allow_http: bool = False,
    progress: Progress | None = None,
    tell: Callable[[str], object] | None = None,
) -> Fetched:
    """Fetch a file, unless it is what is known.

    Args:
        url: where it is; see `address.permitted`.
        into: the file to write.
        known: the entity tag and the date of what one has.
        limits: what it may cost.
        allow_http: whether http from this machine itself is allowed.
        progress: is told how many bytes there are.
        tell: is given a sentence when an attempt failed and there will be another.

    Raises:
        UnreadableInput: it could not be fetched; the sentence says why, and the way out.
        MissingExtra: the extra ``update`` is not installed.
    """
    run = _Run(
        url,
        into,
        known=known,
        limits=limits or Limits(),
        allow_http=allow_http,
        progress=progress,
        tell=tell,
    )
    try:
        return within(run.limits.total, run.whole)
    except TimeoutError:
        raise run.failed(
            f"it is not here after {run.limits.total:g} seconds; try again on a faster connection"
        ) from None
    finally:
        run.stop.set()


class _Run:
    """One fetch: what was had so far, and what the server said of it."""

    def __init__(
        self,
        url: str,
        into: str,
        *,
        known: tuple[str | None, str | None],
        limits: Limits,
        allow_http: bool,
        progress: Progress | None,
        tell: Callable[[str], object] | None,
    ) -> None:
        self.limits = limits
        self.stop = threading.Event()
        """Set when nobody waits any longer."""
        self._url, self._into, self._known, self._allow_http = url, into, known, allow_http
        self._progress, self._tell = progress, tell
        self._until = time.monotonic() + limits.total
        self._have = 0
        self._etag: str | None = None
        self._last_modified: str | None = None
        self._size: int | None = None

    def failed(self, reason: str) -> UnreadableInput:
        """Return the error that says what went wrong with the address that was asked."""
        return UnreadableInput(shown_address(self._url), reason=reason)

    def whole(self) -> Fetched:
        """Try until it is here, or there is no point."""
        with open(self._into, "wb+") as file:  # noqa: PTH123 - as strings, like all paths of the catalogue
            for attempt in range(1, self.limits.attempts + 1):
                try:
                    modified = self._once(file)
                except Again as fault:
                    self._wait(attempt, fault)
                    continue
                if not modified:
                    return Fetched(modified=False, attempts=attempt)
                file.flush()
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                return Fetched(True, self._etag, self._last_modified, digest, self._have, attempt)  # noqa: FBT003
        raise AssertionError  # the last attempt returns or raises

    def _wait(self, attempt: int, fault: Again) -> None:
        """Wait for the next attempt, or give up."""
        if attempt == self.limits.attempts:
            raise self.failed(f"{fault.reason}, and so {attempt} times; try again later") from fault
        seconds = pause(attempt, self.limits.pause, self.limits.longest_pause)
        if fault.after is not None:
            if fault.after > self.limits.patience:
                raise self.failed(
                    f"{fault.reason}; it asks to be left alone for {fault.after:.0f} seconds; try again then"
                )
            seconds = max(seconds, fault.after)
        if time.monotonic() + seconds >= self._until:
            raise self.failed(f"{fault.reason}; there is no time left to try again") from fault
        if self._tell is not None:
            self._tell(f"{fault.reason}; trying again in {seconds:.0f} seconds")
        if self.stop.wait(seconds):
            raise TimeoutError

    def _once(self, file: BinaryIO) -> bool:
        """Make one attempt; whether there is something newer."""
        response = self._response()
        try:
            if response.status == _MODIFIED and self._conditional():
                return False
            self._judge(response)
            if response.status == _PARTIAL:
                self._go_on(response.headers)
            else:
                self._begin_anew(response.headers)
            file.seek(self._have)
            file.truncate()
            self._take(response, file)
        finally:
            response.close()
        return True

    # ---- the head

    def _conditional(self) -> bool:
        """Whether the question is whether there is something newer; not when a part of it has come."""
        return not self._have and any(self._known)

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": "itu-catalog", "Accept": "*/*", "Accept-Encoding": "identity"}
        if self._have:
            headers["Range"] = f"bytes={self._have}-"
            headers["If-Range"] = self._validator() or ""
        elif self._known[0]:
            headers["If-None-Match"] = self._known[0]
        elif self._known[1]:
            headers["If-Modified-Since"] = self._known[1]
        return headers

    def _validator(self) -> str | None:
        """Return by what a server can tell that the file is the same to the byte; a weak tag does not say that."""
        if self._etag is not None:
            return self._etag if self._etag.startswith('"') else None
        return self._last_modified

    def _response(self) -> Response:
        """Ask, and follow where the answer leads."""
        if self._have and self._validator() is None:
            self._have = 0
        url = permitted(self._url, allow_http=self._allow_http)
        for _ in range(self.limits.redirects + 1):
            if self.stop.is_set():
                raise TimeoutError
            response = ask(url, self._headers(), connect=self.limits.connect, read=self.limits.read)
            if response.status not in _REDIRECTS:
                return response
            response.close()
            there = response.headers.get("Location")
            if not there:
                raise self.failed("the server sends elsewhere and does not say where")
            url = permitted(urljoin(url, there), allow_http=self._allow_http, before=url)
        raise self.failed(
            f"it leads from place to place more than {self.limits.redirects} times; name the address where it is"
        )

    def _judge(self, response: Response) -> None:
        status, headers = response.status, response.headers
        if status in (_WHOLE, _PARTIAL):
            return
        if status == _NO_RANGE and self._have:
            self._have = 0
            raise Again("the server has another file now")
        after = asked_for(headers.get("Retry-After"))
        if status in _BUSY or (after is not None and status == 403):  # noqa: PLR2004 - how some say 429
            what = "the server is asked too much" if status == _MANY else "the server cannot answer now"
            raise Again(f"{what} (status {status})", after)
        said = _SAID.get(status, "that is no answer with a file; name another address with --url")
        raise self.failed(f"{said} (status {status})")

    def _begin_anew(self, headers: Mapping[str, str]) -> None:
        self._have = 0
        self._etag = _plain(headers.get("ETag"))
        self._last_modified = _plain(headers.get("Last-Modified"))
        length = headers.get("Content-Length", "")
        self._size = int(length[:15]) if length.isascii() and length.isdigit() else None
        self._refuse_long(self._size or 0)

    def _go_on(self, headers: Mapping[str, str]) -> None:
        """Check that what comes now is the rest of what there is; else everything is asked for again."""
        match = _RANGE.fullmatch(headers.get("Content-Range", ""))
        etag = _plain(headers.get("ETag"))
        good = (
            match is not None
            and self._have > 0
            and int(match["first"]) == self._have
            and (etag is None or self._etag is None or etag == self._etag)
            and (match["whole"] == "*" or self._size in (None, int(match["whole"])))
        )
        if not good:
            self._have = 0
            raise Again("the server sent another part than was asked for")

    # ---- the body

    def _take(self, response: Response, file: BinaryIO) -> None:
        while True:
            block = response.read(_BLOCK)
            if self.stop.is_set():
                raise TimeoutError
            if not block:
                break
            self._refuse_long(self._have + len(block))
            file.write(block)
            self._have += len(block)
            if self._progress is not None:
                self._progress(self._have, self._size)
        if self._size is not None and self._have < self._size:
            raise Again("the connection broke off")

    def _refuse_long(self, size: int) -> None:
        if size > self.limits.size:
            raise self.failed(
                f"it is longer than {self.limits.size >> 20} MiB, as no archive of the dataset is; "
                "check the address"
            )


def _plain(value: str | None) -> str | None:
    """Return a header that can be kept and sent back as it is."""
    if value is None or len(value) > 500 or not (value.isascii() and value.isprintable()):  # noqa: PLR2004
        return None
    return value.strip() or None
