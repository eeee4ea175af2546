r"""A quotation as a pattern: what a source may have where a page quotes it.

Folded words match as they are, but for what an editor may change (Chicago Manual of Style, 17th
edition, 13.7, 13.21 and 13.50 to 13.63): the case of the first letter, though no name loses its
capital, the closing full stop or comma, and what an ellipsis or brackets mark. So a quotation
`[t]he old … bridge [sic].` has this pattern, but for the bounds of words:

    \[?[tT]\]?he\ old(?:|)(?>([^\n]*?)bridge(?>())(?:\.|))

Each group is what the quotation leaves out at an omission or a bracket. Whether it may is not said
here: `search` makes a candidate of each match, and `rules.sense` judges its gaps.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quotations.seed.source import Source
from quotations.text.fold import DASH, ELLIPSIS, MARK
from quotations.text.words import SPACELESS, WORD, any_of

REMARK = "sic"  # what an editor may say in brackets of the words before
BRACKET = re.compile(r"\[([^\[\]\n]*)\]")
_STANDALONE = re.compile(rf"(?<![^\W_]){BRACKET.pattern}(?![^\W_])")  # not bridge[s]
# An omission between two pieces: in the line or as a paragraph of its own, perhaps with a fourth
# dot, perhaps repeated.
_OMISSION = re.compile(rf"(\n*(?:{ELLIPSIS}\.?[ \n]*)+)")
_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")  # [t]he
_OPENERS = MARK + "(" + DASH  # the characters that may precede the first letter of a quotation
_MAX_HIDDEN = 40  # code points of a sentence that a bracket may stand for: a few words
_STOPS = ".,。，、"
_SPACELESS = re.compile(f"[{SPACELESS}]")


class Piece(NamedTuple):
    """The words before, between or after omissions."""

    text: str
    crosses_paragraphs: bool = False  # whether the omission before it may go over a paragraph's end
    may_change_case: bool = True  # of its first letter: it opens the quotation, or a sentence in it


class Group(NamedTuple):
    """What a group of a pattern stands for: an omission, or an editor's bracket."""

    kind: str  # `omission` or `bracket`
    shown: str = ""  # the words in the bracket
    position: str = ""  # of a bracket: `first` or `last` in its piece, or neither


class Pattern(NamedTuple):
    """A quotation as a pattern."""

    regex: re.Pattern[str]
    groups: list[Group]
    anchor: str  # words that stand as they are in the paragraph in which a match begins
    crosses_paragraphs: bool  # whether a match may go over the end of that paragraph


def pieces_of(words: str) -> list[Piece]:
    """Return the pieces of a quotation; paragraphs with no omission between them are one piece.

    A piece that is only a mark or a stop is none: the last of `‘I went …’`.
    """
    texts = _OMISSION.split(words)  # text, omission, text, omission, text, …
    pieces: list[Piece] = []
    for omission, text in zip(["", *texts[1::2]], texts[::2], strict=True):
        if text == closing_stop(text):
            continue
        crosses_paragraphs = "\n" in omission
        ends_sentence = bool(pieces) and pieces[-1].text.rstrip(MARK).endswith((".", "?", "!"))
        is_capitalized = text.lstrip(f"{MARK}([")[:1].isupper()
        opens_sentence = is_capitalized and (crosses_paragraphs or ends_sentence)
        pieces.append(Piece(text, crosses_paragraphs, not pieces or opens_sentence))
    return pieces


def pattern(pieces: Sequence[Piece], source: Source) -> Pattern | None:
    """Return the pattern of some pieces in order; None if there are none, or surely no match.

    Each piece matches at the nearest place after the one before it: in `He slowly went home and
    then went out.`, `He […] went` is `He` and the first `went`.
    """
    regex, anchor = "", ""
    groups: list[Group] = []
    for piece in pieces:
        stretches, shown = _split(piece.text, source)
        # What a source must have as it is, or there is no match: the words cut at letters in
        # brackets, without the first letter, which may differ in case. To look for it is fast.
        chunks = [chunk for stretch in stretches for chunk in _LETTER.split(stretch)[::2]]
        chunks[0] = chunks[0].lstrip(_OPENERS)[1:]
        # Brackets alone, or two side by side, match nothing: nobody could tell what each hides.
        if shown and (not WORD.search("".join(stretches)) or "" in stretches[1:-1]):
            return None
        if not all(chunk in source.folded for chunk in chunks):
            return None
        brackets = list(_brackets(stretches, shown))
        own = _regex(piece, stretches, brackets, source)
        if regex:  # atomic, (?>…): none further on is tried if a later piece then fails
            hidden = r"[\s\S]*?" if piece.crosses_paragraphs else r"[^\n]*?"
            regex += f"(?>({hidden}){own})"
            groups.append(Group("omission"))
        else:
            regex = own
            anchor = next(filter(None, chunks), "")
        groups += brackets
    crosses = any(piece.crosses_paragraphs or "\n" in piece.text for piece in pieces)
    return Pattern(re.compile(regex), groups, anchor, crosses) if pieces else None


