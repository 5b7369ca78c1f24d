"""Checking documents: many inputs, what to leave unsaid of them, and the records that reports are written from.

>>> from itu_catalog.checking import check_paths
>>> for checked in check_paths(["examples/*.txt"], on="2020-06-09"):
...     print(checked.name, len(checked.findings))
examples/security-brief.txt 41

What needs more than the records is loaded when it is first used.
"""

from __future__ import annotations

from itu_catalog.checking.checked import Checked, Run, Summary, Suppressed, Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.checking.baseline import Baseline
    from itu_catalog.checking.choosing import Choice
    from itu_catalog.checking.ignorefile import IgnoreFile
    from itu_catalog.checking.inputs import Inputs
    from itu_catalog.checking.judging import Manner
    from itu_catalog.checking.policy import Policy
    from itu_catalog.checking.running import begin, check_paths, check_source

__all__ = [
    "Baseline",
    "Checked",
    "Choice",
    "IgnoreFile",
    "Inputs",
    "Manner",
    "Policy",
    "Run",
    "Summary",
    "Suppressed",
    "Why",
    "begin",
    "check_paths",
    "check_source",
]

_HOMES = {
    "Baseline": "baseline",
    "Choice": "choosing",
    "IgnoreFile": "ignorefile",
    "Inputs": "inputs",
    "Manner": "judging",
    "Policy": "policy",
    "begin": "running",
    "check_paths": "running",
    "check_source": "running",
}
"""Which module of this package each name lives in."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(__import__(f"{__name__}.{_HOMES[name]}", fromlist=[name]), name)
    globals()[name] = value
    return value
