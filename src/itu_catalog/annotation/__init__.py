"""Editing documents by their citations: linking them where they stand, and mending the stale ones."""

from __future__ import annotations

__all__: list[str] = []
