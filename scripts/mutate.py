#!/usr/bin/env python3
"""Show that the check can fail: change every quotation on the site, and see each change caught.

Every quotation is changed, where it stands on its page, in every way that editors and machines get
quotations wrong. A changed text that is itself in the op-ed is no mutant and is not counted; an
independent few lines decide that. Prints a table, then whatever passed; exits with 1 if any did.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

from quotations import pages, source, whole
from quotations.check import Checked, Checker, PageText

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"[^\s—]+")
TURNING = "not cannot no none never nor neither hardly barely unless doubtful inconceivable".split()
HEDGES = "likely very almost perhaps potentially probably presumably preferably would seem".split()
# A bracket may stand in place of these, and of no other word.
REPLACEABLE = (
    "i we he she it they you him her us them me his its their our your my who whom whose which"
    " a an the this that these those himself"
).split()
HOMOGLYPHS = dict(zip("aeopcxyi", "аеорсхуі", strict=True))
SAID = (
    "{name} said that “{text}”.",
    "“{text}”, said {name}.",
    "“{text}”, {name} wrote.",
    "According to {name}, “{text}”.",
    "{name}’s words “{text}”.",
    "> {text}\n>\n> — {name}",
)


@dataclass(frozen=True)
class Mutant:
    """A changed quotation: what kind of change, and the text it comes to."""

    kind: str
    text: str
    marked: bool = False
    """Whether the change is in the marks: then it is wrong whatever words the op-ed has."""


def mutants(text: str, others: Iterable[str], native: str, outside: Iterable[str]) -> list[Mutant]:
    """Return every change of one line of a quotation.

    `others` are quotations to stitch on, `native` is a word of the op-ed, `outside` are texts that
    stand in the seed's file and not in the op-ed.
    """
    found: list[Mutant] = []
    words = list(WORD.finditer(text))
    for match in words:
        if not match[0].startswith("["):
            found += _word_mutants(text, match, native)
    for one, other in pairwise(words):
        between = text[one.end() : other.start()]
        swapped = text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
        found.append(Mutant("neighbors swapped", swapped))
    if len(words) > 3:
        cut = words[len(words) // 2].start()
        turned = f"{text[cut:].strip()} […] {text[:cut].strip()}"
        found.append(Mutant("parts in the wrong order", turned, marked=True))
    if text.endswith("?"):
        found.append(Mutant("a question made a statement", f"{text[:-1]}.", marked=True))
    found += [Mutant("two quotations stitched", f"{text} {other}") for other in others]
    found += [Mutant("from the fundraising message", line) for line in outside]
    return found


def _word_mutants(text: str, match: re.Match[str], native: str) -> Iterator[Mutant]:
    word = match[0]
    core = word.strip(".,;:!?()“”‘’'\"")
    if not core:
        return
    at = text.index(core, match.start())
    before, after = text[:at], text[at + len(core) :]
    lower = core.lower()

    def put(kind: str, new: str, marked: bool = False) -> Mutant:
        return Mutant(kind, before + new + after, marked)

    dropped = re.sub(r"\s+", " ", f"{text[: match.start()]} {text[match.end() :]}").strip()
    yield Mutant("a word dropped", dropped)
    yield put("a word doubled", f"{core} {core}")
    yield put("a word replaced by a strange one", "notwithstanding")
    yield put("a word replaced by one of the op-ed’s", native)
    yield put("a word added", f"{core} {native}")
    yield put("a negation added", f"not {core}")
    yield put("a hedge added", f"perhaps {core}")
    yield put("a plural", f"{core}s")
    yield put("a word cut", core[:-1])
    yield put("a letter changed", ("e" if core[0] != "e" else "o") + core[1:])
    yield put("case changed", core.swapcase())
    yield put("a character hidden", f"{core[:1]}\u200b{core[1:]}")
    if before.strip():
        yield put("a capital inside", core[0].swapcase() + core[1:])
    if after.startswith(" "):
        yield put("a comma added", f"{core},")
    if re.match(r"[,;:] ", after):
        yield Mutant("a comma dropped", before + core + after[1:])
    if lower not in REPLACEABLE:
        yield put("a bracket in place of a word", "[demands]", marked=True)
    glyph = next((letter for letter in core if letter in HOMOGLYPHS), None)
    if glyph:
        yield put("a letter of another script", core.replace(glyph, HOMOGLYPHS[glyph], 1))
    if re.fullmatch(r"\$?\d[\d,.]*\w*", core):
        yield put("a number changed", re.sub(r"\d", lambda d: str(9 - int(d[0])), core))
    if lower in TURNING:
        yield Mutant("a negation dropped", dropped)
        if before.strip() and after.strip(".,?! "):
            yield put("an omission hides a turning word", "[…]", marked=True)
    if lower in HEDGES:
        yield Mutant("a hedge dropped", dropped)


def is_quotable(text: str, paragraphs: Iterable[str]) -> bool:
    """Whether a text is in the op-ed after all, its brackets and its closing stop aside."""
    pieces = [_plain(piece).strip() for piece in re.split(r"\[[^\]]*\]", text)]
    pieces[-1] = re.sub(r"[.,]?('*)[.,]?$", r"\1", pieces[-1])
    wanted = [re.escape(piece) for piece in pieces if piece]
    if not wanted:
        return False
    wanted[0] = re.sub(
        r"^(\W*)(\w)", lambda m: f"{m[1]}[{m[2].lower()}{m[2].upper()}]", wanted[0], count=1
    )
    before = r"(?<!\w)(?<!\w['-])" if pieces[0][:1].isalnum() else ""
    after = r"(?!\w)(?!['.-]\w)" if pieces[-1][-1:].isalnum() else ""
    pattern = before + ".*?".join(wanted) + after
    return any(re.search(pattern, paragraph) for paragraph in paragraphs)


def _plain(text: str) -> str:
    text = re.sub(r"[“”‘’\"]", "'", text)
    return re.sub(r"\s*—\s*", "—", re.sub(r"\s+", " ", text))


@dataclass
class Trial:
    """Puts mutants before the check and counts what became of them."""

    sources: tuple[source.Source, ...]
    counted: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    survivors: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, page, text) of what the check let through."""

    def __post_init__(self) -> None:
        self.checker = Checker(self.sources)
        op_ed = self.sources[0]
        self.paragraphs = [_plain(op_ed.text[p.start : p.end]) for p in op_ed.paragraphs]
        self.words = sorted(op_ed.vocabulary)
        self.outside = [line for line in op_ed.left_out.split("\n") if line.strip()]

    def try_words(self, page: PageText, checked: Checked, others: list[str], every: int) -> None:
        """Try the mutants of a quotation where it stands on its page, one in `every` of a kind.

        A mutant that is caught only for want of its speaker's name is not caught.
        """
        for number, line in enumerate(checked.quotation.text.split("\n")):
            native = self.words[len(line) * 31 % len(self.words)]
            for mutant in mutants(line, others, native, self.outside):
                if mutant.text == line or (
                    not mutant.marked and is_quotable(mutant.text, self.paragraphs)
                ):
                    continue
                self.offered[mutant.kind] += 1
                if (self.offered[mutant.kind] - 1) % every:
                    continue
                problems = self.checker.check(put_in(page, checked, number, mutant.text)).problems
                verdicts = {problem.verdict for problem in problems}
                self._count(mutant, page.page, bool(verdicts - {"unattributed", "misattributed"}))

    def try_speakers(self, page: PageText, text: str, others: list[str]) -> None:
        """Try every way of giving a quotation to somebody else, in so many words."""
        for name in others:
            for form in SAID:
                said = form.format(name=name, text=text)
                body = f"<p>{escape(said)}</p>"
                if form.startswith(">"):
                    body = f"<blockquote><p>{escape(text)}</p><p>— {name}</p></blockquote>"
                problems = self.checker.check(PageText(page.page, said, body)).problems
                caught = any(problem.verdict == "misattributed" for problem in problems)
                self._count(Mutant("given to another speaker", said), page.page, caught)

    def _count(self, mutant: Mutant, page: str, caught: bool) -> None:
        self.counted[mutant.kind] += 1
        if not caught:
            self.survivors.append((mutant.kind, page, mutant.text))


