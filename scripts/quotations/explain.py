"""Say why a quotation does not trace: which words are wrong, and what the source has.

Similarity is at home here, and only here: it finds the passage that an editor meant.
"""

import bisect
import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from quotations.brackets import BRACKET
from quotations.fold import DASH, ELLIPSIS, MARK, folded_text
from quotations.language import WORD
from quotations.letters import skeleton, unseen
from quotations.match import Reasons, Refusals, Trace, match, pieces_of
from quotations.source import Source
from quotations.verdicts import ADJUSTED
from quotations.words import Hit, is_boundary, occurrences

NEAR = 0.6  # share of words in common; below this, a suggestion misleads more than it helps
SHOWN = 400  # words: what is compared of a longer quotation


def explain(text: str, folded: str, refusals: Refusals) -> Trace:
    """Return the failure that tells an editor most about `text`, which does not trace.

    `folded` is `text` after `fold_quotation`; `refusals` is what the search met in each source.
    """
    sources = [source for source, _ in refusals]
    found = _invisible(text, sources) or _lookalike(folded, sources)
    if found:
        return found
    for source, why in refusals:
        if found := _refused(source, why):
            return found
    lines = folded.split("\n")
    if len(lines) > 1 and (found := _lines(lines, sources)):
        return found
    for source in sources:
        found = (
            _case(folded, source)
            or _pieces(folded, source)
            or _bracket(folded, source)
            or _left_out(folded, source)
        )
        if found:
            return found
    whole = ELLIPSIS not in folded and "[" not in folded
    for source, why in refusals:
        if why.cut and whole:
            return _cut(source, why)
    for source in sources:
        if found := _stitched(folded, source):
            return found
    if DASH in folded and match(folded.replace(DASH, "-"), sources)[0]:
        return Trace("altered", message="the text has a hyphen where the page has a dash")
    for source in sources:
        if found := _misspelled(folded, source):
            return found
    nearest = max((_nearest(folded, source) for source in sources), key=lambda near: near[0])
    if nearest[1] is not None:
        return nearest[1]
    for source, why in refusals:
        if why.cut:
            return _cut(source, why)
    return Trace("not-found", message="no passage of the text reads like this")


def locator(source: Source, start: int) -> str:
    """Return ¶paragraph.sentence for a code point of the seed."""
    paragraph = source.paragraph_at(start)
    return f"¶{paragraph.number}.{paragraph.sentence_at(start).number}"


def _invisible(text: str, sources: Sequence[Source]) -> Trace | None:
    for character in dict.fromkeys(text):
        if unseen(character) and not any(character in source.text for source in sources):
            name = f"U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"
            at = text.index(character)
            around = text[max(0, at - 12) : at + 13].replace(character, "")
            message = f"{name} stands unseen in ‘{around.strip()}’"
            return Trace("invisible", message=message, page_words=around)
    return None


def _lookalike(folded: str, sources: Sequence[Source]) -> Trace | None:
    if folded.isascii():
        return None
    for word in dict.fromkeys(re.findall(r"[^\W_]+", folded)):
        plain = skeleton(word)
        if plain == word:
            continue
        for source in sources:
            if word not in source.vocabulary and plain in _skeletons(source):
                odd = next(a for a in word if skeleton(a) != a)
                name = unicodedata.name(odd, "a letter")
                message = f"‘{word}’ looks like ‘{plain}’, but has {name} (U+{ord(odd):04X})"
                return Trace("lookalike", (), message, word, plain)
    return None


@lru_cache(maxsize=8)
def _skeletons_of(words: frozenset[str]) -> frozenset[str]:
    plain = {skeleton(word) for word in words}
    return frozenset(plain | {word.capitalize() for word in plain} | {w.lower() for w in plain})


def _skeletons(source: Source) -> frozenset[str]:
    return _skeletons_of(source.vocabulary)


