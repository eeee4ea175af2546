"""Find the passage that an editor meant, where a quotation's words stand nowhere."""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from quotations.seed.source import Source
from quotations.text.fold import MARK
from quotations.trace.near import COMPARED, TOKEN, Near, bare, near_paragraphs
from quotations.trace.spelling import nearest_word

NEAR = 0.6  # share of words in common; below this, a suggestion misleads more than it helps


def nearest(words: str, source: Source) -> Near | None:
    """Return what a quotation is nearest to in a source; None where nothing is near."""
    ours = TOKEN.findall(words)[:COMPARED]
    if len(ours) == 1:
        return nearest_word(ours[0], source)
    wanted = [bare(token) for token in ours]
    share, theirs = 0.0, list[re.Match[str]]()
    for bounds in near_paragraphs(words, source):
        known = _tokens(*bounds, source)[2]
        if sum(word in known for word in wanted) > share * len(wanted):  # else no more is alike
            found = _alongside(wanted, *bounds, source)
            share, theirs = max((share, theirs), found, key=lambda one: one[0])
    if not share:
        return None
    page, text, at = _difference([token[0] for token in theirs], ours)
    place = theirs[min(at, len(theirs) - 1)].start()
    return Near(source, share, page, text, theirs[0].start(), theirs[-1].end(), place)


@lru_cache(maxsize=64)  # many quotations of a page are near the same paragraphs
def _tokens(
    start: int, end: int, source: Source
) -> tuple[list[re.Match[str]], list[str], dict[str, list[int]]]:
    """Return a paragraph's tokens, the plain words they are, and where each of these stands."""
    found = list(TOKEN.finditer(source.folded.text, start, end))
    plain = [bare(token[0]) for token in found]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(plain):
        places[word].append(at)
    return found, plain, places


def _alongside(
    wanted: list[str], start: int, end: int, source: Source
) -> tuple[float, list[re.Match[str]]]:
    """Return how much of a quotation a paragraph has, and its tokens that stand for those."""
    found, plain, places = _tokens(start, end, source)
    begin = _likeliest_start(places, wanted)
    slack = max(3, len(wanted) // 4)
    low, high = max(0, begin - slack), min(len(plain), begin + len(wanted) + slack)
    matcher = SequenceMatcher(None, plain[low:high], wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, []
    first = low + max(0, blocks[0].a - blocks[0].b)
    last = min(high, low + blocks[-1].a + len(wanted) - blocks[-1].b)
    return sum(block.size for block in blocks) / len(wanted), found[first:last]


def _likeliest_start(places: dict[str, list[int]], ours: list[str]) -> int:
    """Return where most of our words would stand in order, give or take a few."""
    votes = Counter(at - n for n, word in enumerate(ours) for at in places.get(word, ()))

    def support(start: int) -> tuple[int, int, int]:
        near = sum(votes[start + shift] for shift in range(-3, 4))
        return (near, votes[start], -start)

    return max(0, max((start for start, _ in votes.most_common(50)), key=support, default=0))


def _difference(theirs: list[str], ours: list[str]) -> tuple[str, str, int]:
    """Return the first words that differ: the page's, the text's, and where in the text's."""
    matcher = SequenceMatcher(None, _trimmed(theirs), _trimmed(ours), autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    # What is missing at the very ends is where the passage was cut out, not a difference.
    inner = [c for c in changes if not (c[3] == c[4] and (c[1] == 0 or c[2] == len(theirs)))]
    if not inner:
        return "", "", 0
    _, a, b, c, d = inner[0]
    return _shown(ours[c:d]), _shown(theirs[a:b]), a


def _shown(tokens: list[str]) -> str:
    shown = " ".join(tokens)
    return shown.strip(f".,;:{MARK}") or shown


def _trimmed(tokens: list[str]) -> list[str]:
    """Return tokens without what may differ: the first letter's case, the closing stop."""
    if not tokens:
        return tokens
    tokens = [*tokens[:-1], tokens[-1].rstrip(f".,{MARK}")]
    first = tokens[0].lstrip(MARK)
    return [first[:1].lower() + first[1:], *tokens[1:]]
