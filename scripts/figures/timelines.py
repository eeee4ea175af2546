"""Two timelines to scale.

Each is a line with a numbered mark for every event, and the list of the events. The line has no
fixed width: places along it are in per cent, so a phone's and a sheet's are both to scale.
"""

from datetime import date

from events import (
    DOCUMENTS,
    DOCUMENTS_CAPTION,
    DOCUMENTS_DESCRIPTION,
    DOCUMENTS_LINE,
    DOCUMENTS_TITLE,
    WAR,
    WAR_CAPTION,
    WAR_DESCRIPTION,
    WAR_LINE,
    WAR_TITLE,
    Event,
    Line,
)
from frame import figure

ROOM = 7.2  # per cent that a number takes: 20 pixels on the narrowest screen
NUMBERS, AXIS, HEIGHT = 34, 76, 104  # in pixels from above


def draw_war() -> str:
    """Return the timeline of the war up to the op-ed."""
    strip = drawn("timeline", WAR_LINE, WAR, WAR_TITLE, WAR_DESCRIPTION, "the call")
    return figure("timeline", "Timeline", strip + listed(WAR), WAR_CAPTION)


def draw_documents() -> str:
    """Return the timeline of documents."""
    strip = drawn(
        "documents",
        DOCUMENTS_LINE,
        DOCUMENTS,
        DOCUMENTS_TITLE,
        DOCUMENTS_DESCRIPTION,
        "13 Feb 2025",
    )
    return figure(
        "documents", "Timeline of documents", strip + listed(DOCUMENTS), DOCUMENTS_CAPTION
    )


def listed(events: list[Event]) -> str:
    """Return the events in words."""
    return "\n".join(["<ol>", *(listing(event) for event in events), "</ol>"])


def listing(event: Event) -> str:
    """Return one event in words."""
    where = f' <span class="where">({event.where})</span>' if event.where else ""
    return f'<li class="{event.look}"><b>{event.when}</b> <span>{event.what}{where}</span></li>'


def drawn(
    name: str, line: Line, events: list[Event], title: str, description: str, main: str
) -> str:
    """Return the line, its ticks, and a numbered mark for each event."""
    parts = [
        f'<svg width="100%" height="{HEIGHT}" role="img" aria-labelledby="figure-{name}-title"'
        f' aria-describedby="figure-{name}-description">',
        f'<title id="figure-{name}-title">{title}</title>',
        f'<desc id="figure-{name}-description">{description}</desc>',
        stretch("axis", line.place(date.min) + 4 if line.before else 0, 100),
    ]
    if line.before:
        at = line.place(date.min)
        parts += [stretch("axis", 0, at + 2), tick(at, line.before)]
        parts += [bar("break", at + 2 + more, AXIS - 6, AXIS + 6) for more in (0, 2)]
        invasion = next(event.day for event in events if event.day.year == 2022)
        parts.append(stretch("invaded", line.place(invasion), 100))
    parts += [tick(line.place(day), words) for day, words in line.ticks]
    days = [line.place(event.day) for event in events]
    for number, (event, day, at) in enumerate(zip(events, days, apart(days), strict=True), 1):
        radius = 11.5 if event.look == "main" else 8.5
        parts.append(
            f'<g class="{event.look}" data-day="{event.day}">'
            f'<line class="leader" x1="{day:.2f}%" y1="{AXIS}" x2="{at:.2f}%" y2="{NUMBERS}"/>'
            f'<circle class="day" cx="{day:.2f}%" cy="{AXIS}" r="{radius / 2 - 1}"/>'
            f'<circle class="number" cx="{at:.2f}%" cy="{NUMBERS}" r="{radius}"/>'
            f'<text x="{at:.2f}%" y="{NUMBERS + 4}" text-anchor="middle">{number}</text></g>'
        )
        if event.look == "main":
            anchor = "end" if at > 80 else "middle"
            parts.append(
                f'<text class="name" x="{at + (4 if at > 80 else 0):.2f}%" y="14"'
                f' text-anchor="{anchor}">{main}</text>'
            )
    return "\n".join([*parts, "</svg>\n"])


def stretch(kind: str, start: float, end: float) -> str:
    """Return a stretch of the line."""
    return f'<line class="{kind}" x1="{start:.2f}%" y1="{AXIS}" x2="{end:.2f}%" y2="{AXIS}"/>'


def bar(kind: str, at: float, top: int, bottom: int) -> str:
    """Return a short upright line."""
    return f'<line class="{kind}" x1="{at:.2f}%" y1="{top}" x2="{at:.2f}%" y2="{bottom}"/>'


def tick(at: float, words: str) -> str:
    """Return a tick on the line and what it says."""
    return (
        bar("tick", at, AXIS, AXIS + 7)
        + f'<text x="{at:.2f}%" y="{AXIS + 22}" text-anchor="middle">{words}</text>'
    )


def apart(days: list[float]) -> list[float]:
    """Return where the numbers stand: near their days, and far enough from each other.

    Pushed to the right they are far enough apart, and pushed to the left too, hence also halfway.
    """
    right, left = list(days), list(days)
    for i in range(1, len(days)):
        right[i] = max(right[i], right[i - 1] + ROOM)
    for i in reversed(range(len(days) - 1)):
        left[i] = min(left[i], left[i + 1] - ROOM)
    places = [(a + b) / 2 for a, b in zip(left, right, strict=True)]
    limit = 100 - ROOM / 2
    for i in reversed(range(len(places))):
        places[i] = min(places[i], limit)
        limit = places[i] - ROOM
    return places
