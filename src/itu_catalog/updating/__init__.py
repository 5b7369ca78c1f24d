"""The newest dataset, fetched, imported and put in the place of the old one; nothing else here asks the network.

`address` says where it lies, `connecting` asks one question, `fetching` gets the file over a network that fails,
and `running` is all of it. Making the catalogue of what came, putting it in place, and remembering where it came from
is the work of `importers`.
"""

from __future__ import annotations

from itu_catalog.updating.address import DEFAULT_URL, address
from itu_catalog.updating.fetching import Limits
from itu_catalog.updating.running import Outcome, Updated, update

__all__ = ["DEFAULT_URL", "Limits", "Outcome", "Updated", "address", "update"]
