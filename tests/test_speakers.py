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
    f"Of Putin the op-ed says {AUTHORS}.",
    f"Trump was told of {AUTHORS}.",
    f"Trump wrote a post, and the op-ed calls it {AUTHORS}.",
    f"Trump spoke of peace. {AUTHORS} is the author’s phrase.",
    f"Trump wrote “inform”; {AUTHORS} is the author’s.",
    f"Putin, the op-ed holds, wants {AUTHORS}.",
    f"What would Putin want? {AUTHORS}, the op-ed says.",
    f"Trump wrote “the power of the dollar”, which the op-ed sets beside {AUTHORS}.",
    "According to the Russian readout, “Putin ‘supported’ Trump’s view”.",
    "Putin calls it “a ‘special military operation’”.",
    "“to ‘inform’ him”, Trump promised.",
    "According to the op-ed, Trump spoke of “the power of the dollar”.",
    "Trump wrote:\n\n> We have also agreed to have our respective teams start negotiations\n>\n"
    "> — the op-ed",
    "The author calls Trump’s post “only hubris”.",
    "The author finds in Trump’s statement “only hubris”.",
    "For the author, Trump’s message was “only hubris”.",
    "The passage about Putin says: “would relish a summit”.",
    f"Critics of Putin say {AUTHORS}.",
    "Putin’s terms: “recognition”, “permanent neutrality”.",
    "Putin’s terms are “recognition (including by Ukraine)”.",
    "Zelensky’s term (“electoral legitimacy”) ran to May 2024.",
    "Trump’s post was “rambling”, the author says.",
    "The author’s word for Trump’s post is “rambling”.",
    "A judgment on Trump’s statement: “only hubris”.",
    "Trump’s post (“rambling”) ran to several paragraphs.",
    "“little strength” (in Trump’s post).",
    "“He” (Putin) “would insist on keeping all the territories”.",
    "“him” (Putin) and “someone” (Zelensky)",
    "“currently in Europe” (Vance).",
    "“The Russian leader” — Putin.",
    "“claimed” (the Russian readout, Trump), “noting” (Kallas), “insisted” (Zelensky)",
    "In ¶2 the op-ed writes “supported” in quotation marks: the word is the Russian readout’s.",
    "The op-ed’s phrase “special military operation” is Putin’s.",
    "The author writes “sphere of influence” as a Soviet term.",
    "When Trump announced the talks, “Europe reacted with barely concealed dismay”.",
    "“only hubris” — Trump said more than that.",
    "“repeatedly rejected”; Zelensky said so on 1 February.",
    "“permanent neutrality”; Putin said the same on 14 June 2024.",
    "“withdraw from Kursk” (Zelensky said on 11 February that he would swap it).",
    "“formally annexed” (Putin announced it in September 2022).",
    "Putin announced the annexation of four regions, “formally annexed” in the op-ed’s words.",
    "Trump announced talks without Kyiv: “plainly humiliated”, the op-ed says of Zelensky.",
    "Zelensky announced the operation in Kursk in August 2024, “some months ago”.",
    "Trump wrote it “in a post on his social media platform”.",
    "The op-ed says that Zelensky had insisted that “the only way to bring this war to an end”.",
    "It was not Putin who said “the power of the dollar”, but Trump.",
    "Not Putin’s but Trump’s words: “the power of the dollar”.",
    *(
        form.format(AUTHORS)
        for form in (
            "{}, said of Putin.",
            "{} — said of Putin.",
            "{}, written of Putin in the op-ed.",
            "Speaking of Putin: {}",
            "Trump announced talks that would leave Kyiv with {}.",
            "Putin says peace and means {}.",
            "Putin has said he wants peace, but he wants {}.",
            "The deal Trump announced rests on {}.",
            "Before Putin said anything, there was {}.",
            "Trump promised, the op-ed warns, {}.",
            "Putin calls for {}.",
            "Putin has long called for {}.",
            "Putin calls on Ukraine to accept {}.",
            "Trump called off the talks over {}.",
            "Putin puts Ukraine under {}.",
            "Putin adds a third demand: {}.",
            "Putin answers with {}.",
            "Putin lays claim to {}.",
            "Unlike Trump’s post, {} is the author’s.",
            "Trump’s post is one thing, {} another.",
            "In Trump’s post there is no {}.",
            "Trump’s promise and {}.",
            "Putin’s claim to {}.",
            "{} Trump posts do not mention.",
            "{}, Putin’s words do not include.",
            "Nowhere does Putin say {}.",
            "Neither Trump nor Putin said {}.",
            "Did Putin say {}?",
            "If Putin said {}, it is not known.",
            "Putin refuses to say {}.",
            "Putin failed to say {}.",
            "Putin denies having said {}.",
            "{}, Trump told nobody.",
        )
    ),
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
    f"- <span hidden>Trump</span> {TRUMPS}",
    f"- ![Trump](x.png) {TRUMPS}",
    f"- <span title='Trump'>x</span> {TRUMPS}",
    f"“Would Trump agree?” {TRUMPS}",
    f"- {TRUMPS}\n\n    > Putin would relish a summit with Trump",
    "<p hidden>Trump wrote:</p><blockquote><p>We have also agreed to have our respective teams"
    " start negotiations</p></blockquote>",
]
MISATTRIBUTED = [
    f"The author wrote {TRUMPS}.",
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
    f"Putin says that he wants {AUTHORS}.",
    f"Putin said {AUTHORS}.",
    f"{AUTHORS}, Trump wrote.",
    f"Zelensky said {AUTHORS}.",
    "Trump said “the time has come for our two countries to work together”, the readout claims.",
    "> Putin would relish a summit with Trump\n>\n> — Putin",
    f"Putin said\n{AUTHORS}",
    f"Putin said that\n{TRUMPS}, Trump.",
    "Putin said “This was his original plan for what he still calls a ‘special military operation,’"
    " before it was bravely thwarted by the Ukrainians”.",
    "According to Franklin D. Roosevelt, “or else the summit would fail”.",
    f"The Russian leader said {AUTHORS}.",
    *(
        form.format(AUTHORS)
        for form in (
            "{}, President Putin said.",
            "{}, said President Putin.",
            "{}, according to Putin.",
            "{}, in Putin’s words.",
            "{}, to quote Putin.",
            "{} (Putin).",
            "{} - Putin",
            "{} (as Putin says).",
            "{} is what Putin said.",
            "{} was said by Putin.",
            "{} is Putin’s phrase.",
            "President Putin: {}",
            "Said Putin: {}",
            "A phrase used by Putin: {}",
            "a quote from Putin: {}",
            "In the words of Putin: {}",
            "Putin was quoted as saying {}",
            "Putin said (in Moscow) that {}",
            "Putin said — {}",
            "Putin said in the U.S. that {}",
            "Putin says in ¶9: {}",
            "Putin (2025): {}",
            "Putin : {}",
            "Trump wrote of “the power of the dollar” and {}",
            "Putin argued that {}",
            "Putin insisted that {}",
            "Putin has warned of {}",
        )
    ),
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
