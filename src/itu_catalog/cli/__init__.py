"""The command ``itu-catalog``: what the library knows, in a terminal or a pipe.

Every command answers as text of at most 80 columns where words allow it, or with ``--json`` as one JSON document.
Exit codes: 0; 1 only when ``--fail-on`` matches; 2 for bad usage, unreadable input and what nothing is known of.

A command is a module under `commands`, with one `Command`: what it is for, examples, arguments, and what it
answers. How a command line is read stands in `arguments`, how it runs and fails in `running`, the shape of text in
`layout`, the shape of JSON in `facts`.
"""

from __future__ import annotations

from itu_catalog.cli.running import main

__all__ = ["main"]
