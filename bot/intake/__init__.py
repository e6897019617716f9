"""How updates come in: by polling or by webhook, acknowledged only when they are safe."""
