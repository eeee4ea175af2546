"""Whose words they are, and whose the page says they are: both ways."""

from collections.abc import Callable

import pytest

from quotations.check import PageResult

Check = Callable[[str], PageResult]
TRUMPS = "“We have also agreed to have our respective teams start negotiations”"
AUTHORS = "“a more pliable government in Kyiv”"

RIGHT = [
    f"Trump wrote {TRUMPS}.",
    f"Trump wrote: {TRUMPS}",
    f"{TRUMPS}, Trump added.",
    f"On Trump’s account there are talks: {TRUMPS}.",
    f"Trump and Putin spoke: {TRUMPS}.",
    f"Trump and Putin said {TRUMPS}.",
    f"- Trump\n- Trump again: {TRUMPS}",
    f"| Trump | {TRUMPS} |\n|---|---|\n| x | y |",
    f"Trump\n:   {TRUMPS}",
    f"### {TRUMPS} {{ #a .claim }}\n\nTrump is who says it.",
    f"---\ndescription: Trump, {TRUMPS}\n---\ntext",
    "“President Donald Trump wrote in a post on his social media platform”",
    "> We have also agreed to have our respective teams start negotiations immediately,\n>\n"
    "> — Trump",
    "Trump wrote:\n\n> We have also agreed to have our respective teams start negotiations",
    "A lone “inform” is also the author’s own.",
    "“To Run the World” is a title.",
    "The Soviet “sphere of influence”.",
    f"Putin wants {AUTHORS}.",
    f"The op-ed says Putin wants {AUTHORS}.",
    f"The author writes that Putin would want {AUTHORS}.",
    f"Putin did not say {AUTHORS}.",
    f"Trump never wrote {AUTHORS}; the author did.",
    f"What Trump said we do not know. The op-ed has {AUTHORS}.",
    "According to the author, " + AUTHORS,
    f"Radchenko’s phrase {AUTHORS}.",
]
UNATTRIBUTED = [
    f"There are talks: {TRUMPS}.",
    f"Putin and Zelensky are told of talks: {TRUMPS}.",
    f"Trump spoke.\n\n{TRUMPS}",
    f"- Trump\n- {TRUMPS}",
    f"| Trump | x |\n|---|---|\n| a | {TRUMPS} |",
    f"---\ndescription: On talks, {TRUMPS}\n---\nTrump",
    f"### {TRUMPS} {{ #a .claim }}\n\nNobody.\n\n### Trump",
    "The term “sphere of influence”.",
    "The view that “the time has come for our two countries to work together”.",
    "> We have also agreed to have our respective teams start negotiations",
]
MISATTRIBUTED = [
    f"Putin said {TRUMPS}, not Trump.",
    f"Putin said that {TRUMPS}; Trump",
    f"Putin has said: {TRUMPS}, Trump",
    f"Putin, speaking on Wednesday, said {TRUMPS}, Trump",
    f"{TRUMPS}, Putin said. Trump",
    f"{TRUMPS}, said Putin. Trump",
    f"{TRUMPS}, as Putin put it to Trump.",
    f"According to Putin, {TRUMPS}. Trump",
    f"In Putin’s words, {TRUMPS}. Trump",
    f"Putin’s phrase {TRUMPS}. Trump",
    f"Trump:\n\nPutin: {TRUMPS}",
    f"{TRUMPS} — Putin. Trump",
    f"Zelensky wrote {TRUMPS}. Trump",
    f"The author wrote {TRUMPS}. Trump",
    f"Putin says that he wants {AUTHORS}.",
    f"Putin said {AUTHORS}.",
    f"{AUTHORS}, Trump wrote.",
    f"Zelensky said {AUTHORS}.",
    "Trump said “the time has come for our two countries to work together”, the readout claims.",
    "> Putin would relish a summit with Trump\n>\n> — Putin",
]


@pytest.mark.parametrize("text", RIGHT)
def test_words_given_to_their_speaker_or_to_nobody_else_are_well(check: Check, text: str) -> None:
    assert [p.message for p in check(text).problems] == []


@pytest.mark.parametrize("text", UNATTRIBUTED)
def test_somebodys_words_need_their_speaker_nearby(check: Check, text: str) -> None:
    assert [p.verdict for p in check(text).problems] == ["unattributed"]


@pytest.mark.parametrize("text", MISATTRIBUTED)
def test_words_must_not_be_put_in_another_mouth(check: Check, text: str) -> None:
    assert [p.verdict for p in check(text).problems] == ["misattributed"]
