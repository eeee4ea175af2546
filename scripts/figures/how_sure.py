"""How sure the op-ed sounds of each demand, in its own words."""

from frame import figure

# What each mark stands for: how much of it is filled says the same as the word.
MARKS = {
    "sure": '<circle cx="8" cy="8" r="6.5"/><circle class="full" cx="8" cy="8" r="6.5"/>',
    "hedged": '<circle cx="8" cy="8" r="6.5"/><path class="full" d="M8 1.5a6.5 6.5 0 0 0 0 13z"/>',
    "open": '<circle cx="8" cy="8" r="6.5"/>',
}

# The op-ed's number for the demand is on its page. Here: the demand, then how sure the op-ed
# sounds, of what, and the words that say so.
DEMANDS = [
    (
        "Territory",
        [
            ("sure", "of the land:", "“He would insist”"),
            ("sure", "of Kursk:", "“It goes without saying”"),
        ],
    ),
    (
        "Neutrality",
        [
            ("sure", "of neutrality:", "“Equally important would be”"),
            ("hedged", "on guarantees:", "“would likely agree only to”"),
            ("hedged", "on peacekeepers:", "“it is very doubtful”"),
        ],
    ),
    (
        "Demilitarization",
        [
            ("sure", "of the demand:", "“Putin’s insistence”"),
            ("hedged", "on what it means:", "“can be gleaned from”"),
        ],
    ),
    ("Leadership", [("hedged", "on Zelensky’s removal:", "“would almost certainly require”")]),
    (
        "Language and memory",
        [("open", "as no phrase tells how sure it is; the issue is", "“deeply significant”")],
    ),
    (
        "Sanctions",
        [
            ("sure", "of the demand:", "“Putin will seek relief”"),
            ("open", "on what he would give for it:", "“The real question is whether”"),
        ],
    ),
]

CAPTION = (
    "Sure: said without a hedge. Hedged: softened by a word. Open: left unsaid or asked. The words"
    " are the op-ed’s, the sorting is ours. It shows how firmly the op-ed puts a thing, not how"
    " likely the thing is."
)


def draw() -> str:
    """Return the demands as a list."""
    rows = [
        f'<li><b class="demand">{demand}</b>\n<ul>\n'
        + "\n".join(phrase(*said) for said in phrases)
        + "\n</ul></li>"
        for demand, phrases in DEMANDS
    ]
    return figure(
        "how-sure",
        "How sure the op-ed sounds of each demand",
        "\n".join(["<ul>", *rows, "</ul>"]),
        CAPTION,
    )


def phrase(sureness: str, of: str, words: str) -> str:
    """Return one phrase with the mark and the word for how sure it sounds."""
    return (
        f'<li class="{sureness}"><svg viewBox="0 0 16 16" width="16" height="16"'
        f' aria-hidden="true">{MARKS[sureness]}</svg>'
        f' <span class="phrase"><span class="how"><b>{sureness}</b> {of}</span>'
        f' <span class="words">{words}</span></span></li>'
    )
