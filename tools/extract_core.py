"""Write the first version of the hand-edited catalogue: the documents of the core, from a community dataset.

::

    python tools/extract_core.py DATASET SCOPE [SCOPE ...] [--into catalogue/works]

DATASET is a folder, tar or zip archive of ``relaton-data-itu``; a SCOPE is a text file with one primary
identifier a line (``#`` begins a comment). What the dataset lacks or has wrong is in the file
``core_corrections.toml`` beside this script. The output is the same for the same input, byte for byte.

The files it wrote are edited by hand from then on and are the truth; running it again undoes such edits.
It stays as the record of how the facts came here. It needs PyYAML with its C parser; the package does not.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tarfile
import tomllib
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Value: TypeAlias = "str | list[str] | list[dict[str, str]] | dict[str, str]"

DATASET = "relaton-data-itu, snapshot of 2026-08-22"
AS_OF = "2026-08-22"
CORRECTIONS = Path(__file__).with_name("core_corrections.toml")

WORK_KEYS = ("identifier", "former", "study_group", "note", "inferred", "sources", "conflicts")
DOCUMENT_KEYS = (
    "identifier",
    "approved",
    "edition",
    "status",
    "title",
    "approval",
    "twin",
    "study_group",
    "url",
    "supplements",
    "superseded_by",
    "posted",
    "note",
    "inferred",
    "sources",
    "conflicts",
)
"""The order in which keys are written; a key outside it is a fault of the corrections."""

STATUS: Mapping[tuple[str | None, str | None], str] = {
    ("Published", "I"): "in force",
    ("Published", "P"): "pre-published",
    ("Withdrawal", "S"): "superseded",
    ("Withdrawal", "T"): "superseded",
    ("Withdrawal", "W"): "withdrawn",
    (None, "I"): "in force",
    (None, "P"): "pre-published",
    (None, "S"): "superseded",
    (None, "W"): "withdrawn",
}
"""What the dataset's word and the state letter of the URL say together; S and W are both "Withdrawal"."""

NEVER_PUBLISHED = "Superseded before it was published separately (state letter T)."

IDENTIFIER = re.compile(
    r"(?P<work>ITU-[TR] (?:[A-Z]+\.[\w.]+|[A-Z] Suppl\. \d+))"
    r"(?:-(?P<revision>\d+))?"
    r"(?: (?P<part>Annex \w+|App\. [IVX]+))?"
    r"(?: \((?P<base>\d{4})\) (?P<change>(?:Technical )?[A-Z][a-z]+\. \d+))?"
    r"(?: \((?P<month>\d{2})/(?P<year>\d{4})\))?"
)
"""The shapes that occur in the core; not the grammar of all identifiers, which is the package's."""

PRIMARY = re.compile(r"^docidentifier:\n- content: (?P<quote>['\"]?)(?P<text>.+?)(?P=quote)\n", re.MULTILINE)
URL_LETTER = re.compile(r"/T-REC-.+?-\d{6}-(?P<letter>[A-Z])(?:!|$)")
PDF_NAME = re.compile(r"/R-REC-[A-Z]+\.\d+-\d+-(?P<year>\d{4})(?P<month>\d\d)-(?P<letter>[A-Z])!!PDF-E\.pdf$")

SUPPLEMENT_TITLES = (
    # as in: ITU-T X.800-X.849 series – Supplement on …; ITU-T Z.100-series – Supplement on …
    (re.compile(r"ITU-T (?P<number>[A-Z]\.\d+)(?:-[A-Z]\.\d+)?[ -]series\b"), "{}-series"),
    # as in: ITU-T X.1254 – Supplement on …; Supplement to ITU-T X.1254: …
    (re.compile(r"(?:Supplement to )?ITU-T (?P<number>[A-Z]\.\d+)\b"), "{}"),
)
"""What a Supplement is about is in its title, if anywhere; the first pattern that fits decides."""


