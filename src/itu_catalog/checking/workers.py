"""Several processes that read and judge, each one input at a time; the results come in the order of the inputs.

They are fresh interpreters, not copies of this one: nothing depends on how a platform starts processes, on what
threads this one has, or on how its program begins. Each is minded by a thread that hands it an input and waits;
when a process dies, that input is lost with a fault, and another process takes over. Few inputs are on their way
at any time, however many there are.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from queue import SimpleQueue
from threading import Lock, Thread

from itu_catalog.checking import crossing, wire
from itu_catalog.checking.judging import Judging, Outcome, attempt
from itu_catalog.errors import UnreadableInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_catalog.checking.checked import Run
    from itu_catalog.checking.inputs import Input
    from itu_catalog.checking.judging import Manner

__all__ = ["outcomes"]

_AHEAD = 4
"""Inputs on their way for each process: enough that none waits for a slow one, few enough to be held."""

_FLAGS = ["-X", "utf8"] if sys.flags.utf8_mode else []
"""What decides how names of files are written, and so has to be the same."""

_SCRIPT = "import sys; sys.path[:] = {path!r}; from itu_catalog.checking.worker import main; main()"


def outcomes(inputs: Iterable[Input], run: Run, manner: Manner, jobs: int) -> Iterator[tuple[Input, Outcome]]:
    """Yield each input with its outcome, in order, out of so many processes; they end with the iteration.

    Standard input is read here, since only this process has it.
    """
    crew = _Crew(jobs, wire.dumped(run, manner))
    own = Judging(run, manner)
    waiting: dict[int, Input] = {}
    arrived: dict[int, Outcome | bytes] = {}
    numbered = enumerate(inputs)
    exhausted = False
    due = 0
    try:
        while True:
            while not exhausted and len(waiting) < jobs * _AHEAD:
                number, given = next(numbered, (-1, None))
                if given is None:
                    exhausted = True
                    break
                waiting[number] = given
                if given.fault is not None or given.name == "-":
                    arrived[number] = attempt(given.name, own, given.fault)
                else:
                    crew.give(number, given.name)
            if not waiting:
                return
            while due not in arrived:
                number, reply = crew.take()
                arrived[number] = reply
            given, reply = waiting.pop(due), arrived.pop(due)
            yield given, reply if isinstance(reply, Outcome) else crossing.loads(reply, run.catalog)
            due += 1
    finally:
        crew.close()


class _Crew:
    """Threads, each with a process of its own, that take inputs from one queue and put replies into another."""

    def __init__(self, count: int, setup: bytes) -> None:
        self._setup = setup
        self._given: SimpleQueue[tuple[int, str] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Outcome | bytes]] = SimpleQueue()
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False
        self._threads = [Thread(target=self._mind, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def give(self, number: int, name: str) -> None:
        """Let the next free process take an input."""
        self._given.put((number, name))

    def take(self) -> tuple[int, Outcome | bytes]:
        """Wait for the next reply, of whichever input."""
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
                number, name = task
                reply: Outcome | bytes
                try:
                    if process is None:
                        process = self._start()
                        _tell(process, self._setup)
                    reply = _asked(process, name)
                except (OSError, EOFError) as fault:
                    reply = Outcome(fault=str(UnreadableInput(name, reason=self._end(process) or str(fault))))
                    process = None
                except Exception as fault:  # noqa: BLE001 - who waits for the reply would wait for ever
                    self._end(process)
                    process = None
                    reply = Outcome(
                        fault=str(UnreadableInput(name, reason=f"{type(fault).__name__}: {fault}"))
                    )
                self._done.put((number, reply))
        finally:
            self._end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a process in a session of its own, so that Ctrl-C is ours to answer."""
        with self._lock:
            if self._closed:
                raise EOFError("the run is over")
            process = subprocess.Popen(  # noqa: S603 - this interpreter, and no shell
                [sys.executable, *_FLAGS, "-c", _SCRIPT.format(path=sys.path)],
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
        return f"the process that read it {_ending(ended)}; check it alone, or split it"


_PATIENCE = 0.5
"""Seconds that a process has to end when nothing more is asked of it."""


def _asked(process: subprocess.Popen[bytes], name: str) -> bytes:
    """Hand an input to a process and return its reply; `EOFError` when it dies over it."""
    _tell(process, pickle.dumps(name))
    assert process.stdout is not None
    return wire.read(process.stdout)


def _tell(process: subprocess.Popen[bytes], message: bytes) -> None:
    assert process.stdin is not None
    wire.write(process.stdin, message)


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
