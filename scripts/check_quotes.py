#!/usr/bin/env python3
"""Check that every quotation on a MkDocs site's pages traces to a source in its seeds folder.

Exit status: 0 every quotation traces; 1 one does not, a page cannot be read, or a run over the
whole site finds no quotation or a split that is not whole; 2 the check could not run.
"""

import sys

from quotations.command import run

if __name__ == "__main__":
    sys.exit(run(__doc__))
