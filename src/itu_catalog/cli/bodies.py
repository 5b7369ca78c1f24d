"""What ``itu-catalog show`` says of a study group, and of a report to the Council."""

from __future__ import annotations

import re

from itu_catalog.cli.command import Answer
from itu_catalog.cli.layout import card, counted, table, wrapped
from itu_catalog.errors import NotYetApproved, UnknownRecommendation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from itu_catalog.cli.asof import AsOf
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import CouncilReport, StudyGroup, Succession, Title

__all__ = ["body"]

_GROUP = re.compile(r"(?i)\s*(?:itu-?[trd]\s*)?(?:sg|study group)[\s-]*[0-9]+\s*", re.ASCII)
"""The name of a study group, were there one."""


def body(asked: str, view: AsOf) -> Answer | None:
    """Return the answer about a study group or a report of that name; None when there is none.

    Raises:
        UnknownRecommendation: it is a number of a study group that never was.
    """
    if asked.strip().isdecimal():
        return None  # too little to go by
    for find, answer in ((view.catalog.study_group, _group), (view.catalog.report, _report)):
        try:
            found: Any = find(asked)
        except UnknownRecommendation:
            if _GROUP.fullmatch(asked):
                raise
            continue
        return answer(found, view)
    return None


# --------------------------------------------------------------------------------------------------
# A study group


def _group(group: StudyGroup, view: AsOf) -> Answer:
    since, until = group.active_since, group.active_until
    if since is not None and not view.begun(since):
        raise ValueError(f"{group} did not exist on {view.day}: it was set up on {since}")
    until = until if until is not None and view.begun(until) else None
    titles = [title for title in group.titles if view.begun(title.since)]
    bearing = group.title_on(view.day)
    shown = bearing.text if bearing else (titles[-1].text if titles else None)
    before, after = (
        [step for step in steps if view.begun(step.on)] for steps in (group.predecessors, group.successors)
    )
    works = group.members(view.day)
    day = f" --on {view.day}" if view.past else ""
    data = {
        "identifier": group.key,
        "kind": "study group",
        "title": shown,
        "on": view.day.isoformat(),
        "since": str(since) if since else None,
        "until": str(until) if until else None,
        "titles": [_title(title, view) for title in titles],
        "predecessors": _steps(before),
        "successors": _steps(after),
        "works": [str(view.number(work)) for work in works],
        "source": group.source,
    }
    rows = [
        ("since", str(since or "not known")),
        ("until", str(until or "")),
        *(("title", f"{title.period or title.since or '?'}: {title.text}") for title in titles),
        *(("took over", _step(step)) for step in before),
        *(("handed over", _step(step)) for step in after),
        ("works", f"{counted(len(works), 'work')} in force in this catalogue, on {view.day}"),
        ("", f"see: itu-catalog list --group '{group}'{day}" if works else ""),
        ("source", group.source),
    ]
    return Answer(data, [str(group), *wrapped(shown or "(no title known)", 2), "", *card(rows)])


def _title(title: Title, view: AsOf) -> dict[str, str | None]:
    until = title.until if title.until is not None and view.begun(title.until) else None
    return {
        "text": title.text,
        "period": title.period,
        "since": str(title.since) if title.since else None,
        "until": str(until) if until else None,
    }


def _steps(steps: Iterable[Succession]) -> list[dict[str, Any]]:
    return [
        {
            "group": step.group,
            "on": str(step.on) if step.on else None,
            "what": step.what,
            "inferred": step.inferred,
        }
        for step in steps
    ]


def _step(step: Succession) -> str:
    share = f": {step.what}" if step.what else ""
    doubt = " (inferred)" if step.inferred else ""
    return f"{step.group}, {step.on or 'on a day that is not known'}{share}{doubt}"


# --------------------------------------------------------------------------------------------------
# A report


def _there(identifier: Identifier | None, view: AsOf) -> bool:
    """Whether there is an identifier, and on the day there was not nothing that bore it."""
    if identifier is None or not view.past:
        return identifier is not None
    try:
        return view.knows(view.catalog.resolve(identifier, view.day))
    except NotYetApproved:
        return False
    except LookupError:
        return view.begun(identifier.issued, unknown=True)  # a series, or no text of this catalogue


def _report(report: CouncilReport, view: AsOf) -> Answer:
    if not view.begun(report.date):
        raise ValueError(f"{report.key} was not yet written on {view.day}: it is of {report.date}")
    # What is wrong in a report is told by days of any time.
    discrepancies = () if view.past else report.discrepancies
    data: dict[str, Any] = {
        "identifier": report.key,
        "kind": "council report",
        "title": report.title,
        "on": view.day.isoformat(),
        "number": report.number,
        "date": str(report.date),
        "council": report.council,
        "citations": [
            {
                "paragraph": each.paragraph,
                "printed": each.printed,
                "printed_title": each.printed_title,
                "identifier": str(each.identifier) if _there(each.identifier, view) else None,
                "reads": str(each.reads) if each.reads else None,
                "members": [str(member) for member in each.members if _there(member, view)],
                "outcome": str(each.outcome),
                "external": None if view.past else each.external,
                "inferred": each.inferred,
                "note": None if view.past else each.note,
            }
            for each in report.citations
        ],
        "discrepancies": [
            {
                "paragraph": each.paragraph,
                "printed": each.printed,
                "fact": each.fact,
                "identifiers": [str(one) for one in each.identifiers],
                "source": each.source,
                "inferred": each.inferred,
            }
            for each in discrepancies
        ],
        "source": report.source,
    }
    rows = [
        [
            each["paragraph"],
            f"{each['printed']} → {each['identifier'] or 'no text is known'} ({each['outcome']})",
        ]
        for each in data["citations"]
    ]
    head = [
        ("number", report.number or ""),
        ("date", str(report.date)),
        ("council", report.council),
        ("cites", counted(len(rows), "reference")),
        ("source", report.source),
    ]
    faults = [[each.paragraph, each.fact] for each in discrepancies]
    lines = [report.key, *wrapped(report.title or "(no title known)", 2), "", *card(head)]
    lines += ["", *table(rows, ["at", "as printed → what it means"])] if rows else []
    lines += ["", *table(faults, ["at", "where it and the record disagree"])] if faults else []
    return Answer(data, lines)
