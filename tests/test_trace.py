"""When a quotation traces, and what is said when it does not."""

import pytest

from quotations.source import Source
from quotations.trace import trace

TRUE = [
    ("He would insist on keeping all the territories", "exact"),
    ("Russia's mercy", "exact"),
    ("concessions from the United States -- concessions that", "exact"),
    ("concessions from the United States—concessions that", "exact"),
    ("on par with the U.S.", "exact"),
    ("cut back to 85,000 troops", "exact"),
    ("wish\u00a0list", "exact"),
    ("wi\u00adsh list", "exact"),
    ("(like China and Belarus)", "exact"),
    ("In my recent book, ‘To Run the World,’ I show", "exact"),
    # The first letter's case, and the closing stop or comma.
    ("The recognition", "adjusted"),
    ("the first item", "adjusted"),
    ("wish list.", "adjusted"),
    ("wish list,", "adjusted"),
    ("The power of the dollar,", "adjusted"),
    # Omissions, however spelled.
    ("recognition … gains", "marked"),
    ("recognition ... gains", "marked"),
    ("recognition . . . gains", "marked"),
    ("recognition [...] gains", "marked"),
    ("recognition […] Russia’s […] gains", "marked"),
    ("He would insist […]", "marked"),
    ("… He would insist", "marked"),
    # Insertions.
    ("He [Zelensky] had long insisted", "marked"),
    ("[Zelensky] had long insisted", "marked"),
    ("Putin [the Russian president] would relish", "marked"),
    ("promising to “inform” him [Zelensky]", "marked"),
    ("withdraw from Kursk [in Russia]", "marked"),
    ("[t]he only way to bring this war to an end", "marked"),
    ("[P]resident Volodymyr Zelensky", "marked"),
    ("any such a deal [sic] behind", "marked"),
    ("[I]t is difficult to say", "marked"),
    ("[H]e would insist", "marked"),
    ("[The Ukrainian president] had long insisted", "marked"),
    ("[T]he recognition (including by Ukraine)", "marked"),
    ("He would insist on keeping all the territories […]", "marked"),
    ("Would Trump agree", "exact"),
    ("[g]iven what we know", "marked"),
    ("[e]qually important would be", "marked"),
    ("to dubious benefit, some months ago.\n[…] This was a major sticking point", "marked"),
    ("[the ones] that could not be effectively invoked", "marked"),
    ("withdraw from Kursk [emphasis added]", "marked"),
    ("Would Trump agree?", "exact"),
]
FALSE = [
    ("He would demand on keeping", "altered"),
    ("He insist", "altered"),
    ("He would would insist", "altered"),
    ("insist would He on keeping all", "altered"),
    ("cut back to 85,001 troops", "altered"),
    ("would relish several summits with Trump", "altered"),
    ("concessions from the United States, concessions that", "altered"),
    ("any such deal behind", "stitched"),
    ("Europe reacted with dismay", "altered"),
    ("Putin would never relish a summit with Trump", "altered"),
    ("Putin seek", "altered"),
    ("the ‘power’ of the dollar", "altered"),
    ("the power of the dollar?", "altered"),
    ("negotiatons", "altered"),
    ("a frozen conflict along the line of contact", "not-found"),
    ("zugzwang", "not-found"),
    ("negotiation", "cut-word"),
    ("the control of Ukraine", "cut-word"),
    ("The control of Ukraine", "cut-word"),
    ("Moscow-Washing", "cut-word"),
    ("Washington condominium", "cut-word"),
    ("back to 85", "cut-word"),
    ("on par with the U.", "cut-word"),
    ("putin would relish", "case"),
    ("HE would insist", "case"),
    ("europe reacted", "case"),
    ("Putin Would relish", "case"),
    ("Putin would relish a summit reassert Russia’s place", "stitched"),
    ("territorial gains … wish list", "disordered"),
    ("Putin would relish … Russia’s mercy", "apart"),
    ("There is … why he should", "swallowed"),
    ("This aspect […] be underestimated", "swallowed"),
    ("reason why he should", "turned"),
    ("that Putin would ever agree", "turned"),
    ("any indication that Putin would back down", "turned"),
    ("be underestimated", "turned"),
    ("Putin [demands] relief from sanctions", "insertion"),
    ("recognition [not] (including by Ukraine)", "insertion"),
    ("want[ed] a more pliable", "insertion"),
    ("He would [!] insist", "insertion"),
    ("[Ukraine must surrender]", "insertion"),
    ("[Ukraine must] … [surrender]", "insertion"),
    ("[Zelensky must go] … Putin", "insertion"),
    ("Putin would relish [war]", "insertion"),
    ("keeping all the [oil fields]", "insertion"),
    ("This was his [plan]", "insertion"),
    ("on par with the [Soviet Union]", "insertion"),
    ("Putin would relish a [war] … in early May", "insertion"),
    ("promising to [destroy]’", "altered"),
    ("[Theodore] Roosevelt in Yalta", "insertion"),
    ("[Some] policymakers were far too clever to give in", "insertion"),
    ("any such a [war] [sic]", "altered"),
    ("would be [war]", "altered"),
    ("He would [nоt] insist", "lookalike"),
    ("He would [n\u200bot] insist", "invisible"),
    ("He would [ｎｏｔ] insist", "lookalike"),
    ("He [Trump said ‘wish lust’] had long insisted", "insertion"),
    ("[p]utin would relish", "case"),
    ("with [t]rump, preferably", "case"),
    ("[ı]n my recent book", "lookalike"),
    ("This aspect of negotiations should […]", "swallowed"),
    ("There is […]", "swallowed"),
    ("[…] likely to sell in Kyiv", "swallowed"),
    ("… ever agree to a European peacekeeping contingent", "swallowed"),
    ("Would Trump agree.", "altered"),
    ("[W]ould Trump agree.", "altered"),
    ("who can [really] tell.", "altered"),
    ("Would Trump agree […].", "altered"),
    ("He would [nᴏt] insist", "insertion"),
    ("He would [ꓠꓳꓔ] insist", "insertion"),
    ("He would [n\u180bot] insist", "invisible"),
    ("He would [n0t] insist", "insertion"),
    ("cut back to 85 [million],000 troops", "altered"),
    ("The EU [xx]’s top diplomat", "altered"),
    ("who can tell.", "altered"),
    ("wish list.,", "altered"),
    ("wish list..", "altered"),
    ("the Istanbuls negotiations", "altered"),
    ("leaves the country", "altered"),
    ("Moscow–Washington condominium", "altered"),
    ("troops […]. With severe limits", "altered"),
    ("fail. What would an agreement", "stitched"),
    ("Although the Russian economy proved to be more\nresilient than many", "stitched"),
    ("Equally important would be Ukraine’s formal permanent neutrality", "altered"),
    ("We, the journalists of The Moscow Times, refuse", "left-out"),
    ("He wοuld insist", "lookalike"),
    ("Тrump", "lookalike"),
    ("He wo\u200buld insist", "invisible"),
    ("wish\u2060 list", "invisible"),
    ("\u202ewish list", "invisible"),
    ("", "empty"),
    ("— , .", "empty"),
]


