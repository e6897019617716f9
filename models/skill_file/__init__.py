"""The files of lessons and scenes: read into skills and rehearsals, or refused line by line."""
