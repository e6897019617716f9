"""The message book: every screen there is, for whoever signs that it is safe."""