def _refused(source: Source, why: Reasons) -> Trace | None:
    """Explain words that stand in the source, where a rule refuses to quote them so."""
    if why.turned:
        word, at = why.turned[0]
        start = source.folded.starts[at]
        begin = source.folded.text.rfind(word, 0, at)
        shown = source.text[source.folded.starts[begin] : _words_on(source, start, 4)]
        message = f"it leaves off ‘{word}’ just before it: the text has “{shown}”"
        return Trace("turned", (), f"{message} ({locator(source, start)})", "", word)
    if why.swallowed:
        word, at = why.swallowed[0]
        where = locator(source, source.folded.ends[at - 1] - 1)
        message = f"the omission swallows ‘{word}’, which turns the sense ({where})"
        return Trace("swallowed", (), message, "", word)
    if why.insertion:
        return Trace("insertion", (), why.insertion[0], why.insertion[0])
    return None


def _words_on(source: Source, start: int, count: int) -> int:
    """Return where the `count`th word after a code point ends, within its paragraph."""
    end = source.paragraph_at(start).end
    words = re.compile(rf"(?:\S+\s*){{1,{count}}}").match(source.text, start, end)
    return start + len(words[0].rstrip()) if words else end


def _lines(lines: list[str], sources: Sequence[Source]) -> Trace | None:
    """Explain a quotation of several paragraphs by the first of them that is wrong."""
    for line in lines:
        found, refusals = match(line, sources)
        if not found and any(character.isalnum() for character in line):
            why = explain(line, line, refusals)
            message = f"in ‘{line[:60]}’, {why.message}"
            if line is lines[-1] and line.startswith(DASH):
                message += (
                    "; an attribution is a dash, a name the seed lists, and a comma or the end"
                )
            return why._replace(message=message, line=line)
    if match(" ".join(lines), sources)[0]:
        message = "these are one paragraph in the text; make them one here"
    else:
        message = "these paragraphs do not follow one another; put […] between them"
    return Trace("stitched", (), message, lines[1][:80])


def _case(folded: str, source: Source) -> Trace | None:
    hit = _find(folded.casefold(), _casefolded(source))
    if hit is None:
        closing = re.sub(r"[.,]$", "", folded)
        hit = _find(closing.casefold(), _casefolded(source)) if closing else None
    if hit is None:
        return None
    has = _slice(source, hit)
    page, text = _first_difference(folded, folded_text(has))
    if page == folded:  # only the stop differs
        return None
    at = max(hit.start, source.folded.text.find(folded_text(text), hit.start, hit.end))
    where = locator(source, source.folded.starts[at])
    return Trace("case", (), f"the text has ‘{text}’, the page ‘{page}’ ({where})", page, text)


@lru_cache(maxsize=8)
def _casefolded_text(text: str) -> str:
    folded = text.casefold()
    return folded if len(folded) == len(text) else text.lower()


def _casefolded(source: Source) -> str:
    return _casefolded_text(source.folded.text)


def _find(text: str, folded: str) -> Hit | None:
    found = _find_all(text, folded)
    return found[0] if found else None


def _find_all(text: str, folded: str) -> list[Hit]:
    return occurrences(text, folded)[0]


def _slice(source: Source, hit: Hit) -> str:
    return source.text[source.folded.starts[hit.start] : source.folded.ends[hit.end - 1]]


def _first_difference(page: str, text: str) -> tuple[str, str]:
    found = [
        (ours.rstrip(".,"), theirs.rstrip(".,"))
        for ours, theirs in zip(page.split(), text.split(), strict=False)
        if ours.rstrip(".,") != theirs.rstrip(".,")
    ]
    if len(found) > 1 and _start([found[0][0]]) == _start([found[0][1]]):
        return found[1]  # the first letter may differ
    return found[0] if found else (page, text)


