"""Where the dataset is fetched from, and which addresses may be asked at all.

The option comes first, then the environment variable ``ITU_CATALOG_URL``, then ``config.toml`` in the user's
configuration directory, then the community's repository. The configuration of a project is not asked: a checkout of
a stranger's must not decide whose data answers for everything else on the machine.

>>> address("https://example.org/main.tar.gz")
('https://example.org/main.tar.gz', 'it was asked for')
>>> permitted("ftp://example.org/main.tar.gz")
Traceback (most recent call last):
    ...
itu_catalog.errors.UnreadableInput: cannot read ftp://example.org/main.tar.gz: only https:// is fetched; ...
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from itu_catalog.errors import InvalidSettings, UnreadableInput

__all__ = ["DEFAULT_URL", "VARIABLE", "address", "configuration_path", "permitted", "shown_address"]

DEFAULT_URL = "https://github.com/relaton/relaton-data-itu/archive/refs/heads/main.tar.gz"
"""The archive of the community dataset, as its repository offers the newest state."""

VARIABLE = "ITU_CATALOG_URL"

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_LONGEST = 2000
_LONGEST_FILE = 1 << 16


def address(given: str | None = None) -> tuple[str, str]:
    """Return the address to ask, and why this one."""
    if given:
        return given, "it was asked for"
    named = os.environ.get(VARIABLE, "")
    if named:
        return named, f"{VARIABLE} names it"
    path = configuration_path()
    configured = _configured(path) if path else None
    if configured is not None:
        return configured, f"{path} names it"
    return DEFAULT_URL, "it is the usual one"


def configuration_path() -> str:
    """Return where a user's own settings lie, as each system has it; empty for a user without a home directory."""
    import sys

    home = os.path.expanduser("~")  # noqa: PTH111 - as strings, like all paths of the catalogue
    places = {"win32": os.environ.get("APPDATA"), "darwin": f"{home}/Library/Application Support"}
    named = os.environ.get("XDG_CONFIG_HOME", "")
    usual = named if os.path.isabs(named) else os.path.join(home, ".config")  # noqa: PTH117, PTH118
    base = places.get(sys.platform) or usual
    return os.path.join(base, "itu-catalog", "config.toml") if os.path.isabs(base) else ""  # noqa: PTH117, PTH118


def _configured(path: str) -> str | None:
    """Read ``[update] url`` of a configuration; None where there is none."""
    import tomllib

    try:
        with open(path, "rb") as file:  # noqa: PTH123
            text = file.read(_LONGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise InvalidSettings(path, reason=f"cannot be read: {fault.strerror or fault}") from fault
    if len(text) > _LONGEST_FILE:
        raise InvalidSettings(path, reason=f"it is longer than {_LONGEST_FILE >> 10} KiB; no such file is")
    try:
        table = tomllib.loads(text.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise InvalidSettings(path, reason=f"it is no TOML: {fault}") from None
    update = table.get("update", {})
    unknown = [
        *sorted(table.keys() - {"update"}),
        *(update.keys() - {"url"} if isinstance(update, dict) else ()),
    ]
    if unknown:
        raise InvalidSettings(path, reason=f"{unknown[0]!r} is no setting; write url = '…' below [update]")
    url = update.get("url") if isinstance(update, dict) else update
    if url is not None and not isinstance(url, str):
        raise InvalidSettings(path, reason="[update] url is no text; write it in quotation marks")
    return url


def permitted(url: str, *, allow_http: bool = False, before: str | None = None) -> str:
    """Return an address that may be asked, as it is.

    Only ``https``, without a user name; with `allow_http` also ``http`` from this machine itself, for tests. A
    redirect, from an address `before`, never leads from ``https`` to ``http``.

    Raises:
        UnreadableInput: it may not be asked; the sentence says what may.
    """
    shown = shown_address(url)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UnreadableInput(
            shown, reason="that is no address; write one like https://…/main.tar.gz"
        ) from None
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url or not host:
        raise UnreadableInput(shown, reason="that is no address; write one like https://…/main.tar.gz")
    if parts.username is not None or parts.password is not None:
        reason = "an address with a user name or a password is not asked; write it without"
        raise UnreadableInput(shown, reason=reason)
    if parts.scheme == "https":
        return url
    if before is not None and urlsplit(before).scheme == "https":
        reason = f"it leads from https to {shown}, where anybody may change what is sent; it is not followed"
        raise UnreadableInput(shown_address(before), reason=reason)
    if parts.scheme == "http" and allow_http and host in _LOOPBACK:
        return url
    more = "; http is for this machine itself, with --allow-http" if parts.scheme == "http" else ""
    way_out = "an archive on this machine is read by: itu-catalog import PATH"
    raise UnreadableInput(shown, reason=f"only https:// is fetched{more}; {way_out}")


def shown_address(url: str) -> str:
    """Return an address as a message may show it: short, without a password and without control characters.

    >>> shown_address("https://ada:secret@example.org/a")
    'https://…@example.org/a'
    """
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    if "@" in authority:
        authority = "…@" + authority.rpartition("@")[2]
    shown = f"{scheme}{mark}{authority}{slash}{path}" if mark else url
    shown = shown if len(shown) <= 200 else f"{shown[:200]}…"  # noqa: PLR2004 - characters that a line has room for
    return shown if shown.isprintable() else repr(shown)
