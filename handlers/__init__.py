"""Where the world comes in: one module for each thing a person can do.

What is tapped on the screens that `checkins`, `lessons`, `confidence` or `weekly` draw is answered
in a module of that name with `_taps`; which button leads to which stands in `buttons`.
"""
