"""The tests; each folder says in its name what they go through."""
