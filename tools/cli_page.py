"""Renew the help of every command in docs/reference/cli.md: `python tools/cli_page.py`.

The rest of the page is written by hand. A test fails while a help and the page differ. A command without a section
is named, so that somebody writes one.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path

from itu_catalog.cli import main
from itu_catalog.cli.commands import COMMANDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"

# $ itu-catalog find --help
# usage: itu-catalog find …
_HELP = re.compile(r"^\$ itu-catalog(?P<command>(?: [a-z-]+)?) --help\n(?:(?!```$|\$ ).*\n)*", re.MULTILINE)


def help_of(command: str) -> str:
    """Return what a command prints for ``--help`` in 80 columns; of the program itself for no command."""
    os.environ["COLUMNS"] = "80"
    printed = io.StringIO()
    with redirect_stdout(printed):
        main([*command.split(), "--help"])
    return printed.getvalue()


def renewed(page: str) -> str:
    """Return the page with the help of today."""
    return _HELP.sub(
        lambda match: f"$ itu-catalog{match['command']} --help\n{help_of(match['command'])}", page
    )


if __name__ == "__main__":
    text = renewed(PAGE.read_text("utf-8"))
    PAGE.write_text(text, "utf-8")
    missing = [each.name for each in COMMANDS if f"$ itu-catalog {each.name} --help\n" not in text]
    if missing:
        sys.exit(f"{PAGE.name}: no section shows the help of: {', '.join(missing)}")
