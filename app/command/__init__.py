"""The command line: what it takes, where it listens, and how the server runs."""
