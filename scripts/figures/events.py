"""What the two timelines show: the war up to the op-ed, and the documents before and after it."""

from datetime import date
from typing import NamedTuple

LAST = 98.0  # where a line ends, in per cent of its width


class Event(NamedTuple):
    """A day on the line, the day as it is written, what happened, how the mark looks, and where
    the op-ed speaks of it."""

    day: date
    when: str
    what: str
    look: str = "named"  # filled; or background (open), or main (filled, larger, and named)
    where: str = ""  # the paragraphs of the op-ed that speak of it


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


NOT_NAMED = "not in the op-ed"

WAR = [
    Event(
        date(1945, 2, 1),
        "February 1945",
        "Stalin, Roosevelt and Churchill meet at Yalta.",
        where="¶5",
    ),
    Event(
        date(2014, 3, 18),
        "18 March 2014",
        "Russia signs the annexation of Crimea.",
        "background",
        NOT_NAMED,
    ),
    Event(
        date(2022, 2, 24),
        "24 February 2022",
        "Russia begins its full-scale invasion of Ukraine."
        " Putin calls it a “special military operation”.",
        where="¶12",
    ),
    Event(
        date(2022, 3, 29),
        "29 March 2022",
        "Negotiators meet in Istanbul.",
        where="¶8, 9, 11 and 14",
    ),
    Event(  # the month is what the sources give; the mark is on its last day
        date(2022, 9, 30),
        "September 2022",
        "Russia declares four more regions annexed.",
        where="¶7",
    ),
    Event(
        date(2024, 6, 14),
        "14 June 2024",
        "Putin sets out terms in public.",
        "background",
        NOT_NAMED,
    ),
    Event(
        date(2024, 8, 6),
        "6 August 2024",
        "Ukrainian forces enter Russia’s Kursk region.",
        where="¶7",
    ),
    Event(
        date(2025, 2, 12),
        "12 February 2025",
        "<b>The call.</b> Trump and Putin speak by phone. The op-ed appears the next day.",
        "main",
        "¶1–4",
    ),
    Event(
        date(2025, 5, 9),
        "9 May 2025",
        "The 80th anniversary of the victory over Nazi Germany,"
        " still to come when the op-ed appeared.",
        where="¶5",
    ),
]
WAR_LINE = Line(
    date(2014, 1, 1),
    date(2025, 7, 1),
    18.0,
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
    "To scale from 2014. Filled numbers and a ¶: what the op-ed speaks of, not always with its"
    " date. Open numbers: background. The thick line begins with the invasion."
)

DOCUMENTS = [
    Event(
        date(2024, 6, 14),
        "14 June 2024",
        "Putin’s terms, in a speech at Russia’s foreign ministry.",
    ),
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
        "The record on this site ends, four years after the invasion began.",
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
