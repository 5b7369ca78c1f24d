"""Which inputs a command reads and how: the options that `find`, `check` and `annotate` share.

>>> import argparse
>>> parser = argparse.ArgumentParser()
>>> add_inputs(parser, only=("--exclude", "--encoding"))
>>> parser.parse_args(["--exclude", "*.bak"])
Namespace(exclude=['*.bak'], encoding=None)
"""

from __future__ import annotations

from argparse import SUPPRESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

__all__ = ["PATHS", "add_inputs"]

PATHS = "a file, a directory, a pattern such as 'docs/**/*.md', or - for standard input"
"""What may be named."""

_INPUTS = {
    "--exclude": ("GLOB", "leave out files and directories that this pattern means (repeatable)"),
    "--no-ignore": (None, "do not follow .gitignore in directories"),
    "--read-as": (
        "FORMAT",
        "the format of all inputs: text, markdown, html and so on (default: told for each)",
    ),
    "--encoding": ("NAME", "the encoding of all inputs (default: told for each)"),
    "--bare": (
        "WHEN",
        "count numbers without a prefix, such as X.25: never, by the context (default) or always",
    ),
}
_CHOICES = {"--bare": ("never", "context", "always")}
_DEFAULTS = {
    "--exclude": [],
    "--no-ignore": False,
    "--read-as": None,
    "--encoding": None,
    "--bare": "context",
}


def add_inputs(
    parser: argparse._ActionsContainer, only: Iterable[str] = tuple(_INPUTS), *, configured: bool = False
) -> None:
    """Add these options; where a configuration may say the same, what is not given is not in the arguments."""
    for name in only:
        value, text = _INPUTS[name]
        default = SUPPRESS if configured else _DEFAULTS[name]
        if value is None:
            parser.add_argument(name, action="store_true", default=default, help=text)
        else:
            action = "append" if name == "--exclude" else "store"
            # What a configuration may say is checked with it, in one sentence for both.
            choices = None if configured else _CHOICES.get(name)
            parser.add_argument(
                name, metavar=value, action=action, default=default, choices=choices, help=text
            )
