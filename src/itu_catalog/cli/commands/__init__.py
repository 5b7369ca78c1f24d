"""The commands, one to a module; each module ends with its `Command`."""

from __future__ import annotations

from itu_catalog.cli.commands import (
    annotating,
    census,
    changing,
    checking,
    comparing,
    finding,
    history,
    importing,
    info,
    listing,
    parsing,
    resolving,
    searching,
    showing,
    updating,
    validating,
    watching,
)

__all__ = ["COMMANDS"]

COMMANDS = (
    parsing.COMMAND,
    resolving.COMMAND,
    showing.COMMAND,
    history.COMMAND,
    listing.COMMAND,
    searching.COMMAND,
    changing.COMMAND,
    finding.COMMAND,
    checking.COMMAND,
    annotating.COMMAND,
    watching.COMMAND,
    comparing.COMMAND,
    importing.COMMAND,
    updating.COMMAND,
    info.COMMAND,
    validating.COMMAND,
    census.COMMAND,
)
"""In the order in which the help lists them."""
