"""What is remembered, behind two awaitable doors."""
