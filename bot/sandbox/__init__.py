"""A Telegram in memory: for tests, for the demo, never for the app."""
