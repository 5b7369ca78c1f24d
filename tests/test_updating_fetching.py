"""A file is fetched whole and as it is, over a network that fails, or one sentence says why not and what to do."""

from __future__ import annotations

import datetime
import hashlib
import random
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest

from badserver import Asked, Server, serving
from itu_catalog.errors import InvalidSettings, UnreadableInput
from itu_catalog.updating.address import DEFAULT_URL, address, permitted, shown_address
from itu_catalog.updating.fetching import Fetched, Limits, fetch

pytest.importorskip("urllib3", reason="the extra `update` is not installed")

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = random.Random(1865).randbytes(300_000)  # noqa: S311 - the year in which the Union was founded; no secret
OTHER = FILE[::-1]

QUICK = Limits(connect=2, read=0.5, total=20, attempts=4, pause=0.01, longest_pause=0.05, patience=2)

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # of connections that are cut


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the server directly, whatever the machine is set to."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Fetch:
    """Fetches from a server that answers by a function, and keeps what came of it."""

    def __init__(self, folder: Path) -> None:
        self.into = folder / "archive"
        self.told: list[str] = []
        self.seen: list[tuple[int, int | None]] = []

    def __call__(
        self,
        url: str,
        limits: Limits = QUICK,
        known: tuple[str | None, str | None] = (None, None),
    ) -> Fetched:
        """Fetch."""
        return fetch(
            url,
            str(self.into),
            known=known,
            limits=limits,
            allow_http=True,
            progress=lambda have, size: self.seen.append((have, size)),
            tell=self.told.append,
        )

    def refused(self, url: str, limits: Limits = QUICK) -> str:
        """Fetch what cannot be fetched, and return the sentence."""
        with pytest.raises(UnreadableInput) as caught:
            self(url, limits)
        assert "\n" not in str(caught.value)
        return str(caught.value)


@pytest.fixture
def get(tmp_path: Path) -> Fetch:
    """Fetch into a directory for the test alone."""
    return Fetch(tmp_path)


# --------------------------------------------------------------------------------------------------
# Servers that behave


def test_a_file_is_fetched_as_it_is(get: Fetch) -> None:
    """The bytes on the disc are those of the server, with what it said of them."""
    modified = "Sat, 22 Aug 2026 14:00:47 GMT"
    with serving(lambda asked: asked.file(FILE, ETag='"a"', Last_Modified=modified)) as server:
        fetched = get(server.url)

    digest = hashlib.sha256(FILE).hexdigest()
    assert (True, '"a"', modified, digest, len(FILE), 1) == fetched
    assert get.into.read_bytes() == FILE
    assert get.seen[-1] == (len(FILE), len(FILE))
    assert server.asked[0].headers["accept-encoding"] == "identity"


def test_a_file_in_chunks_is_fetched(get: Fetch) -> None:
    """Without a length, as GitHub sends archives, it ends where the server says."""

    def answer(asked: Asked) -> None:
        asked.head(Transfer_Encoding="chunked")
        for start in range(0, len(FILE), 7000):
            part = FILE[start : start + 7000]
            asked.raw(b"%x\r\n%s\r\n" % (len(part), part))
        asked.raw(b"0\r\n\r\n")

    with serving(answer) as server:
        assert get(server.url).bytes == len(FILE)
    assert get.into.read_bytes() == FILE
    assert get.seen[-1] == (len(FILE), None)


@pytest.mark.parametrize(
    ("known", "header", "value"),
    [
        (('W/"a"', None), "if-none-match", 'W/"a"'),
        (('"a"', "Sat, 22 Aug 2026 14:00:47 GMT"), "if-none-match", '"a"'),
        ((None, "Sat, 22 Aug 2026 14:00:47 GMT"), "if-modified-since", "Sat, 22 Aug 2026 14:00:47 GMT"),
    ],
)
def test_what_is_known_is_not_fetched_again(
    get: Fetch, known: tuple[str | None, str | None], header: str, value: str
) -> None:
    """A server that has nothing newer says so, also without naming the tag again, and nothing is sent."""
    with serving(lambda asked: asked.head(304)) as server:
        fetched = get(server.url, known=known)

    assert not fetched.modified
    assert server.asked[0].headers[header] == value
    assert {"if-none-match", "if-modified-since"} & server.asked[0].headers.keys() == {header}


