"""Counts for wellbeing leads: how a period's figures are made so that nobody is read out of them.

docs/counts.md says the rules in words. Nothing here knows a person: who logged is a key that is
compared and forgotten.
"""
