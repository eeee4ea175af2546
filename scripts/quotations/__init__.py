"""Find the quotations a page shows, trace each to its place in a source, and say what is wrong.

The folders are the stages of a quotation's way: `page` finds it in what a page shows, `trace` lays
it upon the texts that `seed` reads, `rules` say whether it may stand so, `tell` reports, `show`
puts the traces on the pages. `model` names the nouns, `text` knows typography, words and
languages, `check` does it all for a page or a site. Nothing here knows one particular text, and
only `page.site`, `page.file` and `plugin` know MkDocs.
"""