def test_a_server_that_ignores_conditions_sends_it_again(get: Fetch) -> None:
    """A 200 is taken for what it is."""
    with serving(lambda asked: asked.file(FILE)) as server:
        assert get(server.url, known=('"a"', None)).modified
    assert get.into.read_bytes() == FILE


def test_nothing_newer_than_what_was_never_asked(get: Fetch) -> None:
    """A 304 to somebody who has nothing is no answer."""
    with serving(lambda asked: asked.head(304)) as server:
        assert "that is no answer with a file" in get.refused(server.url)


# --------------------------------------------------------------------------------------------------
# Connections that break


def cutting(*cuts: int, etag: str = '"a"', ranges: bool = True) -> Callable[[Asked], None]:
    """Answer so that the connection ends after so many bytes, once for each number, and then behave."""

    def answer(asked: Asked) -> None:
        start = asked.first if ranges and asked.headers.get("if-range") == etag else 0
        send = dict(enumerate(cuts, 1)).get(asked.number)
        headers: dict[str, Any] = {"ETag": etag}
        if start:
            headers["Content_Range"] = f"bytes {start}-{len(FILE) - 1}/{len(FILE)}"
        asked.file(FILE[start:], status=206 if start else 200, send=send, **headers)
        if send is not None:
            asked.cut()

    return answer


def test_a_cut_connection_is_taken_up_where_it_ended(get: Fetch) -> None:
    """After each cut only the rest is asked for, and the whole is what the server has."""
    with serving(cutting(100_000, 50_000)) as server:
        fetched = get(server.url)

    assert (3, len(FILE)) == (fetched.attempts, fetched.bytes)
    assert fetched.sha256 == hashlib.sha256(FILE).hexdigest()
    assert [None, "bytes=100000-", "bytes=150000-"] == [each.headers.get("range") for each in server.asked]
    assert [None, '"a"', '"a"'] == [each.headers.get("if-range") for each in server.asked]
    assert ["the connection broke off; trying again in 0 seconds"] * 2 == get.told


def test_a_cut_by_date(get: Fetch) -> None:
    """A date tells that the file is the same, where there is no tag."""
    modified = "Sat, 22 Aug 2026 14:00:47 GMT"

    def answer(asked: Asked) -> None:
        if asked.number == 1:
            asked.file(FILE, send=1000, Last_Modified=modified)
            asked.cut()
        else:
            rest = FILE[asked.first :]
            asked.file(rest, status=206, Content_Range=f"bytes {asked.first}-{len(FILE) - 1}/{len(FILE)}")

    with serving(answer) as server:
        get(server.url)
    assert get.into.read_bytes() == FILE
    assert server.asked[1].headers["if-range"] == modified


@pytest.mark.parametrize("etag", ['W/"a"', ""])
def test_without_a_sure_tag_it_begins_anew(get: Fetch, etag: str) -> None:
    """A weak tag, or none, does not say that the bytes are the same; so everything is asked for again."""
    with serving(cutting(100_000, etag=etag)) as server:
        get(server.url)

    assert get.into.read_bytes() == FILE
    assert "range" not in server.asked[1].headers


def test_a_server_without_ranges_begins_anew(get: Fetch) -> None:
    """Who answers a question for the rest with everything is believed."""
    with serving(cutting(100_000, ranges=False)) as server:
        get(server.url)

    assert get.into.read_bytes() == FILE
    assert server.asked[1].headers["range"] == "bytes=100000-"


