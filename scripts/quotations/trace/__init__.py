"""Trace a quotation: find every place in a source that its words fit, or guess what was meant."""
