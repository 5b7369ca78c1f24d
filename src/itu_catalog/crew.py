r"""Several processes that each answer one message after another: who hands them out, and the other end.

They are fresh interpreters, not copies of this one: nothing depends on how a platform starts processes, on what
threads this one has, or on how its program begins. Each is minded by a thread that hands it a message and waits. When
a process dies, the answer says so, and another takes over; when this process dies, they end, too.

>>> crew = Crew(2, "import sys; sys.path[:] = {path!r}; from itu_catalog.crew import answers; answers(bytes.upper)")
>>> crew.give(1, b"hello")
>>> crew.take()
(1, b'HELLO')
>>> crew.close()
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

__all__ = ["Crew", "Lost", "answers", "conversation"]

_LENGTH = 8
"""Bytes that say how long a message is."""

_PATIENCE = 0.5
"""Seconds that a process has to end when nothing more is asked of it."""

_FLAGS = ["-X", "utf8"] if sys.flags.utf8_mode else []
"""What decides how names of files are written, and so has to be the same."""


class Lost(NamedTuple):
    """Stands for an answer that never came."""

    how: str
    """What became of the process: ``was ended by the system (SIGKILL)``."""


class Crew:
    """Threads, each with a process of its own, that take messages from one queue and put answers into another.

    A process runs `script`, in which ``{path!r}`` is where modules are found here. It is told `setup` first, unless that
    is empty; see `conversation` for what it should do then.
    """

    def __init__(self, count: int, script: str, setup: bytes = b"") -> None:
        self._script = script.format(path=sys.path)
        self._setup = setup
        self._given: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, bytes | Lost]] = SimpleQueue()
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self._threads = [Thread(target=self._mind, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def give(self, number: int, message: bytes) -> None:
        """Let the next free process answer a message."""
        self._given.put((number, message))

    def take(self) -> tuple[int, bytes | Lost]:
        """Wait for the next answer, to whichever message."""
        return self._done.get()

    def close(self) -> None:
        """End every process, in whatever it is doing, and every thread."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for process in running:
            process.kill()
        for _ in self._threads:
            self._given.put(None)
        for thread in self._threads:
            thread.join()

    # ---- one thread

    def _mind(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        try:
            while (task := self._given.get()) is not None and not self._closed:
                number, message = task
                reply: bytes | Lost
                try:
                    if process is None:
                        process = self._start()
                        if self._setup:
                            _tell(process, self._setup)
                    _tell(process, message)
                    assert process.stdout is not None
                    reply = _read(process.stdout)
                except Exception as fault:  # noqa: BLE001 - who waits for the reply would wait for ever
                    how = f"could not be started ({fault})" if process is None else self._end(process)
                    if not isinstance(fault, OSError | EOFError):
                        how = f"was given up ({type(fault).__name__}: {fault})"
                    reply = Lost(how)
                    process = None
                self._done.put((number, reply))
        finally:
            self._end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a process in a session of its own, so that Ctrl-C is ours to answer."""
        with self._lock:
            if self._closed:
                raise EOFError("nothing more is asked")
            process = subprocess.Popen(  # noqa: S603 - this interpreter, and no shell
                [sys.executable, *_FLAGS, "-c", self._script],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._running.add(process)
        return process

    def _end(self, process: subprocess.Popen[bytes] | None) -> str:
        """End a process, and say how it ended if it did so by itself."""
        if process is None:
            return ""
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            try:
                stream.close()
            except OSError:  # what it was to be told is still waiting
                continue
        ended = process.poll()
        if ended is None:
            try:
                ended = process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                ended = process.wait()
        with self._lock:
            self._running.discard(process)
        return _ending(ended)


def _tell(process: subprocess.Popen[bytes], message: bytes) -> None:
    assert process.stdin is not None
    _write(process.stdin, message)


def _ending(code: int) -> str:
    """Say how a process ended.

    >>> _ending(-9), _ending(3)
    ('was ended by the system (SIGKILL)', 'ended by itself (exit code 3)')
    """
    if code >= 0:
        return f"ended by itself (exit code {code})"
    from signal import Signals

    try:
        name = Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was ended by the system ({name})"


# ---------------------------------------------------------------------------------------------- messages


def _write(stream: IO[bytes], message: bytes) -> None:
    """Send a message; `OSError` when nobody listens."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    """Wait for a message; `EOFError` when the other side has ended."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("the other side has ended")
    return data


# ---------------------------------------------------------------------------------------------- the other end


@contextmanager
def conversation() -> Iterator[tuple[Callable[[], bytes], Callable[[bytes], None]]]:
    """Yield how a process waits for a message and how it answers, until nothing more comes: then it is left quietly.

    Answers go to what was standard output; whatever else writes there, such as a library that warns, is not heard.
    """
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)
        with suppress(EOFError, BrokenPipeError):
            yield partial(_read, sys.stdin.buffer), partial(_write, replies)


def answers(work: Callable[[bytes], bytes]) -> None:
    """Answer every message with what a function makes of it."""
    with conversation() as (heard, answer):
        while True:
            answer(work(heard()))
