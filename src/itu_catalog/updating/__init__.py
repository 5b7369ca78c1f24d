"""The newest dataset, fetched, imported and put in the place of the old one; nothing else here asks the network."""
