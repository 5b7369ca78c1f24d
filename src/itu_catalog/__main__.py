"""``python -m itu_catalog``: the same as the command ``itu-catalog``."""

from __future__ import annotations

import sys

from itu_catalog.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
