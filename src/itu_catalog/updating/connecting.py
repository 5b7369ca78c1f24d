"""Asking a server one question, through urllib3: the only module here that opens a connection.

Why urllib3: it is kept by the people whose ``requests`` and ``pip`` stand on it, needs no other package, is typed,
checks certificates and lengths by default, and gives the answer as it comes, with every redirect and every retry left
to us, who count them. ``requests`` adds four packages and hides what arrives; ``httpx`` has not been released for
two years; ``urllib.request`` of the standard library knows neither proxies that encrypt nor pooled time limits, and
follows redirects from https to http.
"""

from __future__ import annotations

import ssl
from typing import NamedTuple

from itu_catalog.errors import MissingExtra, UnreadableInput
from itu_catalog.updating.address import shown_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from urllib3 import BaseHTTPResponse, ProxyManager
    from urllib3.poolmanager import PoolManager

__all__ = ["Again", "Response", "ask"]

_OFFLINE = (
    "is this machine offline, or behind a proxy (HTTPS_PROXY)? "
    "An archive that was fetched elsewhere is read by: itu-catalog import PATH"
)


class Again(Exception):
    """What may go better another time; `after` are the seconds that the server asked to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Response(NamedTuple):
    """The head of an answer, and its body as it comes."""

    status: int
    headers: Mapping[str, str]
    raw: BaseHTTPResponse
    url: str

    def read(self, count: int) -> bytes:
        """Return the next bytes, at most `count` of them, as soon as there are some; none at the end.

        Raises:
            Again: the connection broke off, or went silent.
        """
        import http.client

        from urllib3.exceptions import HTTPError

        try:
            return self.raw.read1(count, decode_content=False)
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as fault:
            raise Again(_broken(fault)) from fault

    def close(self) -> None:
        """End it, and the connection."""
        self.raw.close()


def ask(url: str, headers: Mapping[str, str], *, connect: float, read: float) -> Response:
    """Send one question and return the head of the answer; redirects are answers, too.

    Raises:
        Again: there was no answer.
        UnreadableInput: there cannot be one: no such host, a certificate that is not valid, a proxy that refuses.
        MissingExtra: urllib3 is not installed.
    """
    try:
        import urllib3
        from urllib3.exceptions import HTTPError
    except ImportError:
        raise MissingExtra("update", "updates over the network") from None
    shown = shown_address(url)
    try:
        raw = _pool(url).request(
            "GET",
            url,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=connect, read=read),
        )
    except (HTTPError, OSError, ValueError) as fault:
        raise _unanswered(shown, fault) from fault
    return Response(raw.status, raw.headers, raw, url)


def _pool(url: str) -> PoolManager | ProxyManager:
    """Return what connects to a host, through the proxy that the environment names for it."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    import urllib3

    parts = urlsplit(url)
    settings: dict[str, Any] = {"ssl_context": ssl.create_default_context()}
    named = getproxies()
    proxy = named.get(parts.scheme) or named.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return urllib3.PoolManager(**settings)
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    try:
        address = urllib3.util.parse_url(proxy)
    except urllib3.exceptions.LocationParseError:
        address = urllib3.util.Url()
    if address.scheme not in ("http", "https") or not address.host:
        reason = (
            f"the proxy {shown_address(proxy)} is none that can be used; "
            "name one like http://host:port in HTTPS_PROXY, or the host in NO_PROXY"
        )
        raise UnreadableInput(shown_address(url), reason=reason)
    from urllib.parse import unquote

    who = urllib3.make_headers(proxy_basic_auth=unquote(address.auth)) if address.auth else None
    return urllib3.ProxyManager(address._replace(auth=None).url, proxy_headers=who, **settings)


def _unanswered(shown: str, fault: Exception) -> Exception:
    """Tell apart what may go better another time, and what will not."""
    from urllib3 import exceptions

    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = (
                f"its certificate is not valid ({cause.verify_message}); behind a proxy that signs for others, "
                "name the certificate of that in SSL_CERT_FILE"
            )
            return UnreadableInput(shown, reason=reason)
        if isinstance(cause, exceptions.NameResolutionError):
            return UnreadableInput(shown, reason=f"the name of its host leads nowhere; {_OFFLINE}")
        if isinstance(cause, exceptions.ProxyError):
            reason = "the proxy gave no way there; see HTTPS_PROXY and NO_PROXY in the environment"
            return UnreadableInput(shown, reason=f"{reason} ({_short(cause.original_error)})")
        cause = cause.__cause__ or cause.__context__
    if isinstance(fault, exceptions.LocationParseError | exceptions.InvalidHeader):
        return UnreadableInput(shown, reason="that is no address; write one like https://…/main.tar.gz")
    if isinstance(fault, exceptions.ConnectTimeoutError | exceptions.NewConnectionError):
        return Again(f"there is no connection; {_OFFLINE}")
    return Again(_broken(fault))


def _broken(fault: BaseException) -> str:
    """Say in half a sentence how a connection ended."""
    from urllib3 import exceptions

    if isinstance(fault, exceptions.ReadTimeoutError | TimeoutError):
        return "the server went silent"
    if isinstance(fault, exceptions.ProtocolError | exceptions.IncompleteRead):
        return "the connection broke off"
    return f"the connection failed ({_short(fault)})"


def _short(fault: object) -> str:
    return str(fault).partition("\n")[0][:200]
