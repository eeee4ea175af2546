"""What a rule is: one function, or one record where no function can find the breach."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quotations.model import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule: the name of its failure, what it holds in one sentence, what mends it, examples."""

    name: str
    sentence: str
    mend: str
    good: str  # Markdown that passes, about the text in `rules/example.txt`
    bad: str  # Markdown that fails by this rule and no other
    # Yields a message for each breach in what it is given; None where no candidate is asked.
    find: Callable[..., Iterator[str]] | None = None


def rule(mend: str, good: str, bad: str) -> Callable[[Callable[..., Iterator[str]]], Rule]:
    """Make a rule of a function: its name, and the first line of its docstring."""

    def made(find: Callable[..., Iterator[str]]) -> Rule:
        sentence = (find.__doc__ or "").strip().splitlines()[0]
        return Rule(find.__name__.replace("_", "-"), sentence, mend, good, bad, find)

    return made


def first_breach(rules: Iterable[Rule], subject: object) -> Trace | None:
    """Return the failure of the first rule that finds a breach in a subject; None if none does."""
    for rule in rules:
        for message in rule.find(subject) if rule.find else ():
            return Trace(rule.name, (), message)
    return None
