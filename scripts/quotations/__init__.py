"""Find the quotations a page shows, trace each to its place in a source, and say what is wrong.

The way of a quotation: `reader` reads rendered HTML into `flows` of shown text, `marks` pairs the
quotation marks in one run, `find` makes quotations of them, `trace` looks each up in a `source`
(`match` accepts, `explain` says why not), `speakers` asks whose words they are (`sayings`
whose the page says they are), `check` does all that for a page or a site, `report` tells.
Nothing here knows one particular text, and nothing here knows MkDocs but `pages`.
"""
