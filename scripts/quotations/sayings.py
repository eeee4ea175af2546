"""The forms of words in which a page says who said something.

Good: Name said that “…”; Name’s word “…”; according to Name, “…”; “…”, said Name; “…” — Name.
No claim at all: Name calls for “…”; nowhere does Name say “…”; Name said much and means “…”.
"""

import re
from functools import lru_cache

from quotations.language import WORD, Language
from quotations.sentences import split

# Letters of a script nobody writes. They stand for a name, a verb of saying, a phrase that does
# its work, and a verb that says what something is: so the forms of words stay short.
_NAME, _SAY, _PHRASE, _CALL = "\U00010280", "\U00010281", "\U00010282", "\U00010283"
_TURN = "\ufdd1"  # put before a word that no claim goes on across: not, refused, because
_STAND_INS = re.compile(f"[{_NAME}{_SAY}{_PHRASE}{_CALL}{_TURN}]")
_IN_WORDS = r"\w’'&/¶$%-"  # what a word is made of, between spaces
_GAP = 7  # words that may stand between a verb of saying and the quotation it introduces
_BEFORE = 4  # words before a name in which a negation or a question takes a claim back
_BREAK = re.compile(r"[;\ufffc]")  # beyond these nothing is said of the quotation


def said_before(text: str, names: str, author: str, words: Language) -> str | None:
    """Return the name in “Name said that “…””, “Name’s word “…””, “according to Name, “…””.

    `text` ends where the quotation opens; only the clause just before it counts. `names` is a
    pattern for all who may be named, `author` one for the author.
    """
    clause = _BREAK.split(text)[-1]
    clause = clause[split(clause, words)[-1][0] :]
    if not re.search(names, clause):
        return None
    patterns = _patterns(words)
    clause, found = _stand_ins(patterns.joined.sub("", clause), names, words)
    for pattern, possessed in patterns.before:
        match = pattern.search(clause)
        if not match or patterns.withheld.search(clause[: match.start()]):
            continue
        earlier = clause[: match.start()]
        if clause.rstrip().endswith(",") and patterns.subordinated.search(earlier):
            continue  # when Trump wrote, “…” happened
        if possessed and _NAME in earlier:
            continue  # the author calls Trump's phrase “…”
        for name in found[: earlier.count(_NAME)]:
            if re.fullmatch(author, name):
                return name  # the op-ed says that Zelensky had insisted that “…”
        return found[clause.count(_NAME, 0, match.start("name"))]
    return None


def said_after(
    text: str, names: str, author: str, words: Language, short: bool = False
) -> str | None:
    """Return the name in “…,” Name said; “…”, as Name put it; “…,” said Name; “…” — Name.

    `text` begins where the quotation closes. After a `short` quotation a bare name says no more
    than who is meant: “He” (Putin).
    """
    if not re.search(names, text):
        return None
    patterns = _patterns(words)
    text, found = _stand_ins(text, names, words)
    for pattern in [*([] if short else patterns.signed), *patterns.after]:
        if pattern.match(text):
            return found[0]
    owned = patterns.owned.match(text) and re.fullmatch(author, found[0])
    return found[0] if owned else None  # “…” is the author's


