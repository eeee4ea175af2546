#!/usr/bin/env python3
"""Check that every quotation on the site's pages traces: see `quotations/command.py`."""

import sys

from quotations.command import run

if __name__ == "__main__":
    sys.exit(run())
