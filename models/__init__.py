"""What the service knows (rules) and what it remembers (store)."""