def _split(text: str, source: Source) -> tuple[list[str], list[str]]:
    """Return the stretches of a piece around its brackets, and what is in the brackets.

    The closing stop is left out. A bracket that the source has too is part of the words.
    """
    core = text.removesuffix(closing_stop(text))
    stretches, shown, at = [], [], 0
    for bracket in _STANDALONE.finditer(core):
        if bracket[0] not in source.folded:
            stretches.append(core[at : bracket.start()].strip(" "))
            shown.append(bracket[1])
            at = bracket.end()
    return [*stretches, core[at:].strip(" ")], shown


def _brackets(stretches: Sequence[str], shown: Sequence[str]) -> Iterator[Group]:
    """Yield the group of each bracket: the first has no word before it, the last none after it."""
    for number, content in enumerate(shown):
        is_first = number == 0 and not WORD.search(stretches[0])
        is_last = number == len(shown) - 1 and not WORD.search(stretches[-1])
        yield Group("bracket", content, "first" if is_first else "last" if is_last else "")


def _regex(
    piece: Piece, stretches: Sequence[str], brackets: Sequence[Group], source: Source
) -> str:
    """Return the regular expression of a piece, with a group for each of its brackets.

    A bracket that opens the piece stands for a pronoun or an article, if there is one; one that
    closes it for a pronoun, unless it is a remark like [sic]; one between words for what is there.
    """
    language = source.language
    no_letter_before, no_letter_after = _bounds(source)
    regex = _words_regex(stretches[0], source, piece.may_change_case)
    for bracket, after in zip(brackets, stretches[1:], strict=True):
        if bracket.position == "first":
            replaceable = any_of(language.pronouns | language.determiners)
            hidden = f"(?:{no_letter_before}(?i:{replaceable}) )?"
        elif bracket.position == "last" and bracket.shown.strip().lower() == REMARK:
            hidden = ""
        elif bracket.position == "last":
            hidden = f"(?: (?i:{any_of(language.pronouns)}){no_letter_after})?"
        else:
            hidden = rf"[^\n.?!]{{0,{_MAX_HIDDEN}}}?"
        regex += f"(?>({hidden}){_words_regex(after, source)})"
    return regex + _stop_regex(closing_stop(piece.text))


def _words_regex(text: str, source: Source, may_change_case: bool = False) -> str:
    """Return the regular expression of words.

    A letter in brackets may have either case, and the brackets may be the source's own.
    """
    spelled = _LETTER.sub(r"\1", text)
    no_letter_before, no_letter_after = _bounds(source)
    regex = no_letter_before if _needs_bound(spelled[:1]) else ""
    end = no_letter_after if _needs_bound(spelled[-1:]) else ""
    offset = len(text) - len(text.lstrip(_OPENERS))
    changed = other_first_letter(text, source)
    at = 0
    if may_change_case and changed != text:
        regex += f"{re.escape(text[:offset])}[{text[offset]}{changed[offset]}]"
        at = offset + 1
    for letter in _LETTER.finditer(text, at):
        other = other_first_letter(letter[1] + text[letter.end() :], source)[0]
        regex += rf"{re.escape(text[at : letter.start()])}\[?[{letter[1]}{other}]\]?"
        at = letter.end()
    return regex + re.escape(text[at:]) + end


@lru_cache(maxsize=8)
def _bounds(source: Source) -> tuple[str, str]:
    """Return what a pattern has before a word and after it: that no letter or figure stands there.

    `search` asks `is_boundary`, which knows more, of each match. Scripts without spaces are left
    out of the letters only where the source has any, for a short pattern compiles faster.
    """
    letter = rf"[^\W_{SPACELESS}]" if _SPACELESS.search(source.folded) else r"[^\W_]"
    return f"(?<!{letter})", f"(?!{letter})"


def _needs_bound(character: str) -> bool:
    """Whether a letter beside a character would belong to the same word."""
    return character.isalnum() and not _SPACELESS.match(character)


def _stop_regex(ending: str) -> str:
    """Return the regular expression of a closing stop, or what a source may have instead of it."""
    marks = ending.count(MARK)
    if len(ending.strip(" ")) > marks + 1:  # several stops stay, but for “the U.S.,” he said
        others = [ending[:-1]] if ending == ".," else []
    elif marks:  # the stop may be within the inner marks or behind them
        others = [stop + MARK * marks for stop in ("", ".", ",")]
    else:
        others = [""]
    return f"(?:{'|'.join(map(re.escape, [ending, *others]))})"


def closing_stop(text: str) -> str:
    """Return the closing stop of a folded text with the marks around it, or an empty string."""
    return text[len(text.rstrip(f"{_STOPS}{MARK} ")) :]


def other_first_letter(text: str, source: Source) -> str:
    """Return a folded text with the case of its first letter changed, if that may change."""
    offset = len(text) - len(text.lstrip(_OPENERS))
    letter = text[offset : offset + 1]
    other = letter.swapcase()
    if not letter.isalpha() or other == letter or other.swapcase() != letter:
        return text  # it has no case, or changing it twice gives another letter: ı → I → i
    changed = text[:offset] + other + text[offset + 1 :]
    word = WORD.match(changed, offset)
    if letter.islower() and word and {word[0], word[0].partition(MARK)[0]} & source.names:
        return text  # a name, or its genitive (Reed's), keeps its capital
    return changed
