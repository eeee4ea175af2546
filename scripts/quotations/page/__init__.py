"""From a site's files to the quotations on its pages, what stands around them, and where."""
