"""The rules: one function or record for each failure, in the order in which failures are told."""
