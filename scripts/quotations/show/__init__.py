"""Show on the pages where their quotations come from."""
