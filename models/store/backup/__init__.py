"""Backups: what is kept, as encrypted lines that either database can be filled from again."""
