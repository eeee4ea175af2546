"""Rules about the words themselves.

They have no function: where a quotation matches nowhere, `trace.explain` finds out which it breaks.
"""

from quotations.rule import Rule

INVISIBLE = Rule(
    name="invisible",
    sentence="A quotation has no invisible character.",
    mend="delete the character",
    good="The report calls it an “old bridge”.",
    bad="The report calls it an “old\u200b bridge”.",
)
LOOKALIKE = Rule(
    name="lookalike",
    sentence="No letter is of another script than the one it looks like.",
    mend="type the letters again",
    good="The report calls it an “old bridge”.",
    bad="The report calls it an “\u043eld bridge”.",
)
CASE = Rule(
    name="case",
    sentence="Capitals stay; only the first letter may change, and never a name’s.",
    mend="restore the capitals",
    good="The report asks “would the town agree to pay for a new bridge?”",
    bad="The report speaks of “Its Old Bridge”.",
)
CUT_WORD = Rule(
    name="cut-word",
    sentence="A quotation begins and ends with whole words; a number is one, with sign and commas.",
    mend="quote whole words",
    good="The report counts “1,250 cars a day”.",
    bad="The report counts “250 cars a day”.",
)
ALTERED = Rule(
    name="altered",
    sentence="A quotation has the text’s words, in the text’s order and with its punctuation.",
    mend="quote the words as they stand",
    good="“The bridge carries 1,250 cars a day”, the report says.",
    bad="“The bridge carries 1,250 trucks a day”, the report says.",
)
STITCHED = Rule(
    name="stitched",
    sentence="Nothing is left out that is not marked.",
    mend="mark the omission with […], or make two quotations",
    good="“The town has asked […] about its old bridge”, the report says.",
    bad="“The town has asked about its old bridge”, the report says.",
)
DISORDERED = Rule(
    name="disordered",
    sentence="The parts on either side of an omission stand in the order of the text.",
    mend="put the parts in the order of the text",
    good="The report has it that “the engineers found a crack in […] its arches”.",
    bad="The report has it that “its arches […] the engineers found a crack”.",
)
APART = Rule(
    name="apart",
    sentence="The parts on either side of an omission stand in one paragraph.",
    mend="make two quotations",
    good="The report says that “the engineers found a crack” and gives “1,250 cars a day”.",
    bad="The report says that “the engineers found a crack […] 1,250 cars a day”.",
)
LEFT_OUT = Rule(
    name="left-out",
    sentence="Lines of the seed’s file that are outside the text are not quoted.",
    mend="quote only the lines that are the text",
    good="The report calls it an “old bridge”.",
    bad="The file ends with “Subscribe to our newsletter”.",
)
NOT_FOUND = Rule(
    name="not-found",
    sentence="What stands between quotation marks stands in the text.",
    mend="quote the words as they stand, or leave out the quotation marks",
    good="The report calls it an “old bridge”.",
    bad="The weather was “mild, sunny and dry all week”.",
)
