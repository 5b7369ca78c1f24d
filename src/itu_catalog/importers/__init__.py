"""Foreign collections of records, made into catalogue files."""