def put_in(page: PageText, checked: Checked, number: int, text: str) -> PageText:
    """Return a page with other words in one line of a quotation, everything else as it is."""
    quotation = checked.quotation
    if quotation.flow.element.startswith("@"):  # a title, a description, a text that is read out
        old, new = quotation.text, text
        texts = tuple((key, value.replace(old, new)) for key, value in page.texts)
        html = page.html.replace(escape(old), escape(new))
        return page._replace(texts=texts, html=html)
    start, end = quotation.spans[number]
    return page._replace(html=page.html[:start] + escape(text) + page.html[end:])


def run(every: int = 1) -> Trial:
    """Try the mutants of every quotation on the site; raise ValueError where it does not pass."""
    sources = source.read(ROOT / "seeds")
    outcome = whole.check_site(pages.load(ROOT / "mkdocs.yml"), sources)
    if outcome.problems:
        raise ValueError("the site does not pass the check; mend that first")
    trial = Trial(sources)
    for result in outcome.results:
        for checked, following in pairwise([*result.checked, *result.checked[:1]]):
            text, other = checked.quotation.text, following.quotation.text.split("\n")[0]
            trial.try_words(result.page, checked, [other], every)
            speakers = {key for place in checked.trace.places for key in place.speakers}
            people = sources[0].speakers.items()
            strangers = [person.name for key, person in people if key not in speakers]
            trial.try_speakers(result.page, text.split("\n")[0], strangers[::every])
    return trial


def main() -> int:
    """Try every mutant of every quotation on the site; return 1 when one passes."""
    try:
        trial = run()
    except (ValueError, source.SourceError, pages.ConfigError) as error:
        print(f"mutate: {error}", file=sys.stderr)
        return 2
    passed = Counter(kind for kind, _, _ in trial.survivors)
    for kind, count in sorted(trial.counted.items()):
        print(f"{kind:38} {count:6} mutants, {count - passed[kind]:6} caught")
    for kind, page, text in trial.survivors:
        print(f"passes: {page}: {kind}: “{text[:200]}”")
    total = trial.counted.total()
    print(f"{total} mutants, {total - len(trial.survivors)} caught")
    return 1 if trial.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