def test_a_file_that_changes_between_attempts(get: Fetch) -> None:
    """When the server has another file by then, nothing of the first one stays."""

    def answer(asked: Asked) -> None:
        if asked.number == 1:
            asked.file(FILE, send=100_000, ETag='"a"')
            asked.cut()
        else:
            asked.file(OTHER, ETag='"b"')

    with serving(answer) as server:
        fetched = get(server.url)
    assert fetched.etag == '"b"'
    assert get.into.read_bytes() == OTHER


@pytest.mark.parametrize(
    "wrong",
    [
        {"Content_Range": f"bytes 0-{len(FILE) - 1}/{len(FILE)}", "ETag": '"a"'},
        {"Content_Range": f"bytes 100000-{len(FILE) - 1}/{len(FILE)}", "ETag": '"b"'},
        {"Content_Range": f"bytes 100000-{len(FILE)}/{len(FILE) + 1}", "ETag": '"a"'},
        {"Content_Range": "bytes */*", "ETag": '"a"'},
        {"ETag": '"a"'},
    ],
    ids=["another place", "another tag", "another length", "no place", "nothing"],
)
def test_the_rest_of_another_file_is_not_taken(get: Fetch, wrong: dict[str, Any]) -> None:
    """A part that is not what was asked for is thrown away, with what it would have been the rest of."""

    def answer(asked: Asked) -> None:
        if asked.number == 1:
            asked.file(FILE, send=100_000, ETag='"a"')
            asked.cut()
        elif asked.number == 2:
            asked.file(OTHER[100_000:], status=206, **wrong)
        else:
            asked.file(FILE, ETag='"a"')

    with serving(answer) as server:
        assert get(server.url).attempts == 3
    assert get.into.read_bytes() == FILE
    assert "range" not in server.asked[2].headers


def test_a_range_that_is_not_to_be_had(get: Fetch) -> None:
    """After a 416 everything is asked for again."""

    def answer(asked: Asked) -> None:
        if asked.number == 1:
            asked.file(FILE, send=100_000, ETag='"a"')
            asked.cut()
        elif asked.number == 2:
            asked.file(b"", status=416)
        else:
            asked.file(FILE, ETag='"a"')

    with serving(answer) as server:
        get(server.url)
    assert get.into.read_bytes() == FILE


def test_a_length_that_is_too_long(get: Fetch) -> None:
    """A server that promises more than it sends is asked a few times, and then not believed."""
    with serving(lambda asked: asked.file(FILE, send=1000)) as server:
        assert "the connection broke off, and so 4 times; try again later" in get.refused(server.url)
    assert len(server.asked) == 4


def test_chunks_that_end_in_the_middle(get: Fetch) -> None:
    """A file in chunks is whole only when the last chunk says so."""

    def answer(asked: Asked) -> None:
        asked.head(Transfer_Encoding="chunked")
        asked.raw(b"1000\r\n" + FILE[:100])
        asked.cut()

    with serving(answer) as server:
        assert "the connection broke off, and so 4 times" in get.refused(server.url)


def test_a_server_that_goes_silent(get: Fetch) -> None:
    """Silence is waited for as long as was said, each time."""
    wait = threading.Event()

    def answer(asked: Asked) -> None:
        asked.file(FILE, send=1000)
        wait.wait(20)

    with serving(answer) as server:
        began = time.monotonic()
        assert "the server went silent, and so 2 times" in get.refused(
            server.url, QUICK._replace(attempts=2, read=0.2)
        )
        assert time.monotonic() - began < 5
        wait.set()


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_trickles(get: Fetch, part: str) -> None:
    """A byte now and then is no silence; the limit for everything holds all the same."""
    stop = threading.Event()

    def answer(asked: Asked) -> None:
        if part == "head":
            asked.raw(b"HTTP/1.1 200 OK\r\nX: ")
        else:
            asked.head(Content_Length=len(FILE))
        while not stop.wait(0.05):
            asked.raw(b"x")

    with serving(answer) as server:
        began = time.monotonic()
        assert "it is not here after 0.7 seconds" in get.refused(server.url, QUICK._replace(total=0.7))
        assert time.monotonic() - began < 5
        stop.set()