class CoreError(Exception):
    """The dataset, a scope list or the corrections do not fit together."""


@dataclass
class Draft:
    """The facts of one document (or work) on their way into a file."""

    identifier: str
    facts: dict[str, Value] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    sources: dict[str, str] = field(default_factory=dict)
    conflicts: list[dict[str, str]] = field(default_factory=list)

    def state(self, key: str, value: Value, source: str | None = None, *, inferred: bool = False) -> None:
        """Set one fact, with its source where it is not the default one of the file."""
        self.facts[key] = value
        self.inferred.discard(key)
        self.sources.pop(key, None)
        if source is not None:
            self.sources[key] = source
        if inferred:
            self.inferred.add(key)

    def dispute(self, key: str, value: str, source: str, why: str) -> None:
        """Keep what another source says about one fact."""
        self.conflicts.append({"field": key, "value": value, "source": source, "why": why})

    def absorb(self, correction: Mapping[str, Any]) -> None:
        """Take over everything an entry of the corrections says."""
        for key, value in correction.items():
            match key:
                case "identifier" | "of" | "document" | "replaces":
                    pass
                case "inferred":
                    self.inferred.update(value)
                case "sources":
                    self.sources.update(value)
                case "conflicts":
                    self.conflicts.extend(value)
                case _:
                    self.facts[key] = value

    def table(self, order: Sequence[str]) -> dict[str, Value]:
        """Return the facts in the order in which they are written, without what is empty."""
        ranks = {key: rank for rank, key in enumerate(order)}
        facts: dict[str, Value] = {
            "identifier": self.identifier,
            **self.facts,
            "inferred": sorted(self.inferred, key=ranks.__getitem__),
            "sources": dict(sorted(self.sources.items(), key=lambda item: ranks[item[0]])),
            "conflicts": self.conflicts,
        }
        if unknown := facts.keys() - ranks.keys():
            raise CoreError(f"{self.identifier}: no such key in the catalogue: {', '.join(sorted(unknown))}")
        return {key: facts[key] for key in order if facts.get(key)}


@dataclass(frozen=True)
class Record:
    """What is read of one record of the dataset."""

    identifier: str
    date: str
    title: str | None
    edition: str | None
    stage: str | None
    study_group: str | None
    twin: str | None
    url: str | None
    family: tuple[str, ...]

    @property
    def enriched(self) -> bool:
        """Whether ITU's editions and states were joined to the record; they were not for X.1162 to X.1751."""
        return self.stage is not None


