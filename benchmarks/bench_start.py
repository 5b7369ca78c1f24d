"""Starting: a fresh process up to its first answer, against `import attrs`, which the answer needs."""

from __future__ import annotations

import compileall
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from material import REPOSITORY
from measuring import Result, alternate, cpu_of, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bench"]

_SMALL = "The codec of Recommendation ITU-T G.711 (11/1988) and the frames of ITU-T Z.140 are used.\n"


def bench(rounds: int) -> Iterator[Result]:
    """Measure starting."""
    # Without bytecode every start would compile the package again, and measure the compiler.
    compileall.compile_dir(REPOSITORY / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.txt")
        small.write_text(_SMALL, encoding="utf-8")
        cases = {
            "bare": cpu_of("-c", "pass"),
            "attrs": cpu_of("-c", "import attrs"),
            "import": cpu_of("-c", "import itu_catalog"),
            "parse": cpu_of("-c", "import itu_catalog; itu_catalog.parse('Rec. ITU-T X.509 (10/2019)')"),
            "resolve": cpu_of("-c", "import itu_catalog; itu_catalog.resolve('X.509')"),
            "find": cpu_of("-c", "import itu_catalog; list(itu_catalog.find_citations('See ITU-T X.509.'))"),
            "check": cpu_of("-m", "itu_catalog", "check", str(small)),
        }
        times = alternate(cases, max(7, rounds // 2), fresh=True)
    attrs = times["attrs"]
    yield Result("import itu_catalog", "bare Python", ratio(times["import"], times["bare"]), "<= 1.3")
    yield Result("import + first parse()", "import attrs", ratio(times["parse"], attrs))
    yield Result("import + first resolve()", "import attrs", ratio(times["resolve"], attrs), "<= 1.25")
    yield Result("import + first find_citations()", "import attrs", ratio(times["find"], attrs))
    yield Result("itu-catalog check small.txt", "import attrs", ratio(times["check"], attrs))
