r"""What this process and a worker say to each other: messages with their length before them.

>>> import io
>>> pipe = io.BytesIO()
>>> write(pipe, b"hello")
>>> read(io.BytesIO(pipe.getvalue()))
b'hello'
"""

from __future__ import annotations

import pickle

from itu_catalog.checking import crossing
from itu_catalog.checking.checked import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

    from itu_catalog.checking.judging import Manner

__all__ = ["dumped", "loaded", "read", "write"]

_LENGTH = 8
"""Bytes that say how long a message is."""


def write(stream: IO[bytes], message: bytes) -> None:
    """Send a message; `OSError` when nobody listens."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def read(stream: IO[bytes]) -> bytes:
    """Wait for a message; `EOFError` when the other side has ended."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("the other side has ended")
    return data


def dumped(run: Run, manner: Manner) -> bytes:
    """Return what a worker has to know before it begins."""
    return pickle.dumps((crossing.to_open(run.catalog), run.on, run.titles, run.asked, manner))


def loaded(message: bytes) -> tuple[Run, Manner]:
    """Return the run, with a catalogue of this process, and how to read."""
    opened, on, titles, asked, manner = pickle.loads(message)  # noqa: S301 - from the process that started this one
    return Run(crossing.opened_again(*opened), on, titles, asked), manner
