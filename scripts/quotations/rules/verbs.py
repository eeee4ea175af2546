"""The verbs of saying in a text, and who says them.

In `Reed said “an old bridge”` the verb is `said`, and its speaker Reed. The text has QUOTED for the
quotation, an OBJECT for each other one, and one character for each name that the seeds list.
"""

import re
from bisect import bisect_left

from quotations.model import OBJECT
from quotations.rules.patterns import NAME, NAMES, QUOTED, Patterns

_WORD = re.compile(rf"[\w{NAMES}’'-]+")
_SOMEBODY = re.compile(rf"{NAME}|[^\W\d_][\w’'-]*")  # a name, or a word that may be one


class Verbs:
    """The verbs of saying in a text, as matches of its words."""

    def __init__(self, text: str, patterns: Patterns) -> None:
        self._text, self._patterns, self._language = text, patterns, patterns.language
        self._words = list(_WORD.finditer(text))
        self._names = [name.start() for name in re.finditer(NAME, text)]
        self._quoted = text.find(QUOTED)  # -1 where the text has it not
        that = patterns.that.search(text)
        self._that = that.start() if that else -1
        self.all = [word for n, word in enumerate(self._words) if self._is_verb(n, word)]

    def nearest(self) -> list[re.Match[str]]:
        """Return the last verb before the quotation since another one; else the first after it."""
        if self._quoted < 0:
            return self.all
        since = self._text.rfind(OBJECT, 0, self._quoted)  # the quotation before it, or -1
        before = [verb for verb in self.all if since < verb.start() < self._quoted]
        return before[-1:] or [verb for verb in self.all if verb.start() > self._quoted][:1]

    def speaker(self, verb: re.Match[str]) -> str:
        """Return the NAME of who says a verb; empty for none.

        It is the name right after the verb (said Trump), unless that is a hearer's (told Putin) or
        another stands right before the verb; else the last name before it, or the first after it.
        """
        number = bisect_left(self._names, verb.start())
        if not 0 < number < len(self._names):
            nearest = self._names[:1] if number == 0 else self._names[-1:]
            return "".join(self._text[start] for start in nearest)
        before, after = self._names[number - 1 : number + 1]
        is_right_before = not self._text[before + 1 : verb.start()].strip()
        is_right_after = not self._text[verb.end() : after].strip(" ,")
        if is_right_after and not is_right_before and verb[0].lower() not in self._language.telling:
            return self._text[after]
        return self._text[before]

    def _is_verb(self, number: int, verb: re.Match[str]) -> bool:
        """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
        language, word = self._language, verb[0].lower()
        if word not in language.all_saying:
            return False
        subject = self._subject(number)
        if word not in language.saying_or_noun:
            # “It says” says what the text says, unless somebody before it may be meant.
            is_thing = subject.lower() in language.things
            return not is_thing or self._names_somebody_before(number)
        after = _SOMEBODY.match(self._text, verb.end() + 1)
        if after and self._is_first_after_quotation(number):
            subject = after[0]  # “…”, claims Reed
        is_said = self._is_somebody(subject) or self._that == verb.end()
        return is_said and verb[0].islower() and not self._is_another_verb(verb)

    def _names_somebody_before(self, number: int) -> bool:
        """Whether somebody is named before a word; the first has a capital whoever it is."""
        first, *others = (word[0] for word in self._words[:number])
        return re.match(NAME, first) is not None or any(map(self._is_somebody, others))

    def _subject(self, number: int) -> str:
        """Return the word right before a verb, or before its auxiliaries: has, repeatedly."""
        before, verb = self._words[number - 1], self._words[number]
        if number == 0 or self._text[before.end() : verb.start()].strip():
            return ""
        while number > 1 and self._is_auxiliary(self._words[number - 1][0].lower()):
            number -= 1
        return self._words[number - 1][0]

    def _is_auxiliary(self, word: str) -> bool:
        """Whether a word may stand between somebody and a verb."""
        language = self._language
        return word in language.auxiliaries or word.endswith(tuple(language.auxiliary_endings))

    def _is_first_after_quotation(self, number: int) -> bool:
        """Whether a word is the first one after the quotation."""
        is_after = -1 < self._quoted < self._words[number].start()
        return is_after and (number == 0 or self._words[number - 1].end() <= self._quoted)

    def _is_another_verb(self, verb: re.Match[str]) -> bool:
        """Whether what follows a verb makes another one of it: insists on “…”, no *that* between.

        After the quotation it makes none: “…”, he insisted on Friday.
        """
        if self._quoted < verb.end() or self._that >= verb.end():
            return False
        return self._patterns.other_verb.match(self._text, verb.end()) is not None

    def _is_somebody(self, word: str) -> bool:
        """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
        lower, language = word.lower(), self._language
        if re.fullmatch(NAME, word) or lower in language.persons:
            return True
        return word[:1].isupper() and not re.search("['’]", word) and lower not in language.openers