# --------------------------------------------------------------------------------------------------
# Statuses


def test_faults_of_the_server_pass(get: Fetch) -> None:
    """A server that is down for a while is asked again."""

    def answer(asked: Asked) -> None:
        if asked.number < 4:
            asked.file(b"down", status=(500, 502, 503)[asked.number - 1])
        else:
            asked.file(FILE)

    with serving(answer) as server:
        assert get(server.url).attempts == 4
    assert get.into.read_bytes() == FILE
    assert get.told[0] == "the server cannot answer now (status 500); trying again in 0 seconds"


def test_a_server_that_asks_to_wait(get: Fetch) -> None:
    """Retry-After is followed."""

    def answer(asked: Asked) -> None:
        if asked.number == 1:
            asked.file(b"", status=429, Retry_After=1)
        else:
            asked.file(FILE)

    with serving(answer) as server:
        began = time.monotonic()
        get(server.url)
        assert 1 <= time.monotonic() - began < 5
    assert get.told == ["the server is asked too much (status 429); trying again in 1 seconds"]


@pytest.mark.parametrize(
    "later",
    ["3600", format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1), usegmt=True)],
)
def test_a_server_that_asks_to_wait_too_long(get: Fetch, later: str) -> None:
    """Nobody sits before a terminal for an hour; the sentence says when to come back."""
    with serving(lambda asked: asked.file(b"", status=429, Retry_After=later)) as server:
        said = get.refused(server.url)
    assert "the server is asked too much (status 429); it asks to be left alone for 3" in said
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "there is no such file; name the address of the archive with --url (status 404)"),
        (403, "the server forbids it"),
        (410, "the file is gone"),
        (401, "wants to know who asks"),
        (204, "that is no answer with a file"),
        (206, "the server sent another part than was asked for"),
    ],
)
def test_a_status_that_will_not_change(get: Fetch, status: int, sentence: str) -> None:
    """What another attempt will not mend is said at once."""
    with serving(lambda asked: asked.file(b"<html>", status=status)) as server:
        assert sentence in get.refused(server.url)
    assert len(server.asked) == (1 if status != 206 else QUICK.attempts)


# --------------------------------------------------------------------------------------------------
# Redirects


def test_redirects_are_followed(get: Fetch) -> None:
    """An archive that lies elsewhere is fetched from there, and one that is cut, too."""

    def answer(asked: Asked) -> None:
        if asked.path == "/main.tar.gz":
            asked.file(b"", status=302, Location="/elsewhere/../there.tar.gz")
        elif asked.number == 2:
            asked.file(FILE, send=1000, ETag='"a"')
            asked.cut()
        else:
            rest = FILE[asked.first :]
            asked.file(rest, status=206, Content_Range=f"bytes {asked.first}-{len(FILE) - 1}/{len(FILE)}")

    with serving(answer) as server:
        get(server.url)
    assert get.into.read_bytes() == FILE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_in_a_circle(get: Fetch, status: int) -> None:
    """After so many there is no point."""
    with serving(lambda asked: asked.file(b"", status=status, Location="/main.tar.gz")) as server:
        assert "it leads from place to place more than 5 times" in get.refused(server.url)
    assert len(server.asked) == 6


def test_a_redirect_to_nowhere(get: Fetch) -> None:
    """One that does not say where to is no redirect."""
    with serving(lambda asked: asked.file(b"", status=302)) as server:
        assert "sends elsewhere and does not say where" in get.refused(server.url)


@pytest.mark.parametrize("there", ["http://example.org/a", "ftp://127.0.0.1/a", "//example.org/a"])
def test_a_redirect_out_of_what_is_allowed(get: Fetch, there: str) -> None:
    """Where an address may lead is no less bounded than which one may be named."""
    with serving(lambda asked: asked.file(b"", status=302, Location=there)) as server:
        assert "only https:// is fetched" in get.refused(server.url)


