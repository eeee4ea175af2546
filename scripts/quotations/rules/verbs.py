"""The verbs of saying in a text, and who says them: Reed said “an old bridge”."""

import re
from bisect import bisect_left

from quotations.model import OBJECT
from quotations.rules.patterns import NAME, NAMES, QUOTED, Patterns

_WORD = re.compile(rf"{NAME}|[^\W\d_][\w’'-]*")
_SPELLED = re.compile(rf"[\w{NAMES}’'-]+")


class Verbs:
    """The verbs of saying in a text with QUOTED and names in it."""

    def __init__(self, text: str, patterns: Patterns) -> None:
        self._text, self._patterns, self._language = text, patterns, patterns.language
        self._words = list(_SPELLED.finditer(text))
        self._names = [name.start() for name in re.finditer(NAME, text)]
        self._quoted = text.find(QUOTED)
        that = patterns.that.search(text)
        self._that = that.start() if that else -1
        words = _WORD.findall(text)[1:]  # the first has a capital whatever it is
        self._has_somebody = bool(self._names) or any(map(self._can_say, words))
        self.found = [word for n, word in enumerate(self._words) if self._is_said(n, word)]

    def nearest(self) -> list[re.Match[str]]:
        """Return the last verb before the quotation since another one; else the first after it."""
        if self._quoted < 0:
            return self.found
        since = self._text.rfind(OBJECT, 0, self._quoted)
        before = [verb for verb in self.found if since < verb.start() < self._quoted]
        return before[-1:] or [verb for verb in self.found if verb.start() > self._quoted][:1]

    def speaker(self, verb: re.Match[str]) -> str:
        """Return the NAME of who says a verb; empty for none.

        It is the name right after the verb (said Trump), unless that is a hearer's (told Putin) or
        another stands right before the verb; else the last name before it, or the first after it.
        """
        number = bisect_left(self._names, verb.start())
        if not 0 < number < len(self._names):
            nearest = self._names[:1] if number == 0 else self._names[-1:]
            return "".join(self._text[at] for at in nearest)
        before, after = self._names[number - 1 : number + 1]
        is_own = not self._text[before + 1 : verb.start()].strip()
        is_right_after = not self._text[verb.end() : after].strip(" ,")
        hears = verb[0].lower() in self._language.telling
        return self._text[after if is_right_after and not is_own and not hears else before]

    def _is_said(self, number: int, verb: re.Match[str]) -> bool:
        """Whether a word is a verb of saying here, which somebody says and no thing (it says)."""
        language, word = self._language, verb[0].lower()
        if word not in language.all_saying:
            return False
        subject = self._subject(number)
        if word not in language.saying_or_noun:
            return self._has_somebody or subject.lower() not in language.things
        follows = _WORD.match(self._text, verb.end() + 1)
        if follows and self._is_first_after_quotation(number):
            subject = follows[0]  # “…”, claims Reed
        somebody = self._can_say(subject) or self._that == verb.end()
        return somebody and verb[0].islower() and not self._is_another_verb(verb)

    def _subject(self, number: int) -> str:
        """Return the word right before a verb, or before its auxiliaries: has, repeatedly."""
        before, verb = self._words[max(0, number - 1)], self._words[number]
        if self._text[before.end() : verb.start()].strip() or before is verb:
            return ""
        while number > 1 and self._is_auxiliary(self._words[number - 1][0].lower()):
            number -= 1
        return self._words[number - 1][0]

    def _is_auxiliary(self, word: str) -> bool:
        language = self._language
        return word in language.auxiliaries or word.endswith(tuple(language.auxiliary_endings))

    def _is_first_after_quotation(self, number: int) -> bool:
        is_after = -1 < self._quoted < self._words[number].start()
        return is_after and (number == 0 or self._words[number - 1].end() <= self._quoted)

    def _is_another_verb(self, verb: re.Match[str]) -> bool:
        """Whether what follows a verb makes another one of it: insists on “…”, no *that* between.

        After the quotation it makes none: “…”, he insisted on Friday.
        """
        if self._quoted < verb.end() or self._that >= verb.end():
            return False
        return self._patterns.other_verb.match(self._text, verb.end()) is not None

    def _can_say(self, word: str) -> bool:
        """Whether a word is somebody: a known name, a pronoun or title, any word with a capital."""
        lower, language = word.lower(), self._language
        capital = word[:1].isupper() and not re.search("['’]", word)
        named = re.fullmatch(NAME, word) or (capital and lower not in language.openers)
        return bool(named) or lower in language.persons