def _stand_ins(text: str, names: str, words: Language) -> tuple[str, list[str]]:
    """Return a text with a letter in place of each name, its titles, and verb of saying, and
    the names."""
    patterns = _patterns(words)
    found: list[str] = []

    def name(match: re.Match[str]) -> str:
        found.append(match["name"])
        return _NAME

    def active(match: re.Match[str]) -> str:
        said = match["word"].lower() in words.saying | words.calling
        return match["word"] if said else match[0]

    def verb(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in words.saying:
            return _SAY
        return _CALL if word in words.calling else match[0]

    text = re.sub(rf"{patterns.titles}(?P<name>{names})", name, _STAND_INS.sub(" ", text))
    text = patterns.phrase.sub(_PHRASE, text)
    text = patterns.progressive.sub(active, text)
    text = patterns.turning.sub(rf"{_TURN}\g<0>", text)
    return WORD.sub(verb, text), found


class _Patterns:
    """The forms of words, in one language, that say who said something."""

    def __init__(self, words: Language) -> None:
        self.titles = rf"(?<!\w)(?:(?i:{_any(words.titles)})\.?\s+)*"
        self.phrase = re.compile(rf"\b(?:{'|'.join(words.phrases) or '(?!)'})\b")
        endings = _any(frozenset(words.turning_endings)).replace("'", "['’]")
        turning = _any(words.turning | words.refusing | words.breaking)
        # Only at the start of a word: take-it-or-leave-it is one.
        self.turning = re.compile(rf"(?<![{_IN_WORDS}])(?:{turning}|\w+(?:{endings}))\b")
        # “is saying” and “is quoted as saying” say no less than “says”; “is said” does not.
        self.progressive = re.compile(
            rf"\b(?:(?:{_any(words.being)})\s+)+(?:(?:{_any(words.reporting)})\s+)?"
            rf"(?P<word>\w+(?:{_any(words.participle_endings)}))\b"
        )
        name = rf"(?<!\w)(?P<name>{_NAME})"
        aside = rf"(?:\s*\([^()]{{0,40}}\)|\s*\[[^\[\]]{{0,40}}\]|,(?:(?!{_NAME})[^,]){{0,60}},)?"
        dash = r"(?:-{1,3}|[–—―])"
        # “Trump and Putin said”: said by one of them, it is not in so many words by which. And
        # what is denied, asked or supposed is not said at all.
        taken_back = rf"\b(?i:{_any(words.turning | words.asking)})\b(?:\W+\w+){{0,{_BEFORE}}}\W*$"
        self.subordinated = re.compile(rf"\b(?i:{_any(words.subordinating)})\b")
        self.withheld = re.compile(
            rf"\b(?:{_any(words.obliques)})\s+$|(?:{_NAME})['’s]*,?\s+{_TURN}?(?:{_any(words.joining)})\s+$|{taken_back}"
        )
        # “…” and: what is said of the first quotation is said of the second.
        joining = rf",?+\s*+(?:(?:{_any(words.joining)})\b)?+\s*+"
        self.joined = re.compile(rf"(?:[“\"«„‘][^“”\"«»„‘]*+[”\"»’]{joining})++$")
        # Patterns, and whether they are about a thing that belongs to the one named.
        self.before = [(re.compile(rf"^\s*{name}{aside}\s*:\s*\(?$"), False)]
        stop = r"(?=\s*(?:[.,;:!?)\]]|$))"
        self.signed = [
            re.compile(rf"\s*{dash}\s*{_NAME}\s*(?:[.,;]|$)"),
            re.compile(rf"\s*\(\s*{_NAME}\s*(?:,[^()]*)?\)\s*(?:[.;]|$)"),
        ]
        self.owned = re.compile(rf"\s*(?:{_any(words.being)})\s+{_NAME}['’]s\b")
        self.after: list[re.Pattern[str]] = []
        if not words.saying:
            return
        verb = f"[{_SAY}{_PHRASE}]"
        calling = rf"{_CALL}(?!\s+(?:{_any(words.particles)})\b)"
        saying = f"(?:{verb}|{calling})"
        plain_verb = f"[{_SAY}{_CALL}]"
        being = rf"(?:{_any(words.being)})\b"
        sayings = rf"(?:{_any(words.sayings)})\b"
        utterances = rf"(?:{_any(words.utterances)})\b"
        belonging = rf"(?:{_any(words.belonging)})\b"
        agent = rf"(?:{_any(words.agent)})\b"
        according = rf"(?i:{_any(words.according)})\b"
        that = rf"(?:{_any(words.that)})\b"
        small = rf"(?:{_any(words.small)})\b"
        plain = rf"(?![{_SAY}{_PHRASE}{_CALL}{_NAME}]|{being})[\w’'-]+"
        # A verb's subject: the name, then at most a few words that are no name and no negation,
        # nor a form of “to be”: who is told something does not say it.
        subject = rf"{name}{aside}(?:\s+{plain}){{0,2}}\s+"
        end = r"[\s,:(\[]*$"
        # The verb stands next to the quotation: but for small words; or for a few words and a
        # comma, a colon or “that”; or for “that” and a few words of what was said.
        word = rf"(?:(?![{_SAY}{_PHRASE}{_CALL}{_NAME}])(?:(?:[A-Z]\.)+|[{_IN_WORDS}]+))"
        place = rf"(?:\s+(?:{_any(words.prepositions)})\b(?:\s+{word}){{0,{_GAP}}})?"
        gap = (
            rf"(?:(?:\s+{small}){{0,3}}{end}|{aside}{place}\s*,{end}"
            rf"|{aside}(?:\s+{word}){{0,{_GAP}}}(?:\s*:|\s+{that}){end}"
            rf"|{aside}\s+{that}(?:\s+{word}){{0,{_GAP}}}{end}|\s*{dash}\s*$)"
        )
        not_nothing = rf"(?!\s+{_TURN}?(?:{_any(words.nothing)})\b)"
        # Told somebody; said of somebody.
        addressed = rf"(?:\s+(?:(?:{_any(words.obliques)})\s+)?{_NAME}(?=\s*[:,]|\s+{that}))?"
        near = rf"(?:\s+(?:{small}|(?:{_any(words.objects)})\b)){{0,3}}{end}"
        tie = rf"(?:\s+(?:{being}|of|{that}))?"
        self.before += [
            (
                re.compile(rf"{subject}(?:{verb}{not_nothing}{addressed}{gap}|{calling}{near})"),
                False,
            ),
            (
                re.compile(
                    rf"{name}['’]s?\s+(?:{plain}\s+){{0,2}}"
                    rf"(?:{sayings}{tie}\s*(?::|{dash})?|(?:{utterances}|{_SAY})\s*:)\s*$"
                ),
                True,
            ),
            (
                re.compile(rf"\b(?i:{belonging})\s+{name}['’]s?\s+(?:{plain}\s+)?{sayings},?\s*$"),
                True,
            ),
            (re.compile(rf"{sayings}\s+(?:\w+\s+)?{belonging}\s+{name}{end}"), False),
            (re.compile(rf"{according}\s+{name}\b[\s,:(]*(?:{plain}\s+){{0,3}}$"), False),
            (re.compile(rf"^\s*{plain_verb}\s+{name}{end}"), False),
        ]
        # What follows is parted from the quotation, or tied to it: “…”, he said; “…” is his word.
        comma = r"\s*(?:,\s*)+(?:as\s+)?"
        loose = rf"\s*(?:[;(]\s*|{dash}\s*)(?:as\s+)?"  # more may be said after these
        not_that = rf"(?!\s+{_TURN}?(?:{_any(words.nothing | words.besides)})\b)"
        said = (
            rf"(?:{_NAME}(?:\s+{plain}){{0,2}}\s+{saying}{not_that}"
            rf"|{plain_verb}\s+(?:{agent}\s+)?{_NAME})"
        )
        identified = rf"\s*(?:as|{being}\s+(?:{_any(words.identifying)}))\s+"
        self.after += [
            re.compile(rf"(?:{comma}|{identified}){said}"),
            re.compile(rf"{loose}{said}{stop}"),
            re.compile(rf"\s*{being}\s+{plain_verb}\s+{agent}\s+{_NAME}"),
            re.compile(rf"(?:{comma}|{loose}){according}\s+{_NAME}"),
            re.compile(rf"(?:{comma}|{loose}){belonging}\s+{_NAME}['’]s?\s+(?:\w+\s+)?{sayings}"),
            re.compile(rf"\s*{being}\s+{_NAME}['’]s?\s+(?:\w+\s+)?{sayings}"),
        ]


def _any(words: frozenset[str]) -> str:
    """Return a pattern for one of some words; for none of them, one that matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@lru_cache(maxsize=16)
def _patterns(words: Language) -> _Patterns:
    return _Patterns(words)