@pytest.mark.parametrize(("text", "verdict"), TRUE)
def test_what_an_editor_may_change_traces(op_ed: Source, text: str, verdict: str) -> None:
    found = trace(text, [op_ed])
    assert (found.verdict, found.ok) == (verdict, True), found.message


@pytest.mark.parametrize(("text", "verdict"), FALSE)
def test_nothing_else_traces_and_the_failure_has_its_name(
    op_ed: Source, text: str, verdict: str
) -> None:
    found = trace(text, [op_ed])
    assert (found.verdict, found.ok) == (verdict, False), found.message
    assert found.message
    assert not found.places


@pytest.mark.parametrize(
    "text",
    [
        "[Zelensky] insisted",
        "[Moscow] would relish a summit",
        "Putin will [demand]",
        "[Nobody] had long insisted [not]",
        "Putin [] would relish",
        "He would insist [",
    ],
)
def test_a_bracket_never_stands_for_a_word_that_carries_the_sense(op_ed: Source, text: str) -> None:
    assert not trace(text, [op_ed]).ok


def test_words_that_occur_more_than_once_trace_to_every_place(op_ed: Source) -> None:
    found = trace("any Ukrainian request for external assistance", [op_ed])
    assert [place.parts[0].paragraph for place in found.places] == [8, 9]


