"""Every way in which editors and machines get a quotation wrong: kinds of change, as functions.

What the rules know is not asked here: these few lists and patterns are a second opinion.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise

TURNING = (
    "not cannot no none never nor neither hardly barely unless doubtful inconceivable whether"
).split()
TURNING_NOTHING = re.compile(r"(?:not|no) (?:only|doubt|least|less|just)\b|without saying\b", re.I)
HEDGES = "likely very almost perhaps potentially probably presumably preferably would seem".split()
WEIGHING = (
    "if until without only little few less least likely perhaps maybe probably potentially"
    " presumably supposed allegedly too almost nearly else otherwise dubious merely except though"
    " although"
).split()
LIMITING = "only unless if but".split()
DENYING = ("not", "never", "barely", "anything but", "hardly", "falsely", "n0t", "far from")
# A bracket may stand in place of these, and of no other word.
REPLACEABLE = (
    "i we he she it they you him her us them me his its their our your my who whom whose which"
    " a an the this that these those himself"
).split()
ARTICLES = "a an the my our your his her its their this that these those".split()
NAMES = """Putin Trump Zelensky Stalin Roosevelt Vance Kallas Volodymyr Vladimir Donald Franklin
  Josef Russia Ukraine Europe Europeans America Kremlin Kyiv Moscow Yalta Washington Istanbul Kursk
  China Belarus U.S. Russian Ukrainian American Soviet""".split()
HOMOGLYPHS = dict(zip("aeopcxyi", "аеорсхуі", strict=True))

_WORD = re.compile(r"[^\s—]+")
_STOP = re.compile(r"[.,;:!?—()\[\]…]")
# What parts clauses: a stop that is no initial's, or a word that opens another.
_CLAUSE = re.compile(r"(?<!\b[A-Z])[.,;:!?](?=[\s'’”—]|$)|[—()\[\]…]|\b(?:who|which|whom)\b")
# A number, with its sign and thousands, and where a fragment of one could begin or end.
_NUMBER = re.compile(r"[-+−≈≥≤$]?\.?\d(?:\w|[,.:/](?=\d)|\ (?=\d{3}\b))*%?")
_IN_A_NUMBER = re.compile(r"[-+−≈≥≤$,.:/\ ](?=\.?\d)|(?<=\d)(?=[^\W\d_]|%)")
_OF_A_QUESTION = 5  # words: more than stand for themselves


@dataclass(frozen=True)
class Mutant:
    """A changed quotation: what kind of change, and the text it comes to."""

    kind: str
    text: str
    marked: bool = False
    """Whether it is wrong whatever words the op-ed has: by its marks, or by what it leaves off."""


@dataclass(frozen=True)
class Words:
    """What to change a quotation with."""

    native: str
    """A word of the op-ed."""
    others: Sequence[str]
    """Quotations to stitch on."""
    outside: Sequence[str]
    """Texts that stand in the seed's file and not in the op-ed."""
    is_once: Callable[[str], bool]
    """Whether a text stands in the op-ed once at most."""


def mutants(text: str, given: Words) -> Iterator[Mutant]:
    """Yield every change of one line of a quotation."""
    words = list(_WORD.finditer(text))
    denying = cycle(DENYING)
    for match in words:
        if not match[0].startswith("["):
            yield from _word_changed(text, match, given.native)
            yield from _word_bracketed(text, match, next(denying))
    yield from _rearranged(text, words)
    yield from (Mutant("two quotations stitched", f"{text} {other}") for other in given.others)
    yield from (Mutant("from the fundraising message", line) for line in given.outside)
    yield from _weight_hidden(text, words)
    for mutant in (*_cut_short(text, words), *_asked(text, words)):
        if given.is_once(mutant.text.rstrip(".")):
            yield mutant
    yield from numbers_cut(text)


def _word_changed(text: str, match: re.Match[str], native: str) -> Iterator[Mutant]:
    core, before, after = _core(text, match)
    if not core:
        return
    lower = core.lower()

    def put(kind: str, new: str) -> Mutant:
        return Mutant(kind, before + new + after)

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
    glyph = next((letter for letter in core if letter in HOMOGLYPHS), None)
    if glyph:
        yield put("a letter of another script", core.replace(glyph, HOMOGLYPHS[glyph], 1))
    if _NUMBER.fullmatch(core):
        yield put("a number changed", re.sub(r"\d", lambda d: str(9 - int(d[0])), core))
    if lower in TURNING:
        yield Mutant("a negation dropped", dropped)
    if lower in HEDGES:
        yield Mutant("a hedge dropped", dropped)
    if core in NAMES:
        yield Mutant("a name lowered at the beginning", core[0].lower() + core[1:] + after, True)


def _word_bracketed(text: str, match: re.Match[str], denying: str) -> Iterator[Mutant]:
    core, before, after = _core(text, match)
    if not core or "[" in core:
        return
    if core.lower() not in REPLACEABLE:
        yield Mutant("a bracket in place of a word", f"{before}[demands]{after}", True)
    yield Mutant("a bracket denies", f"{before}[{denying}] {core}{after}", True)
    yield Mutant("a bracket denies a word away", f"{before}[{denying}]{after}", True)


