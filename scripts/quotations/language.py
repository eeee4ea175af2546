"""What the rules need to know of a language: lists of words, and nothing else.

A language without an entry does without the rules that need its words: no word turns the sense,
no word may be replaced in brackets, nobody is understood to say anything.
"""

import re
from typing import NamedTuple

# A word: letters and digits, joined by apostrophes (folded text has one apostrophe).
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Language(NamedTuple):
    """The words of one language that a rule asks for, all in lower case."""

    turning: frozenset[str] = frozenset()
    """Words that turn the sense of what follows or surrounds them."""
    turning_endings: tuple[str, ...] = ()
    pronouns: frozenset[str] = frozenset()
    """What an editor's bracket may stand in place of."""
    determiners: frozenset[str] = frozenset()
    """Articles, possessives, demonstratives: the same, where the noun that they open is quoted."""
    saying: frozenset[str] = frozenset()
    """Forms of verbs of saying."""
    phrases: tuple[str, ...] = ()
    """Phrases that do the work of such a verb."""
    calling: frozenset[str] = frozenset()
    """Verbs that say something only with the quotation as their object: called it “…”."""
    particles: frozenset[str] = frozenset()
    """After such a verb they make another of it: called for, put off."""
    being: frozenset[str] = frozenset()
    """Forms of “to be”, which turn a verb of saying around: was told, is said."""
    refusing: frozenset[str] = frozenset()
    """Verbs that take back a verb of saying: refused to say."""
    asking: frozenset[str] = frozenset()
    """Words that make a question or a condition of what follows."""
    obliques: frozenset[str] = frozenset()
    """What makes a name no subject: a passage about Putin says."""
    nothing: frozenset[str] = frozenset()
    """After a verb of saying: that nothing was said, or another thing."""
    besides: frozenset[str] = frozenset()
    """After one that follows the quotation: that another thing was said."""
    breaking: frozenset[str] = frozenset()
    """Words that open another clause."""
    small: frozenset[str] = frozenset()
    """Words that may stand between a verb of saying and the quotation."""
    objects: frozenset[str] = frozenset()
    """The same after a verb that says with the quotation what something is: called it “…”."""
    that: frozenset[str] = frozenset()
    """What opens the clause that was said."""
    sayings: frozenset[str] = frozenset()
    """Nouns for words that were said: in “Trump’s word” the word that makes the claim."""
    utterances: frozenset[str] = frozenset()
    """Nouns for what somebody has written or said; something else may be said of it."""
    subordinating: frozenset[str] = frozenset()
    """What opens a clause that another follows after a comma: when Trump wrote, …"""
    prepositions: frozenset[str] = frozenset()
    """What opens a time or a place: said in Paris on Wednesday, …"""
    belonging: frozenset[str] = frozenset()
    """What ties such a noun to a name: a phrase of Trump, in Trump's words."""
    agent: frozenset[str] = frozenset()
    """What ties a verb in the passive to who does it: said by Trump."""
    according: frozenset[str] = frozenset()
    """What stands before a name and does a verb of saying's work."""
    participle_endings: frozenset[str] = frozenset()
    """How a verb ends that “to be” does not turn around: is saying."""
    reporting: frozenset[str] = frozenset()
    """What stands between a form of “to be” and a verb of saying: is quoted as saying."""
    identifying: frozenset[str] = frozenset()
    """What opens a clause that says what something is: this is what Trump said."""
    joining: frozenset[str] = frozenset()
    """What joins two quotations that one speaker is given: “one” and “another”."""
    titles: frozenset[str] = frozenset()
    """What may stand before a name and be part of it."""
    remarks: frozenset[str] = frozenset()
    """What an editor may say in brackets of the words before: sic."""
    abbreviations: frozenset[str] = frozenset()
    """Words with a full stop that ends no sentence."""
    openers: frozenset[str] = frozenset()
    """Words that open a sentence even after an abbreviation."""
    elisions: frozenset[str] = frozenset()
    """What may follow an apostrophe that stands for lost letters: ’tis, ’em, rock ’n’ roll."""

    @property
    def replaceable(self) -> frozenset[str]:
        """The words that a bracket may stand in place of."""
        return self.pronouns | self.determiners

    def turns(self, word: str) -> bool:
        """Whether `word` (folded) turns the sense."""
        word = word.lower()
        return word in self.turning or word.endswith(self.turning_endings or ("\0",))

    def turning_word(self, text: str) -> str | None:
        """Return the first word of `text` (folded) that turns the sense."""
        for match in WORD.finditer(text):
            if self.turns(match[0]):
                return match[0]
        return None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Language(
    turning=_words(
        "not cannot no none never nor neither hardly barely unless doubtful inconceivable"
    ),
    turning_endings=("n't",),
    pronouns=_words(
        "i me mine myself we us ours ourselves you yours yourself yourselves he him himself"
        " she hers herself it itself they them theirs themselves who whom which one ones others"
    ),
    determiners=_words("a an the my our your his her its their whose this that these those"),
    saying=_words(
        "say says said saying tell tells told telling write writes wrote written writing"
        " state states stated stating declare declares declared declaring"
        " announce announces announced announcing claimed claiming"
        " remark remarks remarked reply replies replied"
        " post posts posted posting tweet tweets tweeted"
        " reaffirm reaffirmed assert asserts asserted asserting"
        " note notes noted noting comment comments commented promise promises promised"
        " argue argues argued arguing warn warns warned warning explain explains explained"
        " stress stresses stressed vow vows vowed boast boasts boasted repeat repeats repeated"
        " confirm confirms confirmed admit admits admitted acknowledge acknowledges acknowledged"
        " emphasize emphasizes emphasized quip quips quipped complain complains complained"
        " pledge pledges pledged conclude concludes concluded observe observes observed"
        " concede concedes conceded continued recall recalls recalled"
    ),
    phrases=(
        *("speak of", "speaks of", "spoke of", "spoken of", "speaking of"),
        *("claim that", "claims that", "maintain that", "maintains that", "maintained that"),
        *("insist that", "insists that", "insisted that", "insisting that"),
        *("have it", "has it", "had it"),
    ),
    calling=_words(
        "call calls called calling describe describes described describing put puts"
        " add adds added adding answer answers answered claim claims"
    ),
    particles=_words("for on off upon with to in out into"),
    being=_words("is are was were be been being am"),
    refusing=_words(
        "refuse refuses refused refusing fail fails failed failing deny denies denied denying"
        " decline declines declined declining avoid avoids avoided avoiding"
    ),
    asking=_words("did does do if had nowhere whether unless before unlike"),
    obliques=_words("about on of to for by with from between against"),
    nothing=_words("nothing little no none nobody nowhere never more much otherwise differently"),
    besides=_words("that so as only"),
    breaking=_words(
        "and but or so which whom whose when while because if where though although than"
    ),
    small=_words("a an the its his her their of as to in on about only just"),
    objects=_words("it this them him her"),
    that=_words("that"),
    sayings=_words(
        "word words phrase phrases saying sayings quotation quotations expression expressions"
        " quote quotes"
    ),
    utterances=_words(
        "remark remarks statement statements post posts sentence sentences message messages"
        " comment comments"
    ),
    subordinating=_words("when after since once while because now"),
    prepositions=_words("in on at to from before after during by via"),
    belonging=_words("by from of in"),
    agent=_words("by"),
    according=frozenset({"according to", "in the words of", "to quote", "quoting"}),
    participle_endings=_words("ing"),
    reporting=frozenset({"quoted as", "cited as", "reported as"}),
    identifying=_words("what how as"),
    joining=_words("and or but"),
    titles=_words(
        "the president vice prime foreign defense minister secretary chancellor leader mr mrs ms dr"
        " russian american ukrainian u.s soviet"
    ),
    remarks=frozenset({"sic", "emphasis added", "emphasis mine", "emphasis in the original"}),
    abbreviations=_words(
        "mr mrs ms dr prof st jr sr gen sen rep gov lt col sgt capt rev hon vs etc cf al fig no nos"
        " vol pp p ch ed eds inc ltd co corp e.g i.e u.s u.k u.n e.u a.m p.m d.c"
        " jan feb mar apr aug sept sep oct nov dec"
    ),
    openers=_words(
        "it he she they we i you the this that these those there a an in on at but and or so yet"
        " if when while as what who why how would his her its their our"
    ),
    elisions=_words(
        "n tis twas twere twill til till em er cause cos cuz bout round neath gainst kay nuff"
        " fraid scuse ere"
    ),
)
LANGUAGES = {"en": ENGLISH}


def language(code: str) -> Language:
    """Return what is known of a language (a BCP 47 tag; its region does not matter)."""
    return LANGUAGES.get(code.split("-")[0].lower(), Language())
