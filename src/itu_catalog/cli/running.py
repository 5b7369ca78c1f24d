"""Running a command line: the answer, the exit code, and one line for whatever goes wrong."""

from __future__ import annotations

import sys

from itu_catalog.cli.arguments import read
from itu_catalog.cli.streams import can_say, complain, say, settle, silence
from itu_catalog.escapes import plain_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

__all__ = ["main", "sentence"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (default: the one of this process) and return its exit code; nothing is raised.

    >>> main(["resolve", "X.694 Cor.1", "--on", "2020-06-09"])
    ITU-T X.694 (2015) Cor. 1 (10/2019)
    Information technology – ASN.1 encoding rules: Mapping W3C XML schema definitions into ASN.1
    0
    """
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except SystemExit as stop:  # --help, --version and bad usage end so
        settle()
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BrokenPipeError:
        # The reader of the pipe has seen enough. Python would complain when it flushes at the end.
        silence()
        return 0
    except KeyboardInterrupt:
        complain("interrupted")
        return 130
    except Exception as fault:  # noqa: BLE001 - a person never sees a traceback
        complain(sentence(fault))
        if isinstance(fault, OSError):
            silence()
        return 2


def _run(argv: list[str]) -> int:
    arguments = read(argv)
    answer = arguments.command.answer(arguments)
    if answer.column and not answer.data:
        pass  # nothing was asked
    elif not getattr(arguments, "json", False):
        say("\n".join(answer.lines))
    elif answer.column:
        say("\n".join(_json(each, indent=None) for each in answer.data))
    else:
        say(_json(answer.data))
    code: int = answer.code
    return code


def _json(data: Any, indent: int | None = 2) -> str:  # noqa: ANN401 - JSON
    text = plain_json(data, indent=indent)
    # An escape of our own would be no JSON.
    return text if can_say(text) else plain_json(data, ascii=True, indent=indent)


def sentence(fault: Exception) -> str:
    """Say an error in one line."""
    from itu_catalog.errors import ItuCatalogError, NotADocument

    if isinstance(fault, NotADocument):
        return f"{fault.text!r} names a series, not a document; see its members with: itu-catalog show '{fault.text}'"
    if isinstance(fault, ItuCatalogError):
        # The first line says it all; those after it draw a caret, or list every fault of a file.
        return str(fault).partition("\n")[0]
    if isinstance(fault, OSError):
        return f"cannot write: {fault.strerror or fault}"
    if type(fault) is ValueError:
        return str(fault)
    named = f"{type(fault).__name__}: {fault}".partition("\n")[0]
    return f"a fault of itu-catalog itself, please report it ({named})"
