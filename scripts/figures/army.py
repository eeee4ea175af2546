"""Army sizes: two limits that were proposed for Ukraine, and two counts of what it had."""

from frame import figure

FULL = 68  # per cent of the line for the longest bar; its number stands in the rest

# By size: the number, what it is, whose it is, and how it is drawn.
SIZES = [
    (85_000, "Limit proposed by Russia", "April 2022; the number in the op-ed", "limit"),
    (
        196_000,
        "Ukraine’s active troops",
        "February 2022, by IISS, a research institute",
        "count",
    ),
    (250_000, "Limit proposed by Ukraine", "April 2022, in the same draft", "limit"),
    (880_000, "Ukraine’s forces", "January 2025, by Zelensky’s count", "count"),
]
ROUGH = {196_000}

CAPTION = (
    "To scale. Outlined bars: limits for Ukraine’s army in a draft of 15 April 2022, as the Wall"
    " Street Journal reported it. Solid bars: what Ukraine had. The two counts may not count the"
    " same; a week after the second Zelensky gave 800,000."
)


def draw() -> str:
    """Return the sizes as a list, each with its bar."""
    most = max(size for size, *_ in SIZES)
    rows = [
        f'<li class="{kind}"><b>{what}</b> <span class="whose">{whose}</span>'
        f'<span class="bar"><svg width="{FULL * size / most:.2f}%" height="20" aria-hidden="true">'
        f'<rect width="100%" height="100%"/></svg> '
        f'<span class="size">{"about " if size in ROUGH else ""}{size:,}</span></span></li>'
        for size, what, whose, kind in SIZES
    ]
    return figure("army", "Army sizes", "\n".join(["<ul>", *rows, "</ul>"]), CAPTION)
