"""Texts and pages made up by rule, the same in every run: for the benchmark to read and check."""

import random
from pathlib import Path

from quotations.seed.source import Source

PROSE = "Plain words about *nothing in particular*, with [a link](index.md) and `code`, go on here."
# Words of a page to each of its quotations: this edition has 13,370 words and 168 quotations.
WORDS_TO_A_QUOTATION = 80
_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu bra cle dro fli gno".split()
_SPOILT = 4  # ways to spoil a quotation


def fragments(source: Source) -> list[str]:
    """Return quotable fragments of a text: the first words of its sentences that turn nothing."""
    found = []
    for paragraph in source.paragraphs:
        for sentence in paragraph.sentences:
            text = source.text[sentence.start : sentence.end]
            turned = source.language.turning_word(text)
            if not any(mark in text for mark in "“”?") and not turned:
                found.append(" ".join(text.split()[:9]).rstrip(".,"))
    return found


def page(number: int, words: list[str], quotations: int = 20) -> str:
    """Return a page of about 3 KB with so many quotations, all of which trace."""
    lines = [f"# Page {number}"]
    for at in range(quotations):
        quoted = words[(number * 7 + at) % len(words)]
        lines.append(f"The op-ed says “{quoted}”. {PROSE}")
    return "\n\n".join(lines) + "\n"


def pages(quotations: list[str], count: int) -> list[str]:
    """Return so many pages, the quotations dealt out among them."""
    return [
        "\n\n".join(
            [f"# Page {n}", *(f"The text says “{text}”. {PROSE}" for text in quotations[n::count])]
        )
        for n in range(count)
    ]


def hard_page(number: int, words: list[str]) -> str:
    """Return a page of about 22 quotations in all that Markdown has; every other one is wrong.

    It has hardly any other text.
    """
    listed = [words[(number * 7 + at) % len(words)] for at in range(22)]
    q = [f"{text} {number}" if at % 2 else text for at, text in enumerate(listed)]
    return f"""# The op-ed’s words, {number}

The op-ed says “{q[0]}”, *and* “{q[1]}”, and **“{q[2]}”**; {PROSE}[^1] “{q[3]}” is the op-ed’s too.

> {q[4]}

> {q[5]}
>
> — the op-ed

- The op-ed’s “{q[6]}”: `“no quotation”`, and the readers’ own.
- The op-ed’s “{q[7]}”.
    1. One: “{q[8]}”, the op-ed says.
    2. Two: “{q[9]}”, the op-ed says.

| the op-ed | says |
| --- | --- |
| “{q[10]}” | “{q[11]}” |
| “{q[12]}” | ‘{q[13]}’ |

!!! note "The op-ed"
    “{q[14]}” and “{q[15]}” stand in a box. {PROSE}

The op-ed
:   “{q[16]}” is one. “{q[17]}” is another.

### “{q[18]}” {{ #a-heading }}

The op-ed says <q>{q[19]}</q> &mdash; so. {PROSE}

The op-ed writes “{q[20]}”.

[^1]: The op-ed’s “{q[21]}”.
"""


def with_text(page: str, quotations: int) -> str:
    """Return a page with as much text below it as a page of so many quotations has here."""
    missing = quotations * WORDS_TO_A_QUOTATION - len(page.split())
    paragraph = " ".join([PROSE] * 5)
    return "\n\n".join([page, *[paragraph] * (missing // len(paragraph.split()))])


def seed(folder: Path, name: str, size: int, number: int = 0) -> Path:
    """Write a text of so many characters in a made-up language with English lists."""
    made = random.Random(number)
    vocabulary = ["".join(made.choices(_SYLLABLES, k=made.randint(1, 4))) for _ in range(8000)]
    paragraphs: list[str] = []
    length = 0
    while length < size:
        sentences = []
        for _ in range(made.randint(3, 7)):
            # Words as frequent as in any language: few of them stand everywhere.
            words = [vocabulary[int(8000 ** made.random()) - 1] for _ in range(made.randint(8, 25))]
            sentences.append(f"{' '.join(words).capitalize()}.")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 1
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    path.with_suffix(".toml").write_text('language = "en"\n', encoding="utf-8")
    return path


def quoted(path: Path, count: int) -> list[str]:
    """Return so many quotations of a text, of eight words each, spread over it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    step = max(1, len(lines) // count)
    found = []
    for number in range(count):
        words = lines[number * step % len(lines)].split(". ")[number // len(lines)].split()
        found.append(" ".join(words[:8]).rstrip("."))
    return found


def spoiled(texts: list[str]) -> list[str]:
    """Return quotations with something wrong in each, in the ways in which most are wrong."""
    return [_spoilt(text.split(), number, texts) for number, text in enumerate(texts)]


def _spoilt(words: list[str], number: int, texts: list[str]) -> str:
    middle = len(words) // 2
    ways = (
        [*words[:middle], "notwithstanding", *words[middle + 1 :]],
        [*words[:middle], f"{words[middle]}zz", *words[middle + 1 :]],
        [*words[: middle - 1], *words[middle + 1 :]],
        [*words, *texts[(number + 1) % len(texts)].split()],
    )
    return " ".join(ways[number % _SPOILT])
