"""Show on the pages what was traced."""