@pytest.mark.parametrize("there", ["http://example.org/a", "http://127.0.0.1/a"])
def test_no_redirect_from_https_to_http(there: str) -> None:
    """What was asked for safely is not fetched where anybody may change it."""
    with pytest.raises(UnreadableInput, match=r"it leads from https to http://.*; it is not followed"):
        permitted(there, allow_http=True, before="https://example.org/")


# --------------------------------------------------------------------------------------------------
# Addresses


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://example.org/a", "only https:// is fetched; http is for this machine itself"),
        ("http://127.0.0.1.example.org/a", "only https:// is fetched"),
        ("file:///etc/passwd", "that is no address"),
        ("main.tar.gz", "that is no address"),
        ("https://", "that is no address"),
        ("https://[::1", "that is no address"),
        ("https://example.org:port/", "that is no address"),
        ("https://example.org/a b", "that is no address"),
        ("https://example.org/\r\nX: y", "that is no address"),
        ("https://example.org/" + "a" * 3000, "that is no address"),
        ("https://ada:secret@example.org/a", "with a user name or a password is not asked"),
    ],
)
@pytest.mark.parametrize("allow_http", [False, True])
def test_an_address_that_is_not_asked(url: str, sentence: str, allow_http: bool) -> None:  # noqa: FBT001 - a column
    """Only https is fetched; a sentence says so, without a password."""
    with pytest.raises(UnreadableInput) as caught:
        permitted(url, allow_http=allow_http)

    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_http_of_this_machine_when_it_is_allowed(host: str) -> None:
    """For tests, this machine itself may be asked without a certificate, if somebody says so."""
    url = f"http://{host}:8000/main.tar.gz"

    assert url == permitted(url, allow_http=True)
    with pytest.raises(UnreadableInput, match=r"with --allow-http"):
        permitted(url)


def test_where_the_address_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option, the environment, the user's own settings, the usual one: in this order."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("ITU_CATALOG_URL", raising=False)
    assert (DEFAULT_URL, "it is the usual one") == address()

    settings = tmp_path / "itu-catalog" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('[update]\nurl = "https://example.org/c"\n', encoding="utf-8")
    assert ("https://example.org/c", f"{settings} names it") == address()
    monkeypatch.setenv("ITU_CATALOG_URL", "https://example.org/b")
    assert ("https://example.org/b", "ITU_CATALOG_URL names it") == address()
    assert ("https://example.org/a", "it was asked for") == address("https://example.org/a")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[update]\nurl = 3", "[update] url is no text"),
        ("[update]\nadress = 'x'", "'adress' is no setting"),
        ("url = 'x'", "'url' is no setting; write url = '…' below [update]"),
        ("[update", "it is no TOML"),
        ("#" * 100_000, "it is longer than 64 KiB"),
    ],
)
def test_settings_with_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, sentence: str
) -> None:
    """A fault in the user's settings is said, and not passed over."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("ITU_CATALOG_URL", raising=False)
    (tmp_path / "itu-catalog").mkdir()
    (tmp_path / "itu-catalog" / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        address()

    assert sentence in str(caught.value)


def test_an_address_as_it_is_shown() -> None:
    """Messages have no passwords and no control characters."""
    assert shown_address("https://ada:secret@example.org/a") == "https://…@example.org/a"
    assert "\x1b" not in shown_address("https://example.org/\x1b[31m")


# --------------------------------------------------------------------------------------------------
# Limits, hosts, proxies, certificates


@pytest.mark.parametrize("says", [True, False])
def test_a_file_without_end(get: Fetch, says: bool) -> None:  # noqa: FBT001 - a column
    """What is longer than any archive of the dataset is refused, by its length or while it comes."""
    sent = 0

    def answer(asked: Asked) -> None:
        nonlocal sent
        asked.head(**({"Content_Length": 1 << 40} if says else {"Connection": "close"}))
        for _ in range(1000):
            asked.raw(b"x" * 100_000)
            sent += 100_000

    with serving(answer) as server:
        said = get.refused(server.url, QUICK._replace(size=1 << 20))
    assert "it is longer than 1 MiB, as no archive of the dataset is; check the address" in said
    assert sent < 1 << 26
    assert get.into.stat().st_size <= 1 << 20
    assert len(server.asked) == 1


def test_nobody_answers(get: Fetch) -> None:
    """Where nobody listens, the sentence says how to do without a network."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    said = get.refused(f"http://127.0.0.1:{port}/main.tar.gz")

    assert "there is no connection; is this machine offline, or behind a proxy (HTTPS_PROXY)?" in said
    assert "itu-catalog import PATH, and so 4 times; try again later" in said


