"""The sandbox in a browser: three chats, a clock that can be moved, and a reset."""
