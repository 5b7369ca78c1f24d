"""The validator: every rule catches its case and leaves its neighbour alone; what is known is told from what is new."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from factories import catalog, name, text, work
from itu_catalog.documents import Conflict
from itu_catalog.sources import load
from itu_catalog.validation import RULES, validate

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog.documents import Recommendation
    from itu_catalog.validation import Fault

AS_OF = datetime.date(2024, 1, 1)
ADDRESS = "https://www.itu.int/rec/T-REC-"
RADIO = "https://www.itu.int/dms_pubrec/itu-r/rec/m/R-"


def history(*editions: dict[str, Any], number: str = "X.1", **columns: Any) -> list[Recommendation]:  # noqa: ANN401 - columns are of many types
    """Make a work of editions of January 2001, 2002 …, all but the last superseded."""
    texts = []
    for nth, more in enumerate(editions, start=1):
        status = "in force" if nth == len(editions) else "superseded"
        texts.append(text(f"ITU-T {number} (01/{2000 + nth})", **{"status": status, "source": "s", **more}))
    return [work(f"ITU-T {number}", *texts, **{"source": "s", **columns})]


def changed(*changes: str, **columns: Any) -> list[Recommendation]:  # noqa: ANN401 - as above
    """Make a work of an edition superseded in 2003, the next one, and changes: ``2001) Cor. 1 (06/2001``."""
    first, second = (
        text("ITU-T X.1 (01/2001)", status="superseded"),
        text("ITU-T X.1 (01/2003)"),
    )
    return [
        work(
            "ITU-T X.1",
            first,
            second,
            *(text(f"ITU-T X.1 ({change})", status="superseded", **columns) for change in changes),
        )
    ]


def radio(*revisions: str, **columns: Any) -> list[Recommendation]:  # noqa: ANN401 - as above
    """Make a work of ITU-R of revisions: ``M.1200-0 (01/2001)``."""
    texts = [
        text(f"ITU-R {each}", status="in force" if each == revisions[-1] else "superseded", **columns)
        for each in revisions
    ]
    return [work(texts[0].identifier.work.__str__(), *texts)]


def supplement(title: str, about: str, **columns: Any) -> list[Recommendation]:  # noqa: ANN401 - as above
    """Make a Supplement about a Recommendation, and that Recommendation."""
    return [
        work(
            "ITU-T X Suppl. 1",
            text("ITU-T X Suppl. 1 (01/2001)", own_title=title, supplements=[about], **columns),
        ),
        work("ITU-T X.3", text("ITU-T X.3 (01/2001)")),
    ]


COR = "2001) Cor. {} ({}"
GROUPS = {
    "groups": {
        "ITU-T SG7": {
            "key": "ITU-T SG7",
            "sector": "ITU-T",
            "name": "SG7",
            "active_until": "2001-09-17",
            "successors": [{"group": "ITU-T SG17", "on": "2001-09-17", "what": "all"}],
        },
        "ITU-T SG16": {"key": "ITU-T SG16", "sector": "ITU-T", "name": "SG16"},
        "ITU-T SG17": {"key": "ITU-T SG17", "sector": "ITU-T", "name": "SG17"},
    }
}

CASES: dict[str, tuple[list[Recommendation], list[Recommendation]]] = {
    "V2": (
        history({}) + history({}),
        history({}) + history({}, number="X.2"),
    ),
    "V3": (
        history({"approved": "2001-02-01"}),
        history({"approved": "2001-01-31"}),
    ),
    "V4": (
        [work("ITU-T X.1", text("ITU-T X.1 (01/2031)"))],
        [work("ITU-T X.1", text("ITU-T X.1 (01/2024)"))],
    ),
    "V5": (
        [
            work(
                "ITU-T X.1",
                text("ITU-T X.1 (01/2001)", "2001-01-05", "superseded"),
                text("ITU-T X.1 (2001)", "2001-01-05"),
            )
        ],
        radio("M.1200-0 (01/2001)", "M.1200-1 (01/2001)"),
    ),
    "V6": (
        history({"edition": "1"}, {"edition": "3"}),
        history({"edition": "1"}, {"edition": "2"}),
    ),
    "V7": (
        history({"edition": "2"}),
        history({"edition": "1"}),
    ),
    "V8": (
        changed("1999) Cor. 1 (06/2001"),
        changed(COR.format(1, "06/2001")),
    ),
    "V9": (
        [work("ITU-T X.1", text("ITU-T X.1 (06/2001)"), text("ITU-T X.1 (2001) Cor. 1 (01/2001)"))],
        [work("ITU-T X.1", text("ITU-T X.1 (06/2001)"), text("ITU-T X.1 (2001) Cor. 1 (06/2001)"))],
    ),
    "V10": (
        changed(COR.format(2, "06/2001")),
        changed("2001) Technical Cor. 1 (06/2001", COR.format(2, "07/2001"), "2001) Amd. 1 (02/2001"),
    ),
    "V11": (
        changed(COR.format(1, "01/2004")),
        changed(COR.format(1, "01/2003")),
    ),
    "V12": (
        history({"status": "in force"}, {}),
        history({}, {}),
    ),
    "V13": (
        [
            work(
                "ITU-T X.1",
                text("ITU-T X.1 (01/2001)", status="superseded"),
                text("ITU-T X.1 (2001) Cor. 1 (06/2001)"),
                text("ITU-T X.1 (01/2002)"),
            )
        ],
        [work("ITU-T X.1", text("ITU-T X.1 (01/2001)"), text("ITU-T X.1 (2001) Cor. 1 (06/2001)"))],
    ),
    "V14": (
        history({"url": f"{ADDRESS}X.1-200101-S"}),
        history({"url": f"{ADDRESS}X.1-200101-I!Cor1"}),
    ),
    "V15": (
        history({"url": f"{ADDRESS}X.1-200102-I"}),
        history({"url": f"{ADDRESS}X.1-200101-I"}),
    ),
    "V16": (
        history({"twin": "ISO/IEC 1:2001"}, {"twin": "ISO/IEC 2:2002"}),
        history({"twin": "ISO/IEC 1:2001"}, {"twin": "ISO/IEC 1:2002"}),
    ),
    "V19": (
        history({"own_title": "Vocabulary"}, {"own_title": "Terms for maintenance"}),
        history({"own_title": "Vocabularies"}, {"own_title": "Vocabulary for maintenance"}),
    ),
    "V20": (
        radio("M.1-0 (01/2001)", "M.1-2 (01/2002)"),
        radio("M.1-3 (01/2001)", "M.1-4 (01/2002)"),
    ),
    "V21": (
        [work("ITU-R M.1200", text("ITU-R M.1200-0 (01/2001)", status="superseded"))],
        [
            work(
                "ITU-R M.1200",
                text("ITU-R M.1200-0 (01/2001)", status="superseded", replaced_by=["ITU-R M.1201"]),
            ),
            work("ITU-T X.1", text("ITU-T X.1 (01/2001)", status="superseded")),
        ],
    ),
    "V22": (
        [work("ITU-R M.2083", text("ITU-R M.2083-0", url=f"{RADIO}REP-M.2083-2006-PDF-E.pdf", undated=True))],
        [work("ITU-R M.2083", text("ITU-R M.2083-0", url=f"{RADIO}REC-M.2083-0-201509-I", undated=True))],
    ),
    "V23": (
        radio("M.1200-0 (01/2001)", posted="2003-02"),
        radio("M.1200-0 (01/2001)", posted="2003-01"),
    ),
    "V24": (
        supplement("ITU-T X.2 – Supplement on it", "ITU-T X.3"),
        supplement("ITU-T X.3 – Supplement on it", "ITU-T X.3"),
    ),
    "V25": (
        history({"approved_by": "SG16"}, group="SG17"),
        history({"approved_by": "SG7"}, group="SG17"),
    ),
    "V26": (
        supplement("On it", "ITU-T X.4"),
        supplement("On it", "ITU-T X.3"),
    ),
    "V27": (
        history({}, former=["ITU-T X.2"]),
        [
            work(
                "ITU-T X.1",
                text("ITU-T X.2 (01/2001)", status="superseded"),
                text("ITU-T X.1 (01/2002)"),
                former=["ITU-T X.2"],
            )
        ],
    ),
    "V28": (
        history({"inferred": ("colour",)}),
        history({"inferred": ("status",)}),
    ),
    "V29": (
        history({"status": "superseded"}),
        history({"status": "superseded", "replaced_by": ["ITU-T X.2"]}),
    ),
    "V30": (
        [*history({}, {}, {}), work("ITU-T X.1", text("ITU-T X.1 (02/2002)"))],
        [*history({}, {}, {}), work("ITU-T X.1", text("ITU-T X.1 (02/2003)"))],
    ),
    "V31": (
        history({}, extra_names=(name("Foo", "common"),))
        + history({}, number="X.2", extra_names=(name("FOO", "common"),)),
        history({}, extra_names=(name("Foo", "common"), name("foo", "provisional"))),
    ),
    "V32": (
        [work("ITU-T X.1", text("ITU-T X.2 (01/2001)"))],
        [work("ITU-T X.1", text("ITU-T X.2 (01/2001)", status="superseded"), text("ITU-T X.1 (01/2002)"))],
    ),
    "V33": (
        history({"status": "superseded", "replaced_by": ["ITU-T X.2"]})
        + history({"status": "superseded", "replaced_by": ["ITU-T X.1"]}, number="X.2"),
        history({"status": "superseded", "replaced_by": ["ITU-T X.2"]}) + history({}, number="X.2"),
    ),
    "V34": (
        radio("M.1200-0 (02/2001)", posted="2001-01"),
        radio("M.1200-0 (02/2001)", posted="2001-02"),
    ),
    "V35": (
        history({"status": "in force"}, {"status": "withdrawn"}),
        history({"status": "withdrawn"}, {"status": "in force"}),
    ),
    "V36": (
        [work("ITU-T X.1", text("ITU-T X.1 (01/2001)", source="s"))],
        history({}),
    ),
}
"""For each rule the smallest records that break it, and their nearest neighbours that do not."""

UNBREAKABLE = {"V1", "V17", "V18"}
"""What no record can break: an identifier that is not canonical cannot be made; the others are about a dataset."""


def found(code: str, works: list[Recommendation]) -> list[Fault]:
    """Return what a rule finds that the records do not explain."""
    whole = catalog(*works, as_of=AS_OF.isoformat(), tables=GROUPS) if code == "V25" else works
    faults = validate(whole, as_of=AS_OF, notes=True)
    return [fault for fault in faults if fault.code == code and not fault.explained]


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code not in UNBREAKABLE])
def test_each_rule_catches_its_case(code: str) -> None:
    """Every rule of the table finds the smallest record that breaks it, and names code, record and remedy."""
    faults = found(code, CASES[code][0])

    assert 1 <= len(faults) <= 2, faults
    assert faults[0].message
    assert str(faults[0]).endswith(f"[{code}]")


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code not in UNBREAKABLE])
def test_each_rule_leaves_its_neighbour_alone(code: str) -> None:
    """No rule finds fault with the record that is nearest to its case and sound."""
    assert [] == found(code, CASES[code][1])


def test_sound_records_break_no_rule() -> None:
    """A plain history is nothing to remark on."""
    sound = work(
        "ITU-T X.1",
        text("ITU-T X.1 (01/2001)", status="superseded", edition="1", source="s"),
        text("ITU-T X.1 (2001) Cor. 1 (06/2001)", status="superseded", edition="1.1", source="s"),
        text("ITU-T X.1 (01/2002)", edition="2", source="s"),
        source="s",
    )

    assert () == validate([sound], notes=True)


def explained(code: str, works: list[Recommendation]) -> list[str]:
    """Return why what a rule finds is no fault."""
    return [fault.explained for fault in validate(works, notes=True) if fault.code == code]


def test_a_record_explains_itself() -> None:
    """Where a record keeps the conflict, names the source or calls the fact an inference, a breach is explained."""
    stale = {"url": f"{ADDRESS}X.1-200101-S"}
    kept = Conflict("status", "superseded", "the address", "a stale letter")

    assert [""] == explained("V14", history(stale))
    assert ["conflict with the address: a stale letter"] == explained(
        "V14", history({**stale, "conflicts": (kept,)})
    )
    assert ["source: ITU's page"] == explained(
        "V14", history({**stale, "sources": (("status", "ITU's page"),)})
    )
    assert ["inferred"] == explained("V14", history({**stale, "inferred": ("status",)}))
    assert [""] == explained("V14", history({**stale, "inferred": ("edition",)}))


def test_two_numbers_of_one_day_are_one_text() -> None:
    """On the day of a renumbering a text has two numbers: that is told, and is no fault."""
    twins = [
        work("ITU-T X.2", text("ITU-T X.1 (01/2001)", status="withdrawn"), text("ITU-T X.2 (01/2001)")),
    ]

    assert ["one text under two numbers, X.1 and X.2"] == explained("V5", twins)
    assert [] == explained("V6", twins)


def test_the_edition_tells_which_of_two_texts_of_a_year_is_changed() -> None:
    """Of two editions of one year a change names one by its edition label; without it the rule asks."""
    both = (
        text("ITU-T X.1 (01/2001)", status="superseded", edition="1"),
        text("ITU-T X.1 (07/2001)", edition="2"),
    )
    cor = "ITU-T X.1 (2001) Cor. 1 (09/2001)"

    assert ["edition 1.1 is one of ITU-T X.1 (01/2001)"] == explained(
        "V8", [work("ITU-T X.1", *both, text(cor, edition="1.1"))]
    )
    assert [""] == explained("V8", [work("ITU-T X.1", *both, text(cor))])


def test_the_name_of_iec_makes_no_other_twin() -> None:
    """ISO 1 and ISO/IEC 1 are one number; that editions differ in it is told, and explained."""
    works = history({"twin": "ISO 1"}, {"twin": "ISO/IEC 1:2002"})

    assert ["only IEC is named in one and not in the other"] == explained("V16", works)


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        ("ITU-T X Suppl. 3 (05/2008)", f"{ADDRESS}X.Sup3-200805-I"),
        ("ITU-T E.800-series Suppl. 9 (05/2008)", f"{ADDRESS}E.800SerSup9-200805-I"),
        ("ITU-T G.8013/Y.1731 (05/2008)", f"{ADDRESS}Y.1731-200805-I"),
        ("ITU-T D.3 (05/2008)", f"{ADDRESS}D.3W-200805-W"),
        ("ITU-T G.774.1 (05/2008)", f"{ADDRESS}G.774.01-200805-I"),
        ("ITU-T V.25 ter (05/2008)", f"{ADDRESS}V.25ter-200805-I"),
        ("ITU-T Q.120-Q.139 (05/2008)", f"{ADDRESS}Q.120-Q.139-200805-I"),
        ("ITU-R M.1457-14 (05/2008)", f"{RADIO}REC-M.1457-14-200805-I!!PDF-E.pdf"),
        ("ITU-R SM.1448-0 (05/2008)", f"{RADIO}REC-SM.1448-0-200805-I!Cor1!PDF-E.pdf"),
        ("Report ITU-R M.2083-0 (2008)", f"{RADIO}REP-M.2083-2008-PDF-E.pdf"),
        ("ITU-T X.1 (05/2008)", "https://example.com/x1.pdf"),
    ],
)
def test_addresses_of_every_shape_agree(identifier: str, address: str) -> None:
    """ITU writes a number in its addresses in many ways; none of them is another number."""
    only = text(identifier, url=address, source="s")

    assert [] == explained("V15", [work(str(only.identifier.work), only)])


def test_what_an_import_found_is_told() -> None:
    """Faults of a dataset come under their rule, with the name as it was printed there."""
    rows = [{"code": "V18", "identifier": "ITU-T EMC-3 (01/1974)", "message": "it is not there"}]

    (fault,) = validate([], notes=True, faults=rows)

    assert ("V18", "note", "dataset", "it is not there") == (
        fault.code,
        fault.level,
        fault.place,
        fault.message,
    )
    assert "ITU-T EMC-3 (01/1974)" == str(fault.identifier)


def test_the_core_breaks_no_rule_and_its_oddities_are_known(repository: Path) -> None:
    """No error in the embedded data; what the milder rules remark is ITU's doing."""
    data = load(repository / "catalogue")
    faults = validate(data.works, data.places, data.as_of, notes=True)
    notes = {fault.code for fault in faults if not fault.explained}

    # The Directory kept correcting old editions (V11), one number was given twice (V10), …
    assert {"V10", "V11", "V19", "V23", "V26"} >= notes


def test_rules_are_named_once() -> None:
    """Codes are unique and in order, and each rule is one sentence."""
    assert [f"V{number}" for number in range(1, len(RULES) + 1)] == [rule.code for rule in RULES]
    assert all(rule.sentence.endswith(".") and rule.level in ("error", "note") for rule in RULES)