def test_a_host_that_is_not(get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads nowhere is not asked for again and again."""

    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nowhere)
    began = time.monotonic()
    said = get.refused("https://itu-catalog.invalid/main.tar.gz")

    assert "the name of its host leads nowhere; is this machine offline" in said
    assert time.monotonic() - began < 10


def test_a_server_that_hangs_up(get: Fetch) -> None:
    """One that ends each connection before it answers is given up."""
    with serving(lambda asked: asked.cut()) as server:
        assert "the connection broke off, and so 4 times" in get.refused(server.url)


def test_a_server_that_speaks_something_else(get: Fetch) -> None:
    """What is no HTTP is no answer."""
    with serving(lambda asked: asked.raw(b"220 ready\r\n" * 100)) as server:
        assert "and so 4 times" in get.refused(server.url)


def test_a_proxy_is_asked(get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy of the environment gets the question, with the user who is named there; NO_PROXY goes round it."""
    with serving(lambda asked: asked.file(FILE)) as server, serving(lambda asked: asked.file(OTHER)) as other:
        monkeypatch.setenv("http_proxy", f"http://ada:a%20b@127.0.0.1:{server.port}")
        get(other.url)
        assert get.into.read_bytes() == FILE
        assert server.asked[0].path == other.url
        assert server.asked[0].headers["proxy-authorization"] == "Basic YWRhOmEgYg=="
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        get(other.url)
        assert get.into.read_bytes() == OTHER


def test_a_proxy_that_refuses(get: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that gives no way to the server is named, without its password."""
    with serving(lambda asked: asked.file(b"", status=403)) as server:
        monkeypatch.setenv("https_proxy", f"http://ada:secret@127.0.0.1:{server.port}")
        said = get.refused("https://itu-catalog.invalid/main.tar.gz")

    assert "the proxy gave no way there; see HTTPS_PROXY and NO_PROXY" in said
    assert "secret" not in said


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://", "http://[::1"])
def test_a_proxy_that_is_none(get: Fetch, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """What cannot be a proxy is said to be none."""
    monkeypatch.setenv("https_proxy", proxy)

    assert "is none that can be used; name one like http://host:port" in get.refused(
        "https://itu-catalog.invalid/a"
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that it signed itself, with its key, made for the tests and thrown away."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    words = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    out = ["-keyout", str(path.with_name("key.pem")), "-out", str(path.with_name("cert.pem"))]
    subprocess.run([openssl, *words, *names, *out], check=True, capture_output=True)  # noqa: S603 - no shell
    path.write_bytes(path.with_name("key.pem").read_bytes() + path.with_name("cert.pem").read_bytes())
    return path


def test_a_certificate_is_checked(get: Fetch, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that nobody vouches for is refused at once; one that SSL_CERT_FILE names is good."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(lambda asked: asked.file(FILE), context) as server:
        assert "its certificate is not valid (self-signed certificate)" in get.refused(server.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("cert.pem")))
        assert get(server.url).modified
    assert get.into.read_bytes() == FILE


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, get: Fetch) -> None:
    """Who has not installed the extra is told the line to type."""
    from itu_catalog.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "urllib3", None)
    with pytest.raises(MissingExtra, match=r"pip install 'itu-catalog\[update\]'"):
        get("https://itu-catalog.invalid/a")
