"""The community dataset ``relaton-data-itu``: one YAML file for each document of ITU."""

from __future__ import annotations

__all__: list[str] = []
