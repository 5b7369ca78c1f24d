r"""Several processes that each do the same with one batch after another; the results come in the order of the batches.

They are fresh interpreters, not copies of this one: nothing depends on how a platform starts processes, on what
threads this one has, or on how its program begins. Each is minded by a thread that hands it a batch and waits. When
one of them dies, that is an error with the way out, not a wait without end; when this process dies, they end, too.

>>> list(done([[3, 1, 2], [5, 4]], "builtins:sorted", 2))
[[1, 2, 3], [4, 5]]
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from importlib import import_module
from queue import SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO, Any

__all__ = ["done", "hands", "serve"]

_MOST = 8
"""More processes than that wait for the one that reads."""
_AHEAD = 2
"""Batches on their way for each process: one in work, one to go on with."""
_LENGTH = 8
"""Bytes that say how long a message is."""
_SCRIPT = "import sys; sys.path[:] = {path!r}; from itu_catalog.importers.crew import serve; serve({job!r})"


def hands() -> int:
    """Return how many processes are of use here: as many as there are CPUs for this one, eight at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


class _Reply(NamedTuple):
    number: int
    value: Any = None
    fault: BaseException | None = None


def done(batches: Iterable[Any], job: str, count: int) -> Iterator[Any]:
    """Yield what a function makes of each batch, in so many processes, which end with the iteration.

    The function is named ``module:function``; what it is given and returns has to cross between processes by pickle.

    Raises:
        ChildProcessError: a process could not be started, or has died.
        Exception: what the function raised, in whichever process.
    """
    crew = _Crew(count, job)
    numbered = enumerate(batches)
    arrived: dict[int, Any] = {}
    asked = due = 0
    try:
        while True:
            while asked < due + count * _AHEAD:
                number, batch = next(numbered, (-1, None))
                if number < 0:
                    break
                crew.give(number, batch)
                asked += 1
            if due == asked:
                return
            while due not in arrived:
                reply = crew.take()
                if reply.fault is not None:
                    raise reply.fault
                arrived[reply.number] = reply.value
            yield arrived.pop(due)
            due += 1
    finally:
        crew.close()


class _Crew:
    """Threads, each with a process of its own, that take batches from one queue and put replies into another."""

    def __init__(self, count: int, job: str) -> None:
        self._job = job
        self._given: SimpleQueue[tuple[int, Any] | None] = SimpleQueue()
        self._replies: SimpleQueue[_Reply] = SimpleQueue()
        self._lock = Lock()
        self._running: list[subprocess.Popen[bytes]] = []
        self._closed = False
        self._threads = [Thread(target=self._mind, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def give(self, number: int, batch: Any) -> None:  # noqa: ANN401 - whatever the function takes
        """Let the next free process take a batch."""
        self._given.put((number, batch))

    def take(self) -> _Reply:
        """Wait for the next reply, to whichever batch."""
        return self._replies.get()

    def close(self) -> None:
        """End every process, in whatever it is doing, and every thread."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()
        for _ in self._threads:
            self._given.put(None)
        for thread in self._threads:
            thread.join()

    # ---- one thread

    def _mind(self) -> None:
        process = None
        number = -1
        try:
            while (task := self._given.get()) is not None:
                number, batch = task
                process = process or self._start()
                if process is None:  # the iteration is over
                    return
                self._replies.put(_Reply(number, *_asked(process, batch)))
        except (OSError, EOFError) as fault:
            how = f"could not be started ({fault})" if process is None else _ending(process.wait())
            lost = ChildProcessError(f"a process that reads it {how}; free memory, or use one worker only")
            self._replies.put(_Reply(number, fault=lost))
        except BaseException as fault:  # noqa: BLE001 - who waits for the reply would wait for ever
            self._replies.put(_Reply(number, fault=fault))
        finally:
            if process is not None:
                _end(process)

    def _start(self) -> subprocess.Popen[bytes] | None:
        """Start a process in a session of its own, so that Ctrl-C is ours to answer."""
        with self._lock:
            if self._closed:
                return None
            process = subprocess.Popen(  # noqa: S603 - this interpreter, and no shell
                [sys.executable, "-c", _SCRIPT.format(path=sys.path, job=self._job)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._running.append(process)
        return process


def _asked(process: subprocess.Popen[bytes], batch: object) -> tuple[Any, BaseException | None]:
    """Hand a batch to a process and return what it made of it, or what it raised."""
    assert process.stdin is not None
    assert process.stdout is not None
    _write(process.stdin, batch)
    value, fault = _read(process.stdout)
    return value, fault


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        try:
            stream.close()
        except OSError:  # what it was to be told is still waiting
            continue
    process.wait()


def _ending(code: int) -> str:
    """Say how a process ended.

    >>> _ending(-9), _ending(3)
    ('was ended by the system (signal 9)', 'ended by itself (exit code 3)')
    """
    return f"was ended by the system (signal {-code})" if code < 0 else f"ended by itself (exit code {code})"


def _write(stream: IO[bytes], value: object) -> None:
    message = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was written
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - from the process that started this one, or from one it started


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("the other side has ended")
    return data


# ---------------------------------------------------------------------------------------------- the other end


def serve(job: str) -> None:
    """Answer batches from standard input on what was standard output, until nothing more comes."""
    module, _, name = job.partition(":")
    work: Callable[[Any], Any] = getattr(import_module(module), name)
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)  # whatever else writes there, such as a library that warns, is not heard
        try:
            while True:
                batch = _read(sys.stdin.buffer)
                _write(replies, _attempt(work, batch))
        except (EOFError, BrokenPipeError):
            return  # the iteration is over


def _attempt(work: Callable[[Any], Any], batch: object) -> tuple[Any, Exception | None]:
    try:
        return work(batch), None
    except Exception as fault:  # noqa: BLE001 - it is raised where the batch came from
        return None, fault
