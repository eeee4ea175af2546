"""The map: Ukraine within its internationally recognized borders, and the land of the demand."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from frame import figure

Line = list[list[float]]

OUTLINE = Path(__file__).with_name("outline.json")
WIDTH, HEIGHT = 320, 215
FINE = 10  # lines are drawn in whole tenths of the map's unit

FOUR = ("donetsk", "luhansk", "zaporizhzhia", "kherson")
REGIONS = ("crimea", *FOUR, "kursk")
UKRAINE = {"ukraine", "crimea", *FOUR}

# Each pattern differs from the others in direction and weight, so that no color is needed.
PATTERNS = {
    "crimea": '<path d="M0 0L60 60M60 0L0 60" stroke-width="9"/>',
    "four": '<path d="M-15 15L15-15M0 60L60 0M45 75L75 45" stroke-width="10"/>',
    "kursk": '<circle cx="15" cy="15" r="8"/><circle cx="45" cy="45" r="8"/>',
}
KEY = {
    "crimea": "<b>Crimea</b>: annexed by Russia in March 2014",
    "four": "<b>Luhansk, Donetsk, Zaporizhzhia, Kherson</b>: declared annexed by Russia in"
    " September 2022; in February 2025 Russia held none of them whole",
    "kursk": "<b>Kursk</b>, a region of Russia: entered by Ukrainian forces in August 2024; in"
    " February 2025 they held a small part of it",
}

# A name, where it ends or begins, and the place in the region that a line leads to. The names
# stand beside their regions: on a phone they are wider than these, and a pattern is no ground
# for letters.
NAMES = [
    ("Luhansk", "end", (244, 86), (277, 97)),
    ("Donetsk", "end", (226, 108), (262, 121)),
    ("Zaporizhzhia", "end", (200, 131), (228, 140)),
    ("Kherson", "end", (171, 152), (194, 154)),
    ("Crimea", "end", (171, 190), (200, 191)),
    ("Kursk", "start", (277, 22), (254, 30)),
]
STATES = [
    ("Ukraine", "middle", (112, 98)),
    ("Russia", "end", (317, 58)),
    ("Belarus", "middle", (94, 20)),
    ("Poland", "start", (3, 20)),
    ("Romania", "middle", (46, 168)),
]
KYIV = (145, 62)

TITLE = "Map of Ukraine and its neighbors"
DESCRIPTION = (
    "Ukraine within its internationally recognized borders. Four of its regions lie one after the"
    " other along its eastern and southern edge: Luhansk and Donetsk on the border with Russia,"
    " then Zaporizhzhia and Kherson on the coast. South of Kherson is the peninsula of Crimea."
    " North of Ukraine, across the border, is Russia’s Kursk region. No front line is drawn."
)
CAPTION = (
    "Borders are the internationally recognized ones, so Crimea and the four regions are drawn"
    " in Ukraine. No front line is drawn. Of the places with a pattern, the op-ed names Kursk"
    " alone. Outlines: Natural Earth, public domain, simplified."
)


def draw() -> str:
    """Return the map and its key."""
    patterns = "".join(
        f'<pattern id="figure-territory-{name}" width="60" height="60"'
        f' patternUnits="userSpaceOnUse">{marks}</pattern>'
        for name, marks in PATTERNS.items()
    )
    lines = json.loads(OUTLINE.read_text())
    everything = {area for line in lines for area in line["bounds"]} - {"kursk"}  # is in Russia
    borders = [line["points"] for line in lines if abroad(set(line["bounds"]))]
    shapes = [
        f'<path class="land" d="{outline(lines, everything)}"/>',
        f'<path class="border" d="{"".join(drawn(line) for line in borders)}"/>',
        f'<path class="ukraine" d="{outline(lines, UKRAINE)}"/>',
    ]
    for region in REGIONS:
        kind = "four" if region in FOUR else region
        shape = outline(lines, {region})
        shapes.append(
            f'<path class="{kind}" data-area="{region}" fill="url(#figure-territory-{kind})"'
            f' d="{shape}"/>'
        )
    body = f"""
<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="figure-territory-title"
 aria-describedby="figure-territory-description">
<title id="figure-territory-title">{TITLE}</title>
<desc id="figure-territory-description">{DESCRIPTION}</desc>
<defs>{patterns}</defs>
<g class="shapes" transform="scale({1 / FINE})">
{chr(10).join(shapes)}
</g>
<circle class="city" cx="{KYIV[0]}" cy="{KYIV[1]}" r="2"/>
<text class="state" x="{KYIV[0] + 5}" y="{KYIV[1] + 4}">Kyiv</text>
{chr(10).join(state(*of) for of in STATES)}
{chr(10).join(name(*of) for of in NAMES)}
</svg>
<ul class="key">
{chr(10).join(entry(*of) for of in KEY.items())}
</ul>"""
    return figure("territory", "Map", body, CAPTION)


def name(text: str, anchor: str, at: tuple[int, int], to: tuple[int, int]) -> str:
    """Return a region's name, and a line from it to a dot in the region."""
    gap = 3 if anchor == "end" else -3
    return (
        f'<path class="leader" d="M{at[0] + gap} {at[1] - 4}L{to[0]} {to[1]}"/>'
        f'<circle class="end" cx="{to[0]}" cy="{to[1]}" r="2.5"/>'
        f'<text class="region" x="{at[0]}" y="{at[1]}" text-anchor="{anchor}">{text}</text>'
    )


def state(text: str, anchor: str, at: tuple[int, int]) -> str:
    """Return a state's name."""
    return f'<text class="state" x="{at[0]}" y="{at[1]}" text-anchor="{anchor}">{text}</text>'


def entry(kind: str, words: str) -> str:
    """Return a line of the key, with a piece of the pattern it explains."""
    return (
        '<li><svg class="swatch" viewBox="0 0 300 180" aria-hidden="true">'
        f'<rect class="{kind}" width="300" height="180" fill="url(#figure-territory-{kind})"/>'
        f"</svg><span>{words}</span></li>"
    )


def abroad(bounds: set[str]) -> bool:
    """Tell whether a line parts two states neither of which is Ukraine."""
    states = {"ru" if area == "kursk" else area for area in bounds}
    return len(states) == 2 and not states & UKRAINE


def outline(lines: list[Any], areas: set[str]) -> str:
    """Return the outline of some areas as one: what two of them share is inside it."""
    edges = [line["points"] for line in lines if len(areas & set(line["bounds"])) % 2]
    return "".join(drawn(ring) + "z" for ring in joined(edges))


def joined(lines: Iterable[Line]) -> list[Line]:
    """Join lines end to end into rings."""
    left = [list(line) for line in lines]
    rings = []
    while left:
        ring = left.pop(0)
        while ring[0] != ring[-1]:
            onward = next(line for line in left if ring[-1] in (line[0], line[-1]))
            left.remove(onward)
            ring += onward[1:] if onward[0] == ring[-1] else onward[-2::-1]
        rings.append(ring)
    return rings


def drawn(line: Line) -> str:
    """Return a line as SVG draws it: a first point, then steps."""
    points = [(round(x * FINE), round(y * FINE)) for x, y in line]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}".replace(" -", "-") for a, b in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(steps).replace(" -", "-")
