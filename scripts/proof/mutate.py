#!/usr/bin/env python3
"""Show that the check can fail: change every quotation on the site, and see each change caught.

    .venv/bin/python scripts/proof/mutate.py

Every quotation is changed, where it stands on its page, in every way that editors and machines get
quotations wrong. A changed text that is itself in the op-ed is no mutant and is not counted; an
independent few lines decide that. Prints a table, then whatever passed; exits with 1 if any did.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a program too

from proof.mutants import Mutant, Words, is_quotable, mutants, numbers_cut, plain
from quotations.check import Checker, check_site
from quotations.model import Checked, InputError, PageResult, PageText
from quotations.page import site
from quotations.page.html import read_html
from quotations.seed.read import read, read_source
from quotations.seed.source import Source
from quotations.show.tree import text_nodes

ROOT = Path(__file__).resolve().parents[2]
# Ways to give words to somebody, as HTML: in a sentence, by a label, by what heads or signs them.
SAID = (
    "<p>{name} said that “{text}”.</p>",
    "<p>{name} said “{text}”</p>",
    "<p>{name} demanded “{text}”</p>",
    "<p>“{text}”, said {name}.</p>",
    "<p>“{text}”, {name} wrote.</p>",
    "<p>According to {name}, “{text}”.</p>",
    "<p>{name}’s words “{text}”.</p>",
    "<p>{name}: “{text}”</p>",
    "<ul><li>{name}: “{text}”</li></ul>",
    "<h3>What {name} said</h3><blockquote><p>{text}</p></blockquote>",
    "<h3>{name}</h3><p>“{text}”</p>",
    "<table><tr><td>{name}</td><td>“{text}”</td></tr></table>",
    "<dl><dt>{name}</dt><dd>“{text}”</dd></dl>",
    '<div class="admonition quote"><p class="admonition-title">{name}</p><p>{text}</p></div>',
    "<blockquote><p>{text}</p><p>— {name}</p></blockquote>",
    "<blockquote><p>{text}</p></blockquote><p><em>{name}</em></p>",
)
SPEAKERS = "given to another speaker"


@dataclass
class Trial:
    """Puts mutants before the check and counts what became of them."""

    sources: tuple[Source, ...]
    counted: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    survivors: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, page, text) of what the check let through."""

    def __post_init__(self) -> None:
        self.checker = Checker(self.sources)
        self.paragraphs = [
            plain(s.text[p.start : p.end]) for s in self.sources for p in s.paragraphs
        ]
        self.words = sorted({word for source in self.sources for word in source.vocabulary})
        lines = [line for source in self.sources for line in source.left_out.split("\n")]
        self.outside = [line for line in lines if line.strip()]

    def try_words(self, page: PageText, checked: Checked, others: list[str], every: int) -> None:
        """Try the mutants of a quotation where it stands on its page, one in `every` of a kind.

        A mutant that is caught only for want of its speaker's name is not caught.
        """
        for number, line in enumerate(checked.quotation.text.split("\n")):
            native = self.words[len(line) * 31 % len(self.words)]
            for mutant in mutants(line, Words(native, others, self.outside, self._is_once)):
                if mutant.text == line or (
                    not mutant.marked and is_quotable(mutant.text, self.paragraphs)
                ):
                    continue
                self.offered[mutant.kind] += 1
                if (self.offered[mutant.kind] - 1) % every:
                    continue
                problems = self.checker.check(put_in(page, checked, number, mutant.text)).problems
                verdicts = {problem.verdict for problem in problems}
                self._count(mutant, page.path, bool(verdicts - {"unattributed", "misattributed"}))

    def try_speakers(self, page: str, text: str, others: list[str]) -> None:
        """Try every way of giving a quotation to somebody else, in so many words."""
        for name in others:
            for form in SAID:
                body = form.format(name=escape(name), text=escape(text))
                problems = self.checker.check(PageText(page, body, body)).problems
                # Somebody's words whose speaker nothing names are refused for that, whoever is.
                caught = any(p.verdict in ("misattributed", "unattributed") for p in problems)
                self._count(Mutant(SPEAKERS, body), page, caught)

    def try_numbers(self, source: Source) -> None:
        """Try to cut the numbers of a text that has more kinds of them than the op-ed."""
        checker = Checker([source])
        for paragraph in source.paragraphs:
            for mutant in numbers_cut(source.text[paragraph.start : paragraph.end]):
                body = f"<p>“{escape(mutant.text)}”</p>"
                caught = bool(checker.check(PageText(source.id, body, body)).problems)
                self._count(mutant, source.id, caught)

    def _is_once(self, text: str) -> bool:
        wanted = plain(text).strip().lower()
        return sum(paragraph.lower().count(wanted) for paragraph in self.paragraphs) <= 1

    def _count(self, mutant: Mutant, page: str, caught: bool) -> None:
        self.counted[mutant.kind] += 1
        if not caught:
            self.survivors.append((mutant.kind, page, mutant.text))


def put_in(page: PageText, checked: Checked, number: int, text: str) -> PageText:
    """Return a page with other words in one line of a quotation, everything else as it is."""
    quotation = checked.quotation
    if quotation.run.block.element.startswith(
        "@"
    ):  # a title, a description, a text that is read out
        old, new = quotation.text, text
        texts = tuple(value.replace(old, new) for value in page.texts)
        return replace(page, texts=texts, html=page.html.replace(escape(old), escape(new)))
    body = read_html(page.html)
    run, start, end = quotation.parts[number]
    nodes = text_nodes(body.runs[run.index], start, end)
    nodes[0].insert_before(text)
    for node in nodes:
        node.remove()
    return replace(page, html=body.root.inner_html or "")


def run(every: int = 1) -> Trial:
    """Try the mutants of every quotation on the site; raise ValueError where it does not pass."""
    sources = read(ROOT / "seeds")
    results: list[PageResult] = []
    outcome = check_site(site.load(ROOT / "mkdocs.yml"), sources, use=results.append)
    if outcome.problems:
        raise ValueError("the site does not pass the check; mend that first")
    trial = Trial(sources)
    for result in results:
        for checked, following in pairwise([*result.checked, *result.checked[:1]]):
            text, other = checked.quotation.text, following.quotation.text.split("\n")[0]
            trial.try_words(result.page, checked, [other], every)
            speakers = {person for place in checked.trace.places for person in place.speakers}
            stands_in = {part.source for place in checked.trace.places for part in place.parts}
            quoted = [source for source in sources if source.id in stands_in]
            people = [p for s in quoted for p in s.people if p not in (*s.owners, *speakers)]
            strangers = [person.name for person in people]
            trial.try_speakers(result.page.path, text.split("\n")[0], strangers[::every])
    trial.try_numbers(read_source(ROOT / "tests" / "seeds" / "numbers.txt"))
    return trial


def main() -> int:
    """Try every mutant of every quotation on the site; return 1 when one passes."""
    try:
        trial = run()
    except (ValueError, InputError) as error:
        print(f"mutate: {error}", file=sys.stderr)
        return 2
    passed = Counter(kind for kind, _, _ in trial.survivors)
    for kind, count in sorted(trial.counted.items()):
        print(f"{kind:46} {count:6} mutants, {count - passed[kind]:6} caught")
    for kind, page, text in trial.survivors:
        print(f"passes: {page}: {kind}: “{text[:200]}”")
    total = trial.counted.total()
    print(f"{total} mutants, {total - len(trial.survivors)} caught")
    return 1 if trial.survivors else 0


if __name__ == "__main__":
    sys.exit(main())
