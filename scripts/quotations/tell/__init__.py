"""Tell what the check found."""
