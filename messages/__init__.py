"""Everything that is said or shown."""
