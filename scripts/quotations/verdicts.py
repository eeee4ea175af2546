"""The short names of what the check can say, the same in every output, test and document."""

# A quotation that traces.
EXACT = "exact"
ADJUSTED = "adjusted"
MARKED = "marked"
TRACED = (EXACT, ADJUSTED, MARKED)

# One that does not, and what to do about it.
ADVICE = {
    "altered": "quote the words as they stand",
    "case": "keep the capitals; only the first letter may change, and never a name’s",
    "cut-word": "quote whole words",
    "stitched": "mark the omission with […], or make two quotations",
    "disordered": "put the parts in the order of the text",
    "apart": "an omission stays within one paragraph; make two quotations",
    "swallowed": "quote on to that word, or leave nothing out there",
    "turned": "begin the quotation at that word, or before it",
    "insertion": "in brackets, add words or replace a pronoun, an article or a demonstrative",
    "left-out": "quote only the lines that are the text",
    "lookalike": "type the letters again",
    "invisible": "delete the character",
    "not-found": "quote the words as they stand, or leave out the quotation marks",
    "empty": "put the words in, or leave out the marks",
    "unclosed": "close the quotation, in the same paragraph",
    "unopened": "open the quotation, or delete the mark",
    "opaque": "put the words on the page itself",
    "unattributed": "name the speaker in the same paragraph, list item, table row or note",
    "misattributed": "give the words to the one who speaks them",
    "note": "see “Notes” in the contributor’s guide",
    "split": "see “Homes” in the contributor’s guide",
    "front-matter": "mend the lines between the first two ---",
    "unreadable": "see that the page is there, saved as UTF-8, and renders",
    "no-quotations": "check that this is the site you meant",
}