class Work(NamedTuple):
    """One work: what is said of it, and its documents in order of approval."""

    head: Draft
    documents: list[Draft]


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def read_scope(paths: Iterable[Path]) -> list[str]:
    """Return the identifiers of the scope lists, in their order."""
    lines = [line.strip() for path in paths for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def read_texts(dataset: Path) -> Iterator[str]:
    """Yield the text of every YAML file of the dataset, whether it is a folder, a tar or a zip archive."""
    if dataset.is_dir():
        for path in sorted(dataset.rglob("*.yaml")):
            yield path.read_text("utf-8")
    elif zipfile.is_zipfile(dataset):
        with zipfile.ZipFile(dataset) as archive:
            for name in archive.namelist():
                if name.endswith(".yaml"):
                    yield archive.read(name).decode("utf-8")
    else:
        with tarfile.open(dataset) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.name.endswith(".yaml") else None
                if stream is not None:
                    yield io.TextIOWrapper(stream, "utf-8").read()


def read_records(dataset: Path, scope: Sequence[str]) -> dict[str, Record]:
    """Return the records of the scope by identifier; only those are parsed, for YAML is slow."""
    import yaml  # needed by this function alone

    wanted = set(scope)
    records: dict[str, Record] = {}
    for text in read_texts(dataset):
        primary = PRIMARY.search(text)
        if primary and primary["text"] in wanted:
            record = as_record(yaml.load(text, yaml.CSafeLoader))  # the safe loader, in C
            records[record.identifier] = record
    if missing := [identifier for identifier in scope if identifier not in records]:
        raise CoreError(f"{dataset}: {len(missing)} documents of the scope are absent, first {missing[0]}")
    return records


def as_record(raw: Mapping[str, Any]) -> Record:
    """Pick the few facts we use out of one record of the dataset."""
    identifiers = {item["type"]: item["content"] for item in raw["docidentifier"]}
    groups = [
        part["name"][0]["content"]
        for contributor in raw.get("contributor", ())
        for part in contributor["organization"].get("subdivision", ())
    ]
    family = [
        item["content"]
        for relation in raw.get("relation", ())
        if relation["type"] == "hasEdition"
        for item in relation["bibitem"]["docidentifier"]
    ]
    titles, sources = raw.get("title") or (), raw.get("source") or ()
    return Record(
        identifier=identifiers["ITU"],
        date=str(raw["date"][0]["at"]),
        title=" ".join(titles[0]["content"].split()) if titles else None,
        edition=raw["edition"]["content"] if "edition" in raw else None,
        stage=raw["status"]["stage"]["content"] if "status" in raw else None,
        study_group=groups[0].replace("ITU-T Study Group ", "SG") if groups else None,
        twin=identifiers.get("ISO"),
        url=sources[0]["content"] if sources else None,
        family=tuple(f"ITU-T {' '.join(name.split())}" for name in family),
    )


# ── Identifiers of the core ─────────────────────────────────────────────────────────────────────────────────


def shape(identifier: str) -> re.Match[str]:
    """Take an identifier of the core apart."""
    match = IDENTIFIER.fullmatch(identifier)
    if match is None:
        raise CoreError(f"{identifier}: not of a shape that occurs in the core")
    return match


def is_base(identifier: str) -> bool:
    """Whether the document is an edition (or revision) and neither a change nor a part of one."""
    parts = shape(identifier)
    return not (parts["part"] or parts["change"])


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Sort key under which X.509 comes before X.1038 and M.1457-9 before M.1457-14."""
    pieces = filter(None, re.split(r"(\d+)", text))
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces)


def reading_order(draft: Draft) -> tuple[object, ...]:
    """Sort key of documents in a work: by approval; on one day editions first, then parts, then changes."""
    parts = shape(draft.identifier)
    rank = 2 if parts["change"] else 1 if parts["part"] else 0
    return (str(draft.facts["approved"]), rank, natural(draft.identifier))


def shelf(work: str) -> tuple[object, ...]:
    """Sort key of works in a file: Recommendations by number, then guides, then Supplements."""
    return ("Suppl." in work, "Imp" in work, natural(work))


# ── From records to drafts ──────────────────────────────────────────────────────────────────────────────────


def families(records: Mapping[str, Record]) -> list[list[Record]]:
    """Group the records into works.

    ITU's own families are the cliques of ``hasEdition``; they cross numbers (Z.140, Z.161) and keep apart
    works that shared one (Z.101 of 1976, of 1984, of 2011). Records without such data join by number.
    """
    group: dict[str, str] = {identifier: identifier for identifier in records}

    def find(identifier: str) -> str:
        while group[identifier] != identifier:
            identifier = group[identifier]
        return identifier

    first_of: dict[str, str] = {}
    for identifier, record in records.items():
        for other in record.family:
            if other in records:
                group[find(identifier)] = find(other)
        if not record.enriched:
            first = first_of.setdefault(shape(identifier)["work"], identifier)
            group[find(identifier)] = find(first)
    members: defaultdict[str, list[Record]] = defaultdict(list)
    for identifier, record in records.items():
        members[find(identifier)].append(record)
    return list(members.values())


def draft_telecommunication(record: Record, *, superseded: bool) -> Draft:
    """Draft a document of ITU-T; `superseded` says whether a later edition of its work exists."""
    draft = Draft(record.identifier)
    draft.state("approved", record.date)
    if record.edition:
        draft.state("edition", record.edition)
    state_status(draft, record, superseded=superseded)
    if record.title:
        draft.state("title", record.title)
    if record.twin and is_base(record.identifier):
        draft.state("twin", record.twin)
    if record.url:
        draft.state("url", record.url)
    parts = shape(record.identifier)
    if "Suppl." in parts["work"]:
        draft.state("approval", "agreement", "kind: Supplements are agreed", inferred=True)
        draft.state("supplements", [supplemented(parts["work"], record.title or "")])
    elif (parts["change"] or "").startswith("Err."):
        draft.state("approval", "TSB", "kind: errata are editorial and issued by TSB", inferred=True)
    return draft


def state_status(draft: Draft, record: Record, *, superseded: bool) -> None:
    """Set the status of an ITU-T document from the dataset's word and the state letter of its URL."""
    url = URL_LETTER.search(record.url) if record.url else None
    letter = url["letter"] if url else None
    status = STATUS.get((record.stage, letter))
    if status is None:
        source = "withdrawn or superseded, the dataset does not say which: "
        source += "a later edition exists" if superseded else "no later edition exists"
        draft.state("status", "superseded" if superseded else "withdrawn", source, inferred=True)
    elif record.stage is None:
        draft.state("status", status, "state letter of the URL; the dataset has no status")
    else:
        draft.state("status", status)
    if letter == "T":
        draft.state("note", NEVER_PUBLISHED, "what the texts with this letter have in common", inferred=True)


def supplemented(work: str, title: str) -> str:
    """Return what a Supplement is about: the Recommendation or series its title names, else its series."""
    for pattern, form in SUPPLEMENT_TITLES:
        if match := pattern.match(title):
            return "ITU-T " + form.format(match["number"])
    return work.partition(" Suppl.")[0] + "-series"


def count_editions(drafts: Sequence[Draft]) -> None:
    """Number the editions of a work the dataset does not number, as ITU does: 1, 1.1, 1.2, 2; errata n.0."""
    source = "counted: in every family that has numbers they follow from the order"
    major = minor = 0
    for draft in drafts:
        change = shape(draft.identifier)["change"]
        if change is None:
            major, minor = major + 1, 0
            label = str(major)
        elif change.startswith("Err."):
            label = f"{major}.0"
        else:
            minor += 1
            label = f"{major}.{minor}"
        draft.state("edition", label, source, inferred=True)


def telecommunication_works(records: Mapping[str, Record], corrections: Mapping[str, Any]) -> Iterator[Work]:
    """Yield the works of ITU-T with their documents."""
    for members in families(records):
        last_base = max(record.date for record in members if is_base(record.identifier))
        drafts = [draft_telecommunication(record, superseded=record.date < last_base) for record in members]
        drafts.sort(key=reading_order)
        bases = [draft.identifier for draft in drafts if is_base(draft.identifier)]
        numbers = list(dict.fromkeys(shape(identifier)["work"] for identifier in bases))
        work = Draft(numbers[-1])
        if numbers[:-1]:
            work.state("former", numbers[:-1])
        if all(record.enriched for record in members):
            group = {record.study_group for record in members} - {None}
            if group:
                work.state("study_group", max(name for name in group if name))
        else:
            count_editions(drafts)
            unenriched = corrections["unenriched"]
            read = unenriched["read"].get(work.identifier)
            source = read or unenriched["source"]
            work.state("study_group", unenriched["study_group"], source, inferred=read is None)
        yield Work(work, drafts)


def radio_works(records: Mapping[str, Record], corrections: Mapping[str, Any]) -> Iterator[Work]:
    """Yield the works of ITU-R: approval and state are those of the PDF's name, the last revision decides."""
    radio = corrections["radio"]
    members: defaultdict[str, list[Record]] = defaultdict(list)
    for identifier, record in records.items():
        members[shape(identifier)["work"]].append(record)
    for number, revisions in members.items():
        revisions.sort(key=lambda record: natural(record.identifier))
        drafts = [draft_radio(record, last=record is revisions[-1]) for record in revisions]
        work = Draft(number)
        series = number.removeprefix("ITU-R ").split(".")[0]
        work.state("study_group", radio["groups"][series], radio["source"], inferred=True)
        yield Work(work, drafts)


def draft_radio(record: Record, *, last: bool) -> Draft:
    """Draft one revision of an ITU-R Recommendation."""
    pdf = PDF_NAME.search(record.url or "")
    if pdf is None or not record.title:
        raise CoreError(f"{record.identifier}: no name of a PDF file to take the approval from, or no title")
    draft = Draft(f"{record.identifier} ({pdf['month']}/{pdf['year']})")
    draft.state("approved", f"{pdf['year']}-{pdf['month']}")
    draft.state("title", record.title)
    draft.state("url", record.url or "")
    draft.state("posted", record.date)
    letter = STATUS[None, pdf["letter"]]
    draft.state("status", letter if last else "superseded")
    if not last and letter == "in force":
        why = "a later revision exists; the letter lags"
        draft.dispute("status", letter, "state letter of the PDF's name", why)
    if not record.date.startswith(pdf["year"]):
        why = "the month of posting, in a later year"
        draft.dispute("approved", record.date, "relaton-data-itu, date", why)
    return draft


# ── Corrections ─────────────────────────────────────────────────────────────────────────────────────────────


def correct(works: Sequence[Work], corrections: Mapping[str, Any]) -> None:
    """Lay the corrections over the drafts; one that fits no draft is a fault."""
    drafts = {draft.identifier: draft for work in works for draft in work.documents}
    head_of = {draft.identifier: work.head for work in works for draft in work.documents}

    def the(identifier: str) -> Draft:
        if identifier not in drafts:
            raise CoreError(f"{CORRECTIONS.name}: {identifier} is not in the core")
        return drafts[identifier]

    for entry in corrections["approval"]:
        for identifier in entry["documents"]:
            draft = the(identifier)
            inferred = entry.get("inferred", False)
            draft.state("approval", entry["procedure"], entry["source"], inferred=inferred)
            draft.conflicts.extend(entry.get("conflicts", ()))
    for entry in corrections["study_group"]:
        for identifier in entry["documents"]:
            inferred = entry.get("inferred", False)
            the(identifier).state("study_group", entry["group"], entry["source"], inferred=inferred)
    pair_twins(works, corrections["twin"])
    for entry in corrections["document"]:
        the(entry["identifier"]).absorb(entry)
    for entry in corrections["work"]:
        the(entry["of"])
        head_of[entry["of"]].absorb(entry)


def pair_twins(works: Sequence[Work], table: Sequence[Mapping[str, Any]]) -> None:
    """Give editions that are common texts the year of their ISO/IEC edition."""
    editions = {
        (work.head.identifier, draft.identifier[-8:-1]): draft
        for work in works
        for draft in work.documents
        if is_base(draft.identifier)
    }
    for entry in table:
        unused = set(entry["years"])
        for (number, month), draft in editions.items():
            if number not in entry["standards"] or month not in entry["years"]:
                continue
            unused.discard(month)
            standard, year = entry["standards"][number], entry["years"][month]
            spelt = draft.facts.get("twin")
            draft.state("twin", f"{standard}:{year}", entry["source"], inferred=entry.get("inferred", False))
            if isinstance(spelt, str) and spelt != standard:
                draft.dispute("twin", spelt, "relaton-data-itu", "the older spelling, without IEC and year")
        if unused:
            raise CoreError(f"{CORRECTIONS.name}: no edition of {min(unused)} to pair with ISO/IEC")


def added_works(corrections: Mapping[str, Any]) -> Iterator[Work]:
    """Yield the works the dataset lacks."""
    for entry in corrections["added"]:
        work = Work(Draft(entry["identifier"]), [])
        work.head.absorb(entry)
        for document in entry["document"]:
            draft = Draft(document["identifier"])
            draft.absorb(document)
            work.documents.append(draft)
        yield work


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def toml_string(text: str) -> str:
    """Return a TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def toml_table(table: Mapping[str, str]) -> str:
    """Return a TOML inline table of strings."""
    return "{ " + ", ".join(f"{key} = {toml_string(value)}" for key, value in table.items()) + " }"


def toml_lines(facts: Mapping[str, Value]) -> Iterator[str]:
    """Yield the lines of one table: short lists on one line, conflicts one a line."""
    for key, value in facts.items():
        if isinstance(value, str):
            yield f"{key} = {toml_string(value)}"
        elif isinstance(value, dict):
            yield f"{key} = {toml_table(value)}"
        elif rows := [row for row in value if isinstance(row, dict)]:
            yield f"{key} = ["
            yield from (f"    {toml_table(row)}," for row in rows)
            yield "]"
        else:
            yield f"{key} = [{', '.join(toml_string(str(item)) for item in value)}]"


def toml_file(name: str, works: Sequence[Work], header: Mapping[str, Any]) -> str:
    """Return the text of one file of the catalogue."""
    comment = header["file"][name].strip() + "\n\n" + header[name.partition("/")[0]].strip()
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += ["", f"source = {toml_string(DATASET)}", f"as_of = {AS_OF}"]
    for work in works:
        lines += ["", "[[work]]", *toml_lines(work.head.table(WORK_KEYS))]
        for draft in work.documents:
            lines += ["", "[[work.document]]", *toml_lines(draft.table(DOCUMENT_KEYS))]
    return "\n".join(lines) + "\n"


def file_of(work: str) -> str:
    """Return the file a work belongs to: ``itu-t/x``, ``itu-r/m``."""
    sector, letters = work.replace(".", " ").split()[:2]
    return f"{sector.lower()}/{letters.lower()}"


def write(works: Iterable[Work], into: Path, header: Mapping[str, Any]) -> None:
    """Write all works, each into the file of its series, and print what was written."""
    files: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        files[file_of(work.head.identifier)].append(work)
    for name, content in sorted(files.items()):
        content.sort(key=lambda work: (shelf(work.head.identifier), str(work.documents[0].facts["approved"])))
        path = into / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml_file(name, content, header), "utf-8")
        print(f"{path}: {len(content)} works, {sum(len(work.documents) for work in content)} documents")


def extract(dataset: Path, scopes: Sequence[Path], into: Path) -> None:
    """Read the dataset, correct what it says of the core, and write the files of the catalogue."""
    corrections = tomllib.loads(CORRECTIONS.read_text("utf-8"))
    records = read_records(dataset, read_scope(scopes))
    for entry in corrections["added"]:
        for document in entry["document"]:
            records.pop(document.get("replaces"), None)
    works = [
        *telecommunication_works(of_sector("ITU-T", records), corrections),
        *radio_works(of_sector("ITU-R", records), corrections),
    ]
    correct(works, corrections)
    write([*works, *added_works(corrections)], into, corrections["header"])


def of_sector(sector: str, records: Mapping[str, Record]) -> dict[str, Record]:
    """Return the records of one sector."""
    return {identifier: record for identifier, record in records.items() if identifier.startswith(sector)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Extract the core; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the core of the catalogue from a community dataset.")
    parser.add_argument("dataset", type=Path, help="folder, tar or zip archive of relaton-data-itu")
    parser.add_argument("scope", type=Path, nargs="+", help="list of identifiers, one a line")
    parser.add_argument("--into", type=Path, default=Path("catalogue/works"), help="default: %(default)s")
    options = parser.parse_args(arguments)
    try:
        extract(options.dataset, options.scope, options.into)
    except (CoreError, OSError, tarfile.TarError) as error:
        print(f"extract_core: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
