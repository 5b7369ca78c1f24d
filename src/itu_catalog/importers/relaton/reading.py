r"""One file of the dataset, as bytes, to a record: quickly where it has the usual shape, by the YAML loader where not.

>>> data = b"docidentifier:\n- content: ITU-T X.9 (10/2019)\n  type: ITU\n  primary: true\n"
>>> read("data/itu-t-x-9-10-2019.yaml", data).identifier
'ITU-T X.9 (10/2019)'
>>> print(read("data/itu-t-x-9-10-2019.yaml", b"title: 'no end"))
data/itu-t-x-9-10-2019.yaml: it is no YAML: found unexpected end of stream in line 1; get the file again
"""

from __future__ import annotations

from itu_catalog.importers.relaton.fields import Misshapen, record
from itu_catalog.importers.relaton.loading import loaded, loader
from itu_catalog.importers.relaton.quick import quickly
from itu_catalog.importers.relaton.record import Raw, Unreadable

__all__ = ["needed", "read"]

_LONGEST = 1 << 20
"""Bytes of the longest file that is read; the longest of the snapshot of 2026-08-22 has 33,149."""


def read(file: str, data: bytes) -> Raw | Unreadable:
    """Return the record that a file holds, or why it is none; never raise for what the file holds.

    Raises:
        MissingExtra: PyYAML is not installed.
    """
    if len(data) > _LONGEST:
        return Unreadable(file, f"it has more than {_LONGEST:,} bytes, as no record does; look at what it is")
    try:
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")  # which is what YAML makes of it, too
        found = quickly(file, data)
        return record(file, loaded(data.decode("utf-8-sig"))) if found is None else found
    except UnicodeDecodeError as fault:
        return Unreadable(file, f"its byte {fault.start} is no UTF-8; save it as UTF-8")
    except Misshapen as fault:
        return Unreadable(file, str(fault))


def needed() -> None:
    """Find out whether files can be read at all, before any is opened.

    Raises:
        MissingExtra: PyYAML is not installed.
    """
    loader()
