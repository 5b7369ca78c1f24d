"""Checking documents: many inputs, what to leave unsaid of them, and the records that reports are written from."""

from itu_catalog.checking.checked import Checked, Run, Summary, Suppressed, Why

__all__ = ["Checked", "Run", "Summary", "Suppressed", "Why"]
