"""The shell: command line, settings, assembly, intake of updates, the sandbox."""