def _pieces(folded: str, source: Source) -> Trace | None:
    """Explain an omission whose parts all stand in the source, but not so."""
    pieces = [piece.text for piece in pieces_of(folded)]
    if len(pieces) < 2:
        return None
    starts = []
    changed = ""
    for piece in pieces:
        found, refusals = match(piece, [source])
        if not found:
            return explain(piece, piece, refusals)
        if found.verdict == ADJUSTED:
            changed = changed or piece
        starts.append([place.parts[0].start for place in found.places])
    at = -1
    for number, places in enumerate(starts):
        later = [start for start in places if start > at]
        if not later:
            where = locator(source, places[0])
            message = f"‘{pieces[number][:60]}’ stands before ‘{pieces[number - 1][:60]}’ ({where})"
            return Trace("disordered", (), message, pieces[number])
        at = min(later)
    where = ", ".join(locator(source, min(places)) for places in starts)
    if len({source.paragraph_at(min(places)).number for places in starts}) == 1 and changed:
        message = (
            f"beside an omission ‘{changed[:60]}’ must stand as it is, letter and stop ({where})"
        )
        return Trace("altered", (), message, changed)
    return Trace("apart", (), f"the parts stand in different paragraphs ({where})", pieces[1])


def _bracket(folded: str, source: Source) -> Trace | None:
    """Explain a bracket that stands in place of words it may not replace."""
    brackets = list(BRACKET.finditer(folded))
    if not brackets or len(brackets) > 8:
        return None
    # Between two brackets something must hold the pattern to the text.
    ends = [0, *(bracket.end() for bracket in brackets)]
    between = [folded[end : b.start()].strip() for end, b in zip(ends, brackets, strict=False)]
    if not all(between[1:]):
        return None
    pattern = ""
    at = 0
    for bracket in brackets:
        literal = folded[at : bracket.start()].strip()
        if literal:
            pattern += re.escape(literal)
        letter = len(bracket[1]) == 1 and folded[bracket.end() : bracket.end() + 1].isalpha()
        if letter:
            pattern += r" ?(\w)"
        elif bracket.end() == len(folded.rstrip(".,")):
            pattern += r" ?((?:[^\s]+)?)"
        else:
            pattern += r" ?((?:\S+ ){0,4}?)"
        at = bracket.end()
    pattern += re.escape(folded[at:].strip(" .,"))
    found = re.search(pattern, source.folded.text)
    if found is None:
        return None
    for bracket, replaced in zip(brackets, found.groups(), strict=True):
        has = replaced.strip(" .,;:!?")
        if has in ("", bracket[1]) or bracket[1].strip().lower() in source.language.remarks:
            continue
        where = locator(source, source.folded.starts[found.start()])
        verdict = "case" if bracket[1].lower() == has.lower() else "insertion"
        message = f"{bracket[0]} stands in place of ‘{has}’ ({where})"
        return Trace(verdict, (), message, bracket[0], has)
    return None


def _left_out(folded: str, source: Source) -> Trace | None:
    if _find(folded, source.left_out) is None:
        return None
    message = "these words are in the seed’s file, but on lines that are no part of the text"
    return Trace("left-out", (), message, folded[:80])


def _cut(source: Source, why: Reasons) -> Trace:
    start, end = why.cut[0]
    folded = source.folded.text
    while not is_boundary(folded, start):
        start -= 1
    while not is_boundary(folded, end):
        end += 1
    has = _slice(source, Hit(start, end))
    where = locator(source, source.folded.starts[start])
    page = folded[why.cut[0][0] : why.cut[0][1]]
    return Trace("cut-word", (), f"the text has ‘{has}’ ({where})", page, has)


