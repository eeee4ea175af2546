"""From a site's files to the quotations on its pages, what says whose they are, and where."""
