"""Writing to the standard streams, whatever their encoding, and whether or not anybody listens."""

from __future__ import annotations

import os
import sys

from itu_catalog.escapes import in_line

__all__ = ["can_say", "complain", "flush", "is_terminal", "put", "say", "settle", "silence"]

_PLAINER = str.maketrans(
    {"→": "->", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "…": "...", "\xa0": " "}
)
"""What stands for the marks that we print ourselves, and titles have, where the encoding has none of them."""


def complain(sentence: str) -> None:
    """Write one line to standard error, whatever line ends the names in it have."""
    if sys.stderr is not None:
        sys.stderr.write(f"itu-catalog: {in_line(sentence)}\n")


def can_say(text: str) -> bool:
    """Whether the encoding of standard output has all characters of a text."""
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def say(text: str) -> None:
    """Write to standard output; what its encoding lacks is written plainer, else escaped, but never refused."""
    put(text + "\n")
    flush()


def put(text: str) -> None:
    """Write a piece of a text to standard output, likewise, and let it wait for the next."""
    out = sys.stdout
    if out is None:
        return
    if not can_say(text):
        text = text.translate(_PLAINER).encode(_encoding(), "backslashreplace").decode(_encoding())
    out.write(text)


def flush() -> None:
    """Send what waits on standard output; `BrokenPipeError` when nobody reads any more."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def settle() -> None:
    """Write out what is waiting, such as a help text; nobody minds when the reader has gone."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        silence()


def silence() -> None:
    """Let the flush at the end of the process go nowhere."""
    from contextlib import suppress

    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_terminal() -> bool:
    """Whether standard output is a terminal that can do more than print characters."""
    out = sys.stdout
    return out is not None and out.isatty() and os.environ.get("TERM") != "dumb"