def _stitched(folded: str, source: Source) -> Trace | None:
    """Explain two passages run together: a beginning that stands there, and so does the rest."""
    words = folded.split(" ")
    text = source.folded.text
    low, high = 0, len(words)
    while low < high:  # the longest beginning that stands in the text
        middle = (low + high + 1) // 2
        if " ".join(words[:middle]) in text:
            low = middle
        else:
            high = middle - 1
    rest = " ".join(words[low:])
    if low < 2 or len(words) - low < 2 or not rest:
        return None
    firsts = _find_all(" ".join(words[:low]), text)
    seconds = _find_all(re.sub(r"[.,]$", "", rest), text)
    if not firsts or not seconds:
        return None
    # Of several places, the two that are nearest, the second after the first if it can be.
    first, second = min(
        ((one, other) for one in firsts[:20] for other in seconds[:20]),
        key=lambda pair: (pair[1].start < pair[0].end, abs(pair[1].start - pair[0].end)),
    )
    omitted = text[first.end : second.start].strip()
    together = first.end <= second.start and "\n" not in omitted
    if words[low] == words[low - 1] or (not together and min(low, len(words) - low) < 3):
        return None  # rather a word that is wrong, added or doubled
    if first.end <= second.start and not any(character.isalnum() for character in omitted):
        return None  # a mark, or a paragraph's end, is all that lies between
    where = [locator(source, source.folded.starts[at]) for at in (first.end - 1, second.start)]
    message = f"two passages stand here as one: ‘{rest[:60]}’ ({where[1]}) follows {where[0]}"
    if together and len(omitted) < 200:
        message = f"‘{omitted}’ is left out before ‘{rest[:60]}’ ({where[0]})"
    return Trace("stitched", (), message, rest[:80], omitted if len(omitted) < 200 else "")


def _misspelled(folded: str, source: Source) -> Trace | None:
    """Explain a quotation that would trace with one word spelled, joined or parted otherwise."""
    words = list(WORD.finditer(folded))[:SHOWN]
    known = sorted(source.vocabulary)
    tried: list[tuple[str, str, str]] = []
    for token in words:
        word = token[0]
        if word in source.vocabulary or word.lower() in source.vocabulary:
            continue
        for near in difflib.get_close_matches(word, known, 3, 0.72):
            whole = folded[: token.start()] + near + folded[token.end() :]
            tried.append((word, near, whole))
        for at in range(2, len(word) - 1):
            parted = f"{word[:at]} {word[at:]}"
            whole = folded[: token.start()] + parted + folded[token.end() :]
            if parted in source.folded.text:
                tried.append((word, parted, whole))
        if len(tried) > 60:
            break
    for joint in re.finditer("[ -]", folded[:2000]):
        one, _, rest = folded[: joint.start()], joint[0], folded[joint.end() :]
        before, after = one.split(" ")[-1], rest.split(" ")[0]
        for other in {" ", "-", ""} - {joint[0]}:
            if f"{before}{other}{after}".strip(".,") in source.folded.text:
                shown = (f"{before}{joint[0]}{after}", f"{before}{other}{after}")
                tried.append((*shown, f"{one}{other}{rest}"))
    for page, text, whole in tried[:200]:
        found, _ = match(whole, [source])
        if found:
            part = found.places[0].parts[0]
            has = source.folded.text.find(
                text, bisect.bisect_left(source.folded.starts, part.start)
            )
            where = locator(source, source.folded.starts[max(has, 0)])
            message = f"the text has ‘{text}’ where the page has ‘{page}’ ({where})"
            return Trace("altered", (), message, page, text)
    return None


def _bare(token: str) -> str:
    return re.sub(r"[^\w]", "", token).casefold()


def _tokens(folded: str) -> list[str]:
    return folded.replace("—", " — ").replace(ELLIPSIS, " … ").split()


@lru_cache(maxsize=8)
def _source_tokens(text: str) -> tuple[list[str], list[str], list[int], list[int]]:
    """Return the tokens of a folded text, bare and as they stand, and where each stands."""
    found = list(re.finditer(r"—|[^\s—]+", text))
    tokens = [match[0] for match in found]
    return [_bare(t) for t in tokens], tokens, [m.start() for m in found], [m.end() for m in found]


