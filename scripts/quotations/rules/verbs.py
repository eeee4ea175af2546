"""The verbs of saying in a text, and who says them.

In `Reed said “an old bridge”` the verb is `said`, and its speaker Reed. The text has QUOTED for the
quotation, an OBJECT for each other one, and one character for each name that the seeds list.
"""

import re
from collections.abc import Sequence

from quotations.model import OBJECT
from quotations.rules.patterns import NAME, NAMES, QUOTED, WORD, Patterns
from quotations.text.language import Language

_WORD = re.compile(WORD)
_LOOK_BACK = 80  # code points; a subject and its auxiliaries are shorter
_AFTER_QUOTATION = re.compile(rf"{QUOTED}[^\w{NAMES}]*$")

Verb = re.Match[str]
"""A verb as a match in the text that has it."""


def verbs(text: str, patterns: Patterns) -> list[Verb]:
    """Return the verbs of saying in a text, but for those that only a thing says."""
    saying = patterns.language.all_saying
    words = (word for word in patterns.word.finditer(text) if word[0].lower() in saying)
    return [word for word in words if _is_verb(word, patterns)]


def nearest(found: Sequence[Verb], text: str) -> Sequence[Verb]:
    """Return the last verb before the quotation since another one; else the first after it.

    In a text without the quotation all are as near.
    """
    quoted = text.find(QUOTED)
    if quoted < 0:
        return found
    since = text.rfind(OBJECT, 0, quoted)  # the quotation before it, or -1
    before = [verb for verb in found if since < verb.start() < quoted]
    return before[-1:] or [verb for verb in found if verb.start() > quoted][:1]


def speaker(verb: Verb) -> str:
    """Return the NAME of who says a verb; empty for none.

    It is the last name before the verb; if there is none, or only the name after it is right beside
    it (Putin: “…,” said Trump), the first after it.
    """
    before, after = verb.string[: verb.start()].rstrip(), verb.string[verb.end() :].lstrip(" ,")
    names_before: list[str] = re.findall(NAME, before)
    names_after: list[str] = re.findall(NAME, after)
    is_right_before = before.endswith(tuple(names_before[-1:]))
    is_right_after = after.startswith(tuple(names_after[:1]))
    if names_before and (is_right_before or not is_right_after):
        return names_before[-1]
    return names_after[0] if names_after else ""


def _is_verb(word: Verb, patterns: Patterns) -> bool:
    """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
    text, language = word.string, patterns.language
    found = patterns.subject.search(text, max(0, word.start() - _LOOK_BACK), word.start())
    subject = found[1] if found else ""
    if word[0].lower() not in language.saying_or_noun:
        # “It says” says what the text says, unless a name earlier in the sentence may be meant.
        return subject.lower() not in language.things or bool(re.search(NAME, text[: word.start()]))
    # It may be a noun, or another verb: a claim, Trump’s claims; call for, put off.
    rest = text[word.end() :]
    if patterns.other_verb.match(rest) and QUOTED in rest and not patterns.that.search(rest):
        return False
    after = _WORD.match(rest, 1)
    if after and _AFTER_QUOTATION.search(text, 0, word.start()):
        subject = after[0]  # “…”, claims Reed
    return _is_somebody(subject, language) or bool(patterns.that.match(rest))


def _is_somebody(word: str, language: Language) -> bool:
    """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
    lower = word.lower()
    if re.fullmatch(NAME, word) or lower in language.persons:
        return True
    return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers
