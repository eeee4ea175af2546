"""Rules about whose words they are: what stands around a quotation must say it rightly.

`misattributed` is blunt on purpose. Where a sentence has a verb of saying, or what heads the words
gives them to a name, it must also say whose words they are: the text's, its author's, a
paragraph's (¶7), or those of the speaker whom the text itself quotes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quotations.model import Place, Quotation, Setting, Speaker
from quotations.rules.rule import rule
from quotations.seed.sentences import split
from quotations.seed.source import Source
from quotations.text.fold import MARKS
from quotations.text.language import Language
from quotations.text.words import WORD

_LEAD_IN = 4  # words of the author's that may stand around somebody's, in marks of their own
_QUOTED = "\U000f0000"  # stands for the quotation in the sentence around it
_PARAGRAPH = re.compile(r"¶\s?\d|\bparagraphs?\s+\d")
_DASH = r"(?:-{1,3}|[–—―])"
# What may follow a name that stands as a label: alone, (in Kyiv); before a quotation, on X: “…”
_BEHIND_NAME = re.compile(r"[\W\d]*|\s*(?:\([^()]*\)|,[^,]*|(?:in|at|on)\b.{0,60})\W*")
_LEADS = re.compile(
    rf"(?:['’]s?)?\s*(?:\([^()]*\)|,[^,:]*,?|(?:in|at|on)\b[^:.;]{{0,40}})?"
    rf"\s*(?::|{_DASH})\s*[{MARKS}]?{_QUOTED}"
)
_FEW = 5  # words: a bare name behind fewer says who is meant, not who speaks


@dataclass(frozen=True)
class Placed:
    """A quotation that traces, one of its places, and what stands around it on the page."""

    quotation: Quotation
    setting: Setting
    place: Place
    source: Source
    sources: Sequence[Source]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Those whose words the text quotes here; none where the words are its author's."""
        return tuple(self.source.speakers[key] for key in self.place.speakers)

    @property
    def own_words(self) -> str:
        """What of it is the author's own."""
        parts = self.place.parts
        return " ".join(self.source.own_words(part.start, part.end) for part in parts)

    @property
    def where(self) -> str:
        """Its paragraph and sentence."""
        first = self.place.parts[0]
        return f"¶{first.paragraph}.{first.sentence}"


@rule(
    mend="name the speaker in the same paragraph, list item, table row or note",
    good="Reed called repairs “long overdue”.",
    bad="Repairs were “long overdue”.",
)
def unattributed(placed: Placed) -> Iterator[str]:
    """Words that the text puts in somebody’s mouth stand where that speaker is named."""
    for speaker in placed.speakers:
        named = names_pattern(speaker.names)
        if not named.search(placed.own_words) and not any(map(named.search, placed.setting.around)):
            yield f"these are the words of {speaker.name}, whom nothing around them names"


@rule(
    mend="say in that sentence whose words they are: the text’s, its author’s, a paragraph’s (¶7)",
    good="The report says that Reed “would pay for repairs only if the state helped”.",
    bad="Reed said that she “would pay for repairs only if the state helped”.",
)
def misattributed(placed: Placed) -> Iterator[str]:
    """A verb of saying, or a name that heads the words, says rightly whose words they are."""
    language = placed.source.language
    if not language.known or not (placed.source.author or placed.source.speakers):
        return
    for text in _scopes(placed):
        claim = _wrong_claim(text, placed)
        if claim:
            yield f"‘{claim}’ gives these words to another than {_whose(placed)} ({placed.where})"
            return
        if _declares(text, placed):
            return


def _whose(placed: Placed) -> str:
    if placed.speakers and len(WORD.findall(placed.own_words)) <= _LEAD_IN:
        return " and ".join(speaker.name for speaker in placed.speakers)
    return placed.source.author.name if placed.source.author else "its author"


def _scopes(placed: Placed) -> Iterator[str]:
    """Yield the texts that may say whose the words are: the sentence, then what heads it."""
    setting, language = placed.setting, placed.source.language
    before = _tidy(setting.before)
    sentences = [before[a:b] for a, b in split(before, language)] if before else [""]
    after = _tidy(setting.after)
    ends = split(after, language) if after else []
    following = after[: ends[0][1]] if ends else ""
    text = placed.quotation.text.rstrip(MARKS)
    if text.endswith("."):
        # The sentence may have ended with the quotation; what follows at once may still sign it.
        loose = following[:1].isupper() and len(WORD.findall(following)) > _LEAD_IN
        following = "" if loose else following
    opening = sentences[-1]
    if opening.endswith((".", "?", "!", "…", "￼.")) and not opening.endswith(("U.S.",)):
        yield f"{_QUOTED}{following}"
        if not following.strip(" .,;"):
            yield opening
    else:
        yield f"{opening}{_QUOTED}{following}"
    for head in setting.heads:
        pieces = split(head, language)
        yield head[pieces[-1][0] : pieces[-1][1]]


def _tidy(text: str) -> str:
    return " ".join(text.replace("\n", " ").split(" "))


def _wrong_claim(text: str, placed: Placed) -> str:
    """Return the words that give a quotation to somebody, wrongly or without saying whose it is."""
    forms = _forms(placed.source.language)
    claims = [*_labels(text, placed), *forms.claims(text, _known(placed))]
    if not claims:
        return ""
    right = _right(placed)
    declared = _declares(text, placed)
    for claim, subject in claims:
        if placed.speakers and _is_reported(placed):
            # Somebody's reported words go to the name nearest the verb.
            if subject and not right.search(subject):
                return claim
            if not subject and not declared:
                return claim
        elif not declared:
            return claim
    return ""


def _is_reported(placed: Placed) -> bool:
    return len(WORD.findall(placed.own_words)) <= _LEAD_IN


def _declares(text: str, placed: Placed) -> bool:
    """Whether a text says whose the words are, and rightly."""
    return bool(_PARAGRAPH.search(text) or _right(placed).search(text))


def _right(placed: Placed) -> re.Pattern[str]:
    """Return a pattern for those to whom the words may be given."""
    source = placed.source
    people = [person for person in (source.author, source.publisher) if person]
    if placed.speakers and _is_reported(placed):
        people += placed.speakers
    return names_pattern(tuple(name for person in people for name in person.names))


def _known(placed: Placed) -> re.Pattern[str]:
    """Return a pattern for everybody whom a page may name."""
    people = [person for source in placed.sources for person in source.people]
    return names_pattern(tuple(name for person in people for name in person.names))


def _labels(text: str, placed: Placed) -> Iterator[tuple[str, str]]:
    """Yield the names that a text sets as a label: before a colon, after a dash, alone."""
    titles = _forms(placed.source.language).titles
    short = len(WORD.findall(placed.quotation.text)) < _FEW
    for name in _known(placed).finditer(text):
        before, after = text[: name.start()], text[name.end() :]
        opens = re.fullmatch(rf"\W*{titles}", before) is not None
        tail = _BEHIND_NAME.fullmatch(after)
        alone = opens and tail and _QUOTED not in text
        leads = _LEADS.match(after)
        signed = re.search(rf"{_QUOTED}\W*(?:{_DASH}|[(\[])\s*{titles}$", before)
        ends = re.match(r"\s*(?:$|[.,;)(\]])", after)
        if alone or leads or (signed and ends and not short):
            yield name[0], name[0]


@dataclass(frozen=True)
class _Forms:
    """The forms of words, in one language, that give a quotation to somebody."""

    language: Language
    verbs: re.Pattern[str]
    owned: re.Pattern[str]
    according: re.Pattern[str]
    titles: str

    def claims(self, text: str, names: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """Yield each claim, and the name nearest to it, "" where that is none of the table's."""
        for phrase in self.language.said_phrases:
            text = re.sub(rf"(?i){re.escape(phrase)}", lambda m: " " * len(m[0]), text)
        subjects = list(names.finditer(text))
        for found in self.verbs.finditer(text):
            if not self._is_said(found, text, names):
                continue
            yield found[0], self._with_joined(self._subject(found, subjects), subjects, text)
        for found in self.according.finditer(text):
            named = names.match(text, found.end())
            yield found[0].strip() + " …", named[0] if named else ""
        for found in self.owned.finditer(text):
            named = next((s for s in reversed(subjects) if s.end() <= found.start() + 1), None)
            if named and found.start() - named.end() <= 1:
                yield f"{named[0]}{found[0]}", named[0]

    def _subject(self, verb: re.Match[str], subjects: list[re.Match[str]]) -> re.Match[str] | None:
        """Return the name right behind a verb (said Trump), else the nearest before, or any."""
        for subject in subjects if verb[0].lower() not in self.language.telling else ():
            if 0 <= subject.start() - verb.end() <= 1:
                return subject
        before = [subject for subject in subjects if subject.end() <= verb.start()]
        return before[-1] if before else (subjects[0] if subjects else None)

    def _is_said(self, found: re.Match[str], text: str, names: re.Pattern[str]) -> bool:
        """Whether a word is a verb of saying here, with somebody who could say it."""
        word, before, after = found[0], text[: found.start()], text[found.end() :]
        auxiliary = _any(self.language.auxiliaries)
        last = re.search(rf"([^\W\d_][\w’'-]*)\W+(?:(?:{auxiliary})\s+)*$", before, re.I)
        beside = last is not None and (
            any(s.end() == last.end(1) for s in names.finditer(before))
            or last[1].lower() in self.language.persons
            or (
                last[1][0].isupper()
                and re.search("['’]", last[1]) is None
                and last[1].lower() not in self.language.openers
            )
        )
        if word.lower() in self.language.saying_or_noun:
            other = re.match(rf"\s+(?:{_any(self.language.not_after)})\b", after)
            return beside and word[0].islower() and not other
        return beside or self._names_somebody(text, names)

    def _names_somebody(self, text: str, names: re.Pattern[str]) -> bool:
        """Whether a sentence names somebody who could say something."""
        words = list(re.finditer(r"[^\W\d_][\w’'-]*", text))
        return names.search(text) is not None or any(
            word[0].lower() in self.language.persons or (number and word[0][0].isupper())
            for number, word in enumerate(words)
        )

    def _with_joined(
        self, nearest: re.Match[str] | None, subjects: list[re.Match[str]], text: str
    ) -> str:
        """Return a name and those joined to it: Trump and Putin."""
        if nearest is None:
            return ""
        joined = nearest[0]
        for subject in subjects:
            first, second = sorted((nearest, subject), key=lambda s: s.start())
            between = text[first.end() : second.start()]
            if re.fullmatch(
                rf"(?:['’]s)?,?\s+(?:{_any(self.language.joining)})\s+(?:the\s+)?", between
            ):
                joined += f" {subject[0]}"
        return joined


@cache
def _forms(language: Language) -> _Forms:
    titles = rf"(?:(?i:{_any(language.titles)})\.?\s+)*"
    return _Forms(
        language,
        re.compile(rf"(?<![\w’'-])(?:{_any(language.all_saying)})(?![\w’'-])", re.I),
        re.compile(rf"['’]s?\s+(?:own\s+)?(?:{_any(language.sayings)})\b"),
        re.compile(rf"(?i:\b(?:{_any(language.according)}))\s+{titles}(?=[^\W\d_])"),
        titles,
    )


def _any(words: frozenset[str]) -> str:
    """Return a pattern for one of some words; for none of them, one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@cache
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds one of `names` as whole words, however it is spaced or set.

    The first letter of one that is no proper name may be in either case (the op-ed, The op-ed), and
    all of them capitals; a possessive counts.
    """
    listed = []
    for name in sorted({" ".join(name.split()) for name in names}, key=len, reverse=True):
        other = name[0].swapcase() + name[1:]
        loose = name[0].islower() or name.startswith("The ")
        for form in {name, name.upper(), *([other] if loose else [])}:
            pattern = re.escape(form).replace(r"\ ", r"\s+")
            listed.append(re.sub("['’]", "['’]", pattern))
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed) or '(?!)'})(?:(?=ʼ)|(?!\w))")