def _core(text: str, match: re.Match[str]) -> tuple[str, str, str]:
    """Return a word without its stops and marks, and what stands before it and behind."""
    core = match[0].strip(".,;:!?()“”‘’'\"")
    at = text.index(core, match.start())
    return core, text[:at], text[at + len(core) :]


def _rearranged(text: str, words: list[re.Match[str]]) -> Iterator[Mutant]:
    for one, other in pairwise(words):
        between = text[one.end() : other.start()]
        swapped = text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
        yield Mutant("neighbors swapped", swapped)
    if len(words) > 3:
        cut = words[len(words) // 2].start()
        turned = f"{text[cut:].strip()} […] {text[:cut].strip()}"
        yield Mutant("parts in the wrong order", turned, True)
    if text.endswith("?"):
        yield Mutant("a question made a statement", f"{text[:-1]}.", True)


def _weight_hidden(text: str, words: list[re.Match[str]]) -> Iterator[Mutant]:
    """Hide each word that weighs: alone, with a word on either side, with all up to the ends.

    Two single words around an omission are no mutant: elsewhere they may hide nothing that weighs.
    """
    last = len(words) - 1
    for number in range(1, last):
        word = _core(text, words[number])[0].lower()
        if word not in (*TURNING, *WEIGHING) or TURNING_NOTHING.match(text, words[number].start()):
            continue
        kind = "an omission hides a word that turns or weighs"
        reaches = {(number, number), (number - 1, number), (number, number + 1), (1, last - 1)}
        for first, final in sorted(reaches):
            if first > 0 and final < last and first + last - final > 2:
                before, after = text[: words[first].start()], text[words[final].end() :]
                yield Mutant(kind, f"{before.rstrip()} […] {after.lstrip()}", True)


def _cut_short(text: str, words: list[re.Match[str]]) -> Iterator[Mutant]:
    """Begin behind a word that turns, end before one, or close before what limits."""
    for number, match in enumerate(words[1:], 1):
        before, after = text[: match.start()].rstrip(), text[match.start() :]
        clause = _CLAUSE.split(before)[-1]
        phrase = _core(text, match)[0].lower() in ARTICLES and len(words) - number <= 4
        if _turns(clause) and not phrase:
            yield Mutant("a beginning behind a word that turns", after, True)
        if _turns(match[0]) and not (_STOP.search(before[-1:]) or TURNING_NOTHING.match(after)):
            yield Mutant("an end before a word that turns", before, True)
        left_off = re.findall(r"\w+", _CLAUSE.split(after)[0].lower())
        if not _STOP.search(before[-1:]) and not set(LIMITING).isdisjoint(left_off):
            yield Mutant("a closing stop leaves off what limits", f"{before}.", True)


def _turns(text: str) -> bool:
    text = TURNING_NOTHING.sub("", text.lower())
    return any(word in TURNING or word.endswith("n’t") for word in re.findall(r"[\w’]+", text))


def _asked(text: str, words: list[re.Match[str]]) -> Iterator[Mutant]:
    """Take words from inside a question, without its opening and its mark."""
    starts = [number for number, word in enumerate(words) if word[0].endswith(("?", "?’", "?”"))]
    for end in starts:
        first = next((n + 1 for n in range(end - 1, -1, -1) if words[n][0][-1] in ".?!:"), 0)
        for number in range(first + 1, end - _OF_A_QUESTION + 1):
            piece = text[words[number].start() : words[number + _OF_A_QUESTION - 1].end()]
            yield Mutant("words from inside a question", piece.rstrip(",;:"), True)


def numbers_cut(text: str) -> Iterator[Mutant]:
    """Begin inside a number, or end there: at its sign, point, colon or thousands."""
    for number in _NUMBER.finditer(text):
        for place in _IN_A_NUMBER.finditer(number[0]):
            at, behind = number.start() + place.start(), number.start() + place.end()
            yield Mutant("a number cut in front", text[behind:], True)
            if place.start():
                yield Mutant("a number cut behind", text[:at], True)


def is_quotable(text: str, paragraphs: Iterable[str]) -> bool:
    """Whether a text is in the op-ed after all, its brackets and its closing stop aside."""
    pieces = [plain(piece).strip() for piece in re.split(r"\[[^\]]*\]", text)]
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
    # Most changes are in no paragraph; to see that at once saves most of the time.
    near = (text for text in paragraphs if all(piece[1:] in text for piece in pieces))
    return any(re.search(pattern, paragraph) for paragraph in near)


def plain(text: str) -> str:
    """Return a text with one kind of mark, dash and space."""
    text = re.sub(r"[“”‘’\"]", "'", text)
    return re.sub(r"\s*—\s*", "—", re.sub(r"\s+", " ", text))
