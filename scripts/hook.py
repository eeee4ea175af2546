"""Tie the quotation library to MkDocs from this checkout, where it is not installed.

Elsewhere it is, and `plugins: [quotations]` does the same: see `quotations/plugin.py`.
"""

from quotations.plugin import Quotations

_tie = Quotations()
_tie.load_config({})

on_startup = _tie.on_startup
on_files = _tie.on_files
on_nav = _tie.on_nav
on_page_read_source = _tie.on_page_read_source
on_env = _tie.on_env
on_post_build = _tie.on_post_build
