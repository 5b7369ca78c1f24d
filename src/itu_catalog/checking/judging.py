"""Reading one input and judging its citations: what each process of a run does, whichever it is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from itu_catalog.citation import find_citations
from itu_catalog.errors import ItuCatalogError, UnreadableInput
from itu_catalog.findings import Judge
from itu_catalog.readers import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.checking.checked import Run
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Judging", "Manner", "Outcome", "attempt"]


class Manner(NamedTuple):
    """How inputs are read and searched; the same for all of a run.

    Attributes:
        bare: what to make of numbers without a prefix: ``never``, ``context`` or ``always``.
        format: the format of every input; None tells it for each by its name and its bytes.
        encoding: the encoding of every input; None tells it for each.
    """

    bare: Literal["never", "context", "always"] = "context"
    format: str | None = None
    encoding: str | None = None


class Outcome(NamedTuple):
    """What reading and judging one input came to, before anything is left unsaid."""

    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    fault: str | None = None


class Judging:
    """A catalogue and a day, with what was found out about citations so far."""

    def __init__(self, run: Run, manner: Manner | None = None) -> None:
        self.run, self.manner = run, manner or Manner()
        self._judge = Judge(run.catalog, run.on if run.asked else None, to_the_letter=run.titles)

    def read(self, name: str) -> Source:
        """Read an input; `UnreadableInput` when that cannot be done."""
        return read(name, format=self.manner.format, encoding=self.manner.encoding)

    def findings(self, source: Source) -> tuple[Finding, ...]:
        """Judge every citation of a source."""
        return tuple(self._judge.findings(source.text, find_citations(source.text, bare=self.manner.bare)))


def attempt(name: str, judging: Judging, fault: str | None = None) -> Outcome:
    """Read and judge one input; whatever is wrong with it becomes a sentence. `fault` is one that is known already."""
    if fault is not None:
        return Outcome(fault=fault)
    try:
        source = judging.read(name)
        return Outcome(source, judging.findings(source))
    except UnreadableInput as error:
        said = str(error)
    except ItuCatalogError as error:  # a format that needs an extra; a damaged catalogue
        said = str(UnreadableInput(name, reason=str(error)))
    except MemoryError:
        said = str(UnreadableInput(name, reason="it needs more memory than there is; split it first"))
    except Exception as error:  # noqa: BLE001 - the others go on, and a person never sees a traceback
        own = f"a fault of itu-catalog itself, please report it ({type(error).__name__}: {error}"
        return Outcome(fault=str(UnreadableInput(name, reason=own.partition("\n")[0] + ")")))
    return Outcome(fault=said.partition("\n")[0])
