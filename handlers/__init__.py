"""Where the world comes in: one module for each thing a person can do."""
