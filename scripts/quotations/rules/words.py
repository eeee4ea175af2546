"""Rules about the words themselves, as data: `trace.explain` says which of them was broken."""

from quotations.rule import Rule

INVISIBLE = Rule(
    "invisible",
    "No character stands in a quotation that cannot be seen.",
    "delete the character",
    "The report calls it an “old bridge”.",
    "The report calls it an “old\u200b bridge”.",
)
LOOKALIKE = Rule(
    "lookalike",
    "No letter of another script stands for one that looks like it.",
    "type the letters again",
    "The report calls it an “old bridge”.",
    "The report calls it an “оld bridge”.",
)
CASE = Rule(
    "case",
    "Capitals stay; only the first letter may change, and never a name’s.",
    "keep the capitals; only the first letter may change, and never a name’s",
    "The report asks “would the town agree to pay for a new bridge?”",
    "The report speaks of “Its Old Bridge”.",
)
CUT_WORD = Rule(
    "cut-word",
    "A quotation begins and ends with whole words; a number is one, with its sign and its commas.",
    "quote whole words",
    "The report counts “1,250 cars a day”.",
    "The report counts “250 cars a day”.",
)
ALTERED = Rule(
    "altered",
    "A quotation has the text’s words, in the text’s order and with its punctuation.",
    "quote the words as they stand",
    "“The bridge carries 1,250 cars a day”, the report says.",
    "“The bridge carries 1,250 trucks a day”, the report says.",
)
STITCHED = Rule(
    "stitched",
    "Nothing is left out that is not marked.",
    "mark the omission with […], or make two quotations",
    "“The town has asked […] about its old bridge”, the report says.",
    "“The town has asked about its old bridge”, the report says.",
)
DISORDERED = Rule(
    "disordered",
    "The parts of an omission stand in the order of the text.",
    "put the parts in the order of the text",
    "The report has it that “the engineers found a crack in […] its arches”.",
    "The report has it that “its arches […] the engineers found a crack”.",
)
APART = Rule(
    "apart",
    "The parts of an omission stand in one paragraph.",
    "an omission stays within one paragraph; make two quotations",
    "The report says that “the engineers found a crack” and gives “1,250 cars a day”.",
    "The report says that “the engineers found a crack […] 1,250 cars a day”.",
)
LEFT_OUT = Rule(
    "left-out",
    "Lines of the file that are no part of the text are not quoted.",
    "quote only the lines that are the text",
    "The report calls it an “old bridge”.",
    "The file ends with “Subscribe to our newsletter”.",
)
NOT_FOUND = Rule(
    "not-found",
    "What stands between quotation marks stands in the text.",
    "quote the words as they stand, or leave out the quotation marks",
    "The report calls it an “old bridge”.",
    "The weather was “mild, sunny and dry all week”.",
)
