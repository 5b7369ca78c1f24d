"""SARIF 2.1.0: the interchange format of code scanning and of editors.

>>> import json
>>> from itu_catalog.exports import report_on
>>> (run,) = json.loads(report_on("See ITU-T Z.140.", "sarif", name="memo.txt"))["runs"]
>>> (result,) = run["results"]
>>> result["ruleId"], result["level"], result["locations"][0]["physicalLocation"]["region"]["startColumn"]
('renumbered', 'warning', 5)
>>> result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]
{'text': 'ITU-T Z.161'}

The codes are the rules. What is ok is counted in the properties of the run and is no result, since programs show
every result to somebody. Positions count code points. Findings that were suppressed are results with a
suppression; inputs that could not be read are notifications of the invocation, which then was no success.
"""

from __future__ import annotations

from collections import Counter
from textwrap import indent

from itu_catalog.escapes import plain_json
from itu_catalog.exports.common import UNREADABLE, VERSION, meant, name_of, uri_of
from itu_catalog.findings import CODES, Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.checking.checked import Why
    from itu_catalog.exports.common import Presentation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Report"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.OK: "none", Level.NOTE: "note", Level.WARNING: "warning", Level.ERROR: "error"}
_RULES = {code: number for number, code in enumerate(CODES)}
_IN_SOURCE = "inline"


class Report:
    """A log of one run: the tool, then results as they come, then what is known at the end."""

    def __init__(self, presentation: Presentation) -> None:
        self._ascii = presentation.ascii
        self._artifacts: list[dict[str, Any]] = []
        self._notices: list[dict[str, Any]] = []
        self._written = 0

    def begin(self, run: Run) -> Iterator[str]:
        """Yield the tool with its rules, and open the list of results."""
        self._run = run
        yield f'{{\n  "$schema": "{_SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
        yield self._member("tool", {"driver": _driver(run)}) + ",\n"
        yield self._member("columnKind", "unicodeCodePoints") + ",\n"
        yield '      "results": ['

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield the results of one input."""
        source = checked.source
        place = {"uri": uri_of(name_of(checked)), "index": len(self._artifacts)}
        artifact: dict[str, Any] = {"location": {"uri": place["uri"]}, "roles": ["analysisTarget"]}
        if source is not None and source.encoding:
            artifact["encoding"] = source.encoding
        self._artifacts.append(artifact)
        told: list[tuple[str, str | None, str]] = [("note", None, remark) for remark in checked.told]
        if checked.fault is not None:
            told.append(("error", UNREADABLE, checked.fault))
        self._notices += [_notice(level, name, text, place) for level, name, text in told]
        if source is None:
            return
        seen: Counter[str] = Counter()
        all_: list[tuple[Finding, Why | None]] = [(finding, None) for finding in checked.findings]
        all_ += [(each.finding, each.why) for each in checked.suppressed]
        for finding, why in sorted(all_, key=lambda pair: pair[0].citation.start):
            if finding.level is not Level.OK:
                value = plain_json(_result(finding, source, place, seen, why), ascii=self._ascii, indent=2)
                yield ("," if self._written else "") + "\n" + indent(value, " " * 8)
                self._written += 1

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield the artifacts, how the invocation went, and the counts."""
        yield "\n      ],\n" if self._written else "],\n"
        yield self._member("artifacts", self._artifacts) + ",\n"
        invocation = {
            "executionSuccessful": not summary.faults,
            "toolExecutionNotifications": self._notices,
        }
        yield self._member("invocations", [invocation]) + ",\n"
        properties = {
            "on": self._run.on.isoformat(),
            "catalogue": {
                "version": self._run.catalog.version,
                "as_of": self._run.catalog.as_of.isoformat(),
            },
            "citations": summary.citations,
            "levels": {str(level): summary.levels.get(level, 0) for level in Level},
        }
        yield self._member("properties", properties) + "\n    }\n  ]\n}\n"

    def _member(self, name: str, value: Any) -> str:  # noqa: ANN401 - JSON
        return indent(f'"{name}": {plain_json(value, ascii=self._ascii, indent=2)}', " " * 6)