def test_a_place_is_given_in_code_points_of_the_seed(op_ed: Source) -> None:
    for text in ("Russia's mercy", "recognition […] territorial gains"):
        for part in trace(text, [op_ed]).places[0].parts:
            assert op_ed.text[part.start : part.end] in (
                "Russia’s mercy",
                "recognition",
                "territorial gains",
            )


def test_parts_are_searched_forward_with_backtracking(op_ed: Source) -> None:
    # The first “would” after “Russia” will not do: the second part must follow it.
    found = trace("Any such agreement … from power", [op_ed])
    assert [part.paragraph for part in found.places[0].parts] == [12, 12]
    assert not trace("power … Any such agreement", [op_ed]).ok


def test_a_capital_may_be_lowered_only_where_the_text_has_the_word_so(op_ed: Source) -> None:
    assert trace("he would insist", [op_ed]).ok
    for name in ("putin would relish", "ukraine adrift", "i just had a lengthy"):
        assert not trace(name, [op_ed]).ok


def test_one_word_is_checked_as_strictly_as_a_page(op_ed: Source) -> None:
    whole = "\n".join(op_ed.text[p.start : p.end] for p in op_ed.paragraphs)
    assert trace(whole, [op_ed]).verdict == "exact"
    assert not trace(whole.replace("pliable", "reliable"), [op_ed]).ok
    assert not trace("concession", [op_ed]).ok


def test_a_message_shows_the_pages_words_the_texts_and_the_paragraph(op_ed: Source) -> None:
    found = trace("He would demand on keeping all the territories", [op_ed])
    assert (found.page_words, found.source_words) == ("demand", "insist")
    assert "‘insist’ where the page has ‘demand’" in found.message
    assert "¶7.2" in found.message


def test_similarity_accepts_nothing(op_ed: Source) -> None:
    text = op_ed.text[op_ed.paragraphs[6].start : op_ed.paragraphs[6].end]
    for word in ("recognition", "insist", "currently", "not"):
        assert not trace(text.replace(word, word + "x", 1), [op_ed]).ok


@pytest.mark.parametrize(
    ("text", "page_words", "source_words"),
    [
        ("Over the heads of Europe and Ukrane", "Ukrane", "Ukraine"),
        ("Over the Heads of Europe", "Heads", "heads"),
        ("special military operations", "operations", "operation"),
        ("Putin will relish a summit", "will", "would"),
        ("it was very doubtful", "was", "is"),
        ("at Russia’s Russia’s mercy", "Russia's", ""),
        ("this noion", "noion", "notion"),
        ("would insitt", "insitt", "insist"),
        ("deply significant", "deply", "deeply"),
        ("Ukraine’s demilitarisation", "demilitarisation", "demilitarization"),
        ("highly-productive", "highly-productive", "highly productive"),
        ("wishlist", "wishlist", "wish list"),
        ("Moscow Washington condominium", "Moscow Washington", "Moscow-Washington"),
        ("cut back to 85,001 troops", "85,001", "85,000"),
    ],
)
def test_a_message_names_the_word_that_is_wrong(
    op_ed: Source, text: str, page_words: str, source_words: str
) -> None:
    found = trace(text, [op_ed])
    assert (found.page_words, found.source_words) == (page_words, source_words), found.message
