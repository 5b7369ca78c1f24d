"""Checking inputs: one source, or many paths in stable order, in one process or several.

>>> from itu_catalog.readers.source import Source
>>> checked = check_source(Source.of_text("See ITU-T Z.140.  # itu-catalog: ignore", "memo.txt"))
>>> checked.findings, [(str(each.finding.code), str(each.why)) for each in checked.suppressed]
((), [('renumbered', 'inline')])
>>> for checked in check_paths(["examples/*.txt", "no-such-file.txt"], on="2020-06-09"):
...     print(checked.name, len(checked.findings), checked.fault)
examples/security-brief.txt 41 None
no-such-file.txt 0 cannot read no-such-file.txt: there is no such file
"""

from __future__ import annotations

import os
from itertools import chain, islice

from itu_catalog.catalog import default_catalog
from itu_catalog.checking.checked import Checked, Run
from itu_catalog.checking.inputs import Input, Inputs
from itu_catalog.checking.judging import Judging, Manner, attempt
from itu_catalog.checking.policy import Policy
from itu_catalog.dates import as_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from itu_catalog.catalog import Catalog
    from itu_catalog.dates import Day
    from itu_catalog.readers.source import Source

__all__ = ["begin", "check_paths", "check_source", "is_read"]


def begin(catalog: Catalog | None = None, on: Day | None = None, *, titles: bool = False) -> Run:
    """Return the run that asks a catalogue (default: the default one) about a day (default: the catalogue's).

    `titles` looks closely at titles, as ``to_the_letter`` of `itu_catalog.check` does.

    >>> from itu_catalog import embedded_catalog
    >>> str(begin(embedded_catalog()).on)
    '2026-08-22'
    """
    catalog = default_catalog() if catalog is None else catalog
    day = as_date(on)
    return Run(catalog, day or catalog.as_of, titles, asked=day is not None)


def check_source(
    source: Source, run: Run | None = None, *, manner: Manner | None = None, policy: Policy | None = None
) -> Checked:
    """Judge every citation of a source, and set apart what comments in it, or the policy, say to leave unsaid.

    Without a run the default catalogue is asked about its own day.
    """
    run = run or begin()
    policy = policy or Policy()
    findings = Judging(run, manner or Manner()).findings(source)
    return policy.applied(source.name, source, findings, run.on)


def check_paths(
    paths: Iterable[str | os.PathLike[str]] | Inputs,
    run: Run | None = None,
    *,
    catalog: Catalog | None = None,
    on: Day | None = None,
    manner: Manner | None = None,
    policy: Policy | None = None,
    jobs: int | None = None,
) -> Generator[Checked, None, None]:
    """Yield what there is to say about each file that some paths mean, in their order, while the rest is checked.

    `catalog` and `on` are as for `check`; or `run` says both, for who needs it beside this.
    Paths are files, directories, patterns and ``-``, as `Inputs` takes them. An input that cannot be read has a
    `Checked.fault`, and the others go on. With several `jobs` other processes read and judge; None takes one
    for little, and as many as there are processors for more. A process that dies loses the file that it was at,
    and no other; stopping to iterate ends them all.

    Raises `TypeError` or `ValueError` for what is no day, and `TypeError` for a run with a catalogue or a day beside.

    >>> [(checked.findings, checked.fault) for checked in check_paths(["no-such-file.txt"])]
    [((), 'cannot read no-such-file.txt: there is no such file')]
    """
    if run is not None and (catalog is not None or on is not None):
        raise TypeError("check_paths: a run has its catalogue and its day; give either the run, or these")
    run = run or begin(catalog, on)
    policy = policy or Policy()
    manner = manner or Manner()
    inputs: Iterable[Input] = paths if isinstance(paths, Inputs) else Inputs(paths, read=is_read)
    if jobs is None:
        first = list(islice(inputs_of := iter(inputs), _FEW))
        jobs = _processors() if _weight(first) > (_MANY if len(first) == _FEW else _MUCH) else 1
        inputs = chain(first, inputs_of)
    if jobs > 1:
        from itu_catalog.checking.workers import outcomes

        pairs = outcomes(inputs, run, manner, jobs)
    else:
        judging = Judging(run, manner)
        pairs = ((each, attempt(each.name, judging, each.fault)) for each in inputs)
    for given, outcome in pairs:
        if outcome.source is None:
            yield Checked(given.name, fault=outcome.fault)
        else:
            yield policy.applied(given.name, outcome.source, outcome.findings, run.on)


_FEW = 64
"""Inputs by which a run is weighed."""
_MUCH = 1 << 20
"""Bytes from which on other processes are worth their start."""
_MANY = 1 << 17
"""The same of the first inputs of a long run; where they are tiny, handing them over takes longer than they do."""
_HEAVY = (".pdf", ".docx")
_TIMES = 16
"""Files that are unpacked first, and how much longer a byte of them takes."""


def is_read(name: str) -> bool:
    """Whether files of a name are read when a directory has them.

    >>> is_read("report.md"), is_read("picture.png")
    (True, False)
    """
    from itu_catalog.readers import FORMATS

    stem, ending = os.path.splitext(name.lower())  # noqa: PTH122 - pathlib is slow to load
    if not ending:
        return stem in _NAMES
    return ending[1:] in _TEXTS.split() or any(ending in each.suffixes for each in FORMATS.values())


_TEXTS = (
    "adb ads adoc asc asciidoc asn asn1 bib c cc cfg cpp cs csv cxx dart erl ex f f90 go h hh hpp hs idl ini "
    "java js json jsonl jsx kt lua m mib mjs ml mm my org pas php pl pm proto py pyi r rb rnc rs scala sdl sh sql swift "
    "tcl toml ts tsv tsx ttcn ttcn3 v vb vhd vhdl wiki wsdl xml xsd yaml yang yml zig"
)
"""Endings of source code, modules and data: plain text with words that may cite."""

_NAMES = frozenset(
    {"authors", "changelog", "changes", "copying", "history", "news", "notice", "readme", "todo"}
)
"""Files that have no ending, and are text."""


def _weight(inputs: list[Input]) -> int:
    """Return how many bytes some inputs have, heavy ones more than once."""
    total = 0
    for each in inputs:
        try:
            size = os.stat(each.name).st_size  # noqa: PTH116 - likewise
        except (OSError, ValueError):
            continue
        total += size * (_TIMES if each.name.lower().endswith(_HEAVY) else 1)
    # One input is for one process, however long it is.
    return total if len(inputs) > 1 else 0


def _processors() -> int:
    asked = getattr(os, "sched_getaffinity", None)
    return len(asked(0)) if asked else os.cpu_count() or 1