def _driver(run: Run) -> dict[str, Any]:
    return {
        "name": "itu-catalog",
        "version": VERSION,
        "semanticVersion": VERSION,
        "shortDescription": {"text": "Checks citations of ITU Recommendations."},
        "properties": {"catalogue": run.catalog.version},
        "rules": [
            {
                "id": str(code),
                "name": "".join(word.capitalize() for word in code.split("-")),
                "shortDescription": {"text": f"{_capital(rule.meaning)}."},
                "fullDescription": {"text": f"{_capital(rule.meaning)}. What to do: {rule.remedy}."},
                "help": {
                    "text": f"{_capital(rule.meaning)}. What to do: {rule.remedy}.",
                    "markdown": f"**{_capital(rule.meaning)}.**\n\nWhat to do: {rule.remedy}.",
                },
                "defaultConfiguration": {"level": _LEVELS[rule.level]},
            }
            for code, rule in CODES.items()
        ],
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notice(level: str, name: str | None, text: str, place: dict[str, Any]) -> dict[str, Any]:
    notice: dict[str, Any] = {
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": place}}],
    }
    if name:
        notice["descriptor"] = {"id": name}
    return notice


def _result(
    finding: Finding, source: Source, artifact: dict[str, Any], seen: Counter[str], why: Why | None
) -> dict[str, Any]:
    region = _region(source, finding.citation.start, finding.citation.end)
    physical: dict[str, Any] = {"artifactLocation": artifact}
    location: dict[str, Any] = {"physicalLocation": physical}
    place = source.place(finding.citation.start)
    if region:
        physical["region"] = region
    if region is None or place.part:
        location["logicalLocations"] = [{"fullyQualifiedName": str(place)}]
    written, means = " ".join(finding.citation.text.split()), meant(finding)
    said = written if means in ("", written) else f"{written} → {means}"
    result: dict[str, Any] = {
        "ruleId": str(finding.code),
        "ruleIndex": _RULES[finding.code],
        "level": _LEVELS[finding.level],
        "message": {"text": f"{said}: {finding.message}"},
        "locations": [location],
        "partialFingerprints": {"citation/v1": _fingerprint(finding, seen)},
        "properties": {
            "identifier": str(finding.citation.identifier),
            "document": str(finding.document) if finding.document else None,
            "suggestion": finding.suggestion,
            "guessed": finding.guessed,
            "certain": finding.certain,
        },
    }
    if fix := _fix(finding, source, artifact):
        result["fixes"] = [fix]
    if why is not None:
        kind = "inSource" if why == _IN_SOURCE else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": str(why)}]
    return result


def _region(source: Source, start: int, end: int) -> dict[str, Any] | None:
    """Return where a stretch of the text stands in a file of text; None in one that is not text."""
    first, last = source.place(start), source.place(end - 1)
    if source.raw is None or first.line is None or first.column is None:
        return None
    span = source.raw_span(start, end)
    region: dict[str, Any] = {"startLine": first.line, "startColumn": first.column}
    if span is None:  # markup stands between: up to the last character
        return region | {"endLine": last.line, "endColumn": (last.column or 0) + 1}
    written = source.raw[slice(*span)]
    _, broken, tail = written.rpartition("\n")
    return region | {
        "endLine": first.line + written.count("\n"),
        "endColumn": len(tail) + 1 if broken else first.column + len(written),
        "charOffset": span[0],
        "charLength": span[1] - span[0],
        "snippet": {"text": written},
    }


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Return what stays the same while lines move: the finding, and the how-manieth like it in its file it is."""
    from hashlib import sha256

    name = "\x1f".join((str(finding.code), str(finding.citation.identifier), finding.citation.twin or ""))
    seen[name] += 1
    return sha256(f"{name}\x1f{seen[name]}".encode()).hexdigest()[:32]


def _fix(finding: Finding, source: Source, artifact: dict[str, Any]) -> dict[str, Any] | None:
    """Return how to put the suggestion in its place; None where that is not one stretch of the file."""
    if not finding.suggestion or finding.place is None:
        return None
    region = _region(source, *finding.place)
    if region is None or "charOffset" not in region:
        return None
    deleted = {key: value for key, value in region.items() if key != "snippet"}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": finding.suggestion}}
    perhaps = "Perhaps: write" if finding.guessed else "Write"
    return {
        "description": {"text": f"{perhaps} {finding.suggestion}"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }
