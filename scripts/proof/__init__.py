"""Programs that show what the check is worth: that it can fail, is tested, and is fast."""
