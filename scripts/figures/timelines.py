"""Two timelines to scale: the war up to the op-ed, and the documents before and after it.

Each is a line with a numbered mark for every event, and the list of the events. The line has no
fixed width: places along it are in per cent, so a phone's and a sheet's are both to scale.
"""

from datetime import date
from typing import NamedTuple

from frame import figure

LAST = 98.0  # where the line ends, in per cent of its width
ROOM = 7.2  # per cent that a number takes: 20 pixels on the narrowest screen
NUMBERS, AXIS, HEIGHT = 34, 76, 104  # in pixels from above


class Event(NamedTuple):
    """A day on the line, the day as it is written, what happened, and how the mark looks."""

    day: date
    when: str
    what: str
    look: str = "named"  # filled; or background (open), or main (filled, larger, and named)


class Line(NamedTuple):
    """A stretch of time, what may stand before a break in it, and its ticks."""

    first: date
    last: date
    start: float  # where in per cent the first day is
    ticks: list[tuple[date, str]]
    before: str = ""  # the year that stands before the break

    def place(self, day: date) -> float:
        """Return where a day is on the line, in per cent."""
        if day < self.first:
            return self.start / 3  # to scale it would be far outside the page
        part = (day - self.first) / (self.last - self.first)
        return self.start + part * (LAST - self.start)


NOT_NAMED = ' <span class="aside">(not in the op-ed)</span>'

WAR = [
    Event(date(1945, 2, 1), "February 1945", "Stalin, Roosevelt and Churchill meet at Yalta."),
    Event(
        date(2014, 3, 18),
        "18 March 2014",
        "Russia signs the annexation of Crimea" + NOT_NAMED + ".",
        "background",
    ),
    Event(
        date(2022, 2, 24),
        "24 February 2022",
        "Russia begins its full-scale invasion of Ukraine."
        " Putin calls it a “special military operation”.",
    ),
    Event(date(2022, 3, 29), "29 March 2022", "Negotiators meet in Istanbul."),
    Event(  # the month is what the sources give; the mark is on its last day
        date(2022, 9, 30), "September 2022", "Russia declares four more regions annexed."
    ),
    Event(
        date(2024, 6, 14),
        "14 June 2024",
        "Putin sets out terms in public" + NOT_NAMED + ".",
        "background",
    ),
    Event(date(2024, 8, 6), "6 August 2024", "Ukrainian forces enter Russia’s Kursk region."),
    Event(
        date(2025, 2, 12),
        "12 February 2025",
        "<b>The call.</b> Trump and Putin speak by phone. The op-ed appears the next day.",
        "main",
    ),
    Event(
        date(2025, 5, 9),
        "9 May 2025",
        "The 80th anniversary of the victory of 1945, still to come when the op-ed appeared.",
    ),
]
WAR_LINE = Line(
    date(2014, 1, 1),
    date(2025, 7, 1),
    16.5,
    [(date(year, 1, 1), str(year)) for year in range(2014, 2025, 2)],
    "1945",
)
WAR_TITLE = "Timeline from 2014 to 2025, to scale, after 1945 and a break"
WAR_DESCRIPTION = (
    "Nine numbered marks, listed below. One stands before the break, one in 2014. Then eight years"
    " are empty; three marks follow in 2022, two in 2024 and two in 2025, the first of which, the"
    " call of 12 February 2025, is the largest. The line is thick from 24 February 2022 on."
)
WAR_CAPTION = (
    "To scale from 2014. Filled numbers: what the op-ed speaks of, not always with its date. Open"
    " numbers: background that it does not name. The thick line begins with the invasion."
)

DOCUMENTS = [
    Event(date(2024, 6, 14), "14 June 2024", "Putin’s terms, in a speech in Moscow."),
    Event(date(2025, 2, 13), "13 February 2025", "<b>The op-ed</b> appears.", "main"),
    Event(
        date(2025, 4, 17),
        "17 April 2025",
        "An American text, given to Europeans in Paris. Reuters published it on 25 April.",
    ),
    Event(
        date(2025, 4, 23),
        "23 April 2025",
        "The European and Ukrainian answer, given in London. Reuters published it too.",
    ),
    Event(
        date(2025, 6, 2),
        "2 June 2025",
        "Russia’s memorandum, handed over in Istanbul, and Ukraine’s, sent to Moscow before.",
    ),
    Event(
        date(2025, 11, 20),
        "20 November 2025",
        "An American draft of 28 points, handed to Zelensky. The press published it.",
    ),
    Event(
        date(2025, 11, 23),
        "23 November 2025",
        "A European counter-text, as seen by Reuters.",
    ),
    Event(
        date(2025, 12, 23),
        "23 December 2025",
        "A draft of 20 points, read out by Zelensky.",
    ),
    Event(
        date(2026, 2, 24),
        "24 February 2026",
        "The record on this site ends, four years after the invasion.",
        "background",
    ),
]
DOCUMENTS_LINE = Line(
    date(2024, 6, 1),
    date(2026, 3, 1),
    2.0,
    [
        (date(2024, 7, 1), "July"),
        (date(2025, 1, 1), "2025"),
        (date(2025, 7, 1), "July"),
        (date(2026, 1, 1), "2026"),
    ],
)
DOCUMENTS_TITLE = "Timeline of documents from June 2024 to February 2026, to scale"
DOCUMENTS_DESCRIPTION = (
    "Nine numbered marks, listed below. One is in June 2024. Eight months later comes the largest,"
    " the op-ed of 13 February 2025. Two follow in April 2025, one in June, three between 20"
    " November and 23 December. The last mark, in February 2026, ends the record."
)
DOCUMENTS_CAPTION = (
    "To scale. None of the texts after the op-ed was signed. Washington published neither of the"
    " American ones; the press did."
)


def draw_war() -> str:
    """Return the timeline of the war up to the op-ed."""
    strip = drawn("timeline", WAR_LINE, WAR, WAR_TITLE, WAR_DESCRIPTION, "the call")
    return figure("timeline", strip + listed(WAR), WAR_CAPTION)


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
    return figure("documents", strip + listed(DOCUMENTS), DOCUMENTS_CAPTION)


def listed(events: list[Event]) -> str:
    """Return the events in words."""
    items = [f'<li class="{e.look}"><b>{e.when}</b> <span>{e.what}</span></li>' for e in events]
    return "\n".join(["<ol>", *items, "</ol>"])


def drawn(
    name: str, line: Line, events: list[Event], title: str, description: str, main: str
) -> str:
    """Return the line, its ticks, and a numbered mark for each event."""
    parts = [
        f'<svg width="100%" height="{HEIGHT}" role="img" aria-labelledby="figure-{name}-title"'
        f' aria-describedby="figure-{name}-description">',
        f'<title id="figure-{name}-title">{title}</title>',
        f'<desc id="figure-{name}-description">{description}</desc>',
        stretch("axis", line.start if line.before else 0, 100),
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
        radius = 10.5 if event.look == "main" else 9
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
    return bar("tick", at, AXIS, AXIS + 7) + f'<text x="{at:.2f}%" y="{AXIS + 22}" text-anchor="middle">{words}</text>'


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
