"""Report what the check found, and answer the command line."""
