"""Readers: one module per format that documents come in, each turning a file into text with its places."""

__all__: list[str] = []