def _nearest(folded: str, source: Source) -> tuple[float, Trace | None]:
    """Return how near the nearest passage is, and what differs there if it is near enough."""
    theirs, shown, starts, ends = _source_tokens(source.folded.text)
    mine = _tokens(folded)[:SHOWN]
    ours = [_bare(token) for token in mine]
    if len(ours) == 1:
        return _nearest_word(mine[0], source)
    slack = max(3, len(ours) // 4)
    start = _likeliest_start(theirs, ours, slack)
    if start is None:
        return 0.0, None
    low = max(0, start - slack)
    high = min(len(theirs), start + len(ours) + slack)
    matcher = difflib.SequenceMatcher(None, theirs[low:high], ours, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, None
    common = sum(block.size for block in blocks)
    nearness = common / len(ours)
    if nearness < NEAR and not (len(ours) <= 3 and common >= 1 and nearness >= 0.5):
        return nearness, None
    # The passage runs from where the quotation's first word would stand to its last's.
    first = max(low, low + blocks[0].a - blocks[0].b)
    last = min(high, low + blocks[-1].a + len(ours) - blocks[-1].b)
    page, text, at = _difference(shown[first:last], mine)
    where = locator(source, source.folded.starts[starts[min(first + at, len(starts) - 1)]])
    changed = first + at
    begin, stop = max(first, changed - 6), min(last, changed + len(text.split()) + 6)
    passage = source.text[
        source.folded.starts[starts[begin]] : source.folded.ends[ends[stop - 1] - 1]
    ]
    if page and text:
        message = f"the text has ‘{text}’ where the page has ‘{page}’"
    elif page:
        message = f"the text has no ‘{page}’ here"
    elif text:
        message = f"the text goes on with ‘{text}’"
    else:
        message = "the marks or the punctuation differ"
    message += f": “{' '.join(passage.split())[:240]}” ({where})"
    return nearness, Trace("altered", (), message, page, text)


def _likeliest_start(theirs: list[str], ours: list[str], slack: int) -> int | None:
    """Return where most of our words would stand in order, give or take `slack` words."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        places.setdefault(word, []).append(at)
    votes = Counter(at - number for number, word in enumerate(ours) for at in places.get(word, ()))
    if not votes:
        return None

    def support(start: int) -> tuple[int, int, int]:
        near = sum(votes[start + shift] for shift in range(-slack, slack + 1))
        # Of a few words the right ones stand together; of many, some are moved or missing.
        ranks = (votes[start], near) if len(ours) <= 5 else (near, votes[start])
        return (*ranks, -start)

    return max((start for start, _ in votes.most_common(200)), key=support)


def _nearest_word(word: str, source: Source) -> tuple[float, Trace | None]:
    near = difflib.get_close_matches(word.strip(".,;:'"), sorted(source.vocabulary), 1, 0.75)
    if not near:
        return 0.0, None
    at = re.search(rf"(?<!\w){re.escape(near[0])}(?!\w)", source.folded.text)
    where = f" ({locator(source, source.folded.starts[at.start()])})" if at else ""
    message = f"the text has ‘{near[0]}’ where the page has ‘{word}’{where}"
    return 0.9, Trace("altered", (), message, word, near[0])


def _difference(theirs: list[str], ours: list[str]) -> tuple[str, str, int]:
    """Return the first words that differ: the page's, the text's, and where in the text's."""
    theirs = [*theirs[:-1], theirs[-1].rstrip(".,'")] if theirs else theirs
    ours = [*ours[:-1], ours[-1].rstrip(".,'")] if ours else ours
    matcher = difflib.SequenceMatcher(
        None, _start(theirs[:1]) + theirs[1:], _start(ours[:1]) + ours[1:], autojunk=False
    )
    changes = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    # What is missing at the very ends is where the passage was cut out, not a difference.
    cut_out = [op for op in changes if op[3] == op[4] and (op[1] == 0 or op[2] == len(theirs))]
    inner = [op for op in changes if op not in cut_out] or changes
    if not inner:
        return "", "", 0
    _, a, b, c, d = inner[0]
    return " ".join(ours[c:d]), " ".join(theirs[a:b]), a


def _start(first: list[str]) -> list[str]:
    """Return a first word without what may differ: the mark before it, its letter's case."""
    return [word.lstrip(MARK)[:1].lower() + word.lstrip(MARK)[1:] for word in first]
