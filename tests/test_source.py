"""The seed, byte for byte, and what is known of it."""

import hashlib
import re
from pathlib import Path

import pytest

from quotations.model import InputError
from quotations.seed.read import read, read_source, warnings
from quotations.seed.source import Source
from showing import write_source

SHA256 = "286fab8061fabe33672539644a61389badb3d717a98f4b9a96785cd875a798b1"
ROOT = Path(__file__).resolve().parent.parent

# The first and last word of every sentence: their numbers are addresses.
SENTENCES = {
    1: ["I end", "We added"],
    2: ["The together"],
    3: ["Europe dismay", "The allies"],
    4: ["President Putin", "He strength", "But hubris"],
    5: ["Putin May", "He Ukraine", "A S", "It Europe"],
    6: ["But fail", "What like", "Putin mercy"],
    7: ["The gains", "He controls", "This rejected", "It ago"],
    8: ["Equally neutrality", "This 2022", "At aggression", "Russia assistance"],
    9: ["Putin attack", "As assistance", "For agreement"],
    10: ["Would framework", "If aggression"],
    11: ["The demilitarization", "What permitted", "Would agree", "There down"],
    12: ["None point", "Any power", "Putin him", "The Moscow", "This Ukrainians", "He legitimacy"],
    13: ["Is Zelensky", "It pass", "Needless Europe"],
    14: ["Fourth laws", "During ambitions", "This Ukraine"],
    15: ["Fifth sanctions", "Although strain", "Putin reprieve", "This dollar", "The glory"],
    16: ["Given Putin", "That does"],
    17: ["This ruler", "He issues", "In leaders", "Putin predecessors"],
    18: ["During schemes", "But tell"],
}
SPEAKERS = [
    (1, "Donald Trump"),
    (1, "Donald Trump"),
    (2, "the Russian readout"),
    (2, "the Russian readout"),
    (3, "Kaja Kallas"),
    (4, "Donald Trump"),
    (12, "Vladimir Putin"),
    (15, "Donald Trump"),
    (17, "a term of Soviet times"),
]


def write(folder: Path, text: bytes, table: str = "") -> Path:
    path = folder / "text.txt"
    path.write_bytes(text)
    path.with_suffix(".toml").write_text(f'language = "en"\n{table}', encoding="utf-8")
    return path


def test_the_seed_is_the_clients_text_byte_for_byte(op_ed: Source) -> None:
    data = (ROOT / "seeds" / "op-ed.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256 == op_ed.sha256


def test_lines_1_to_18_are_the_op_ed_and_no_others(op_ed: Source) -> None:
    lines = op_ed.text.splitlines()
    assert len(lines) == 26
    assert [op_ed.text[p.start : p.end] for p in op_ed.paragraphs] == lines[:18]


def test_every_sentence_begins_and_ends_where_it_did(op_ed: Source) -> None:
    found = {}
    for paragraph in op_ed.paragraphs:
        words = [re.findall(r"[^\W_]+", op_ed.text[s.start : s.end]) for s in paragraph.sentences]
        found[paragraph.number] = [f"{each[0]} {each[-1]}" for each in words]
    assert found == SENTENCES


def test_sentences_cover_their_paragraph(op_ed: Source) -> None:
    for paragraph in op_ed.paragraphs:
        text = " ".join(op_ed.text[s.start : s.end] for s in paragraph.sentences)
        assert text == op_ed.text[paragraph.start : paragraph.end]


def test_every_quoted_span_has_its_entry_and_its_speaker(op_ed: Source) -> None:
    listed = [(op_ed.paragraph_at(span.start).number, span.speaker.name) for span in op_ed.spans]
    assert listed == SPEAKERS


def test_a_table_lists_every_span_or_none(tmp_path: Path) -> None:
    text = "He said “one” and\n“one” and “two”.".encode()
    listed = "[[spans]]\nparagraph = 1\ntext = 'one'\nspeaker = 'author'\n"
    message = "the text quotes “one” in paragraph 2 where they list nothing more; list all .* order"
    with pytest.raises(InputError, match=message):
        read_source(write(tmp_path, text, listed))
    assert read_source(write(tmp_path, text)).spans == ()


@pytest.mark.parametrize(
    ("text", "table", "message"),
    [
        (b"", "", "there is no text in text.txt"),
        (b" \n\n", "", "there is no text in text.txt"),
        (b"one\ntw\xffo", "", "text.txt: cannot be read as UTF-8: .*position 6"),
        (b"one", 'sha256 = "0"', "sha256 differs.; restore the file as it was"),
        (b"one", "sha256 = ", "text.toml: not TOML"),
        (b"one", "langauge = 'en'", "unknown key 'langauge'"),
        (
            b"one",
            "author = { name = 'A', aliases = ['B'] }",
            "unknown key 'aliases'; known here: name, names",
        ),
        (b"one", "date = " + "1" * 5000, "not TOML"),
        (b"one", "lines = [1, 9]", "lines = .1, 9.: must be two numbers, .* of lines 1 to 1$"),
        (b"one", "lines = [1]", "lines = .1.: must be two numbers"),
        (b"one", "lines = [1, 'x']", "lines 2 must be a whole number"),
        (b"one\n\n", "lines = [2, 3]", "no text in text.txt, or none on the lines given"),
        (
            b"one",
            "[[spans]]\nparagraph = 1\ntext = 'x'\nspeaker = 'author'",
            "list “x” in paragraph 1",
        ),
        (
            b"one",
            "[[spans]]\nparagraph = 2\ntext = 'x'\nspeaker = 'author'",
            "the text quotes nothing more where they list “x” in paragraph 2",
        ),
        ("“x”".encode(), "[[spans]]\nparagraph = 1\ntext = 'x'\nspeaker = 'y'", "speaker 'y'"),
        (b"one", "[[spans]]\nparagraph = 1", "spans 1 must have a text"),
        (b"one", "[[spans]]\nparagraph = '1'", "spans 1 paragraph must be a whole number"),
        (b"one", "author = 3", "author must be a table"),
        (b"one", "paragraphs = 'page'", 'paragraphs = \'page\': must be "line" or "blank-line"'),
        (b"one", "publisher = 3", "publisher must be a table"),
        (b"one", "author = { name = ' ' }", "author name must be a text"),
        (b"one", "speakers = 3", "speakers must be a table"),
        (b"one", "[speakers]\na = 3", "speakers a must be a table"),
        (b"one", "[speakers.a]\nnames = ['A']", "speakers a must have a name"),
        (b"one", "[speakers.a]\nname = 'A'\nnames = ['B', 3]", "speakers a names 2 must be a text"),
    ],
)
def test_a_bad_seed_is_one_line_that_says_what_and_where(
    tmp_path: Path, text: bytes, table: str, message: str
) -> None:
    path = write(tmp_path, text, table)
    with pytest.raises(InputError, match=message) as raised:
        read_source(path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", 'no language declared; write a line like: language = "en"'),
        ("language = 3", 'language = 3 is no tag; write a line like: language = "en"'),
        ("language = 'English'", "language = 'English' is no tag; write a line like"),
    ],
)
def test_a_language_must_be_declared(tmp_path: Path, table: str, message: str) -> None:
    path = write(tmp_path, b"one")
    path.with_suffix(".toml").write_text(table, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        read_source(path)
    path.with_suffix(".toml").unlink()
    with pytest.raises(InputError, match="no language declared"):
        read_source(path)


def test_a_language_without_lists_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, b"one")
    assert warnings(read(tmp_path)) == []
    path.with_suffix(".toml").write_text("language = 'tlh'", encoding="utf-8")
    assert warnings(read(tmp_path)) == [
        "text: no word lists for this language: words are checked, sense and speakers are not"
    ]


def test_nothing_advises_to_record_the_sum_of_a_changed_text(tmp_path: Path) -> None:
    path = write(tmp_path, b"one", f'sha256 = "{SHA256}"')
    with pytest.raises(InputError) as raised:
        read_source(path)
    assert hashlib.sha256(b"one").hexdigest() not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [b"\xef\xbb\xbfone two\nthree\n", b"one two\r\nthree\r\n", b"one two  \n three\t\n\n"],
    ids=["byte-order mark", "Windows line ends", "spaces at ends"],
)
def test_how_a_text_was_saved_changes_no_paragraph(tmp_path: Path, text: bytes) -> None:
    source = read_source(write(tmp_path, text))
    found = [source.text[p.start : p.end] for p in source.paragraphs]
    assert found == ["one two", "three"]


@pytest.mark.parametrize("date", ["2025-02-13", "'13 February'", "{ inferred = 'mid-February' }"])
def test_a_date_may_have_any_form(tmp_path: Path, date: str) -> None:
    assert read_source(write(tmp_path, b"one", f"date = {date}")).text == "one"


def test_line_ends_of_another_system_keep_the_sum(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"one\ntwo\n").hexdigest()
    assert (
        read_source(write(tmp_path, b"one\r\ntwo\r\n", f'sha256 = "{digest}"')).text == "one\ntwo\n"
    )


def test_a_text_with_hard_wrapped_lines_is_numbered_by_its_blank_lines(tmp_path: Path) -> None:
    text = b"one\ntwo\n\nthree\nfour \n \t\n\nfive"
    source = read_source(write(tmp_path, text, 'paragraphs = "blank-line"'))
    found = [source.text[p.start : p.end] for p in source.paragraphs]
    assert found == ["one\ntwo", "three\nfour", "five"]


def test_what_is_no_file_is_no_seed(tmp_path: Path) -> None:
    (tmp_path / "text.txt").mkdir()
    with pytest.raises(InputError, match=r"text\.txt: cannot be read .*Is a directory"):
        read(tmp_path)


def test_a_folder_without_a_seed_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no seed here"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Stop! Go on. He left.", ["Stop!", "Go on.", "He left."]),
        ("Is it so? Nobody knows… He left.", ["Is it so?", "Nobody knows…", "He left."]),
        ("“Stop!” he said. Nobody did.", ["“Stop!” he said.", "Nobody did."]),
        ("“Stop!” Ann said. Nobody did.", ["“Stop!” Ann said.", "Nobody did."]),
        ("“Why?” Ann said. Nobody knew.", ["“Why?” Ann said.", "Nobody knew."]),
        ("“Stop!” Nobody did.", ["“Stop!”", "Nobody did."]),
        ("In the U.S. Senate it failed.", ["In the U.S. Senate it failed."]),
    ],
)
def test_a_sentence_ends_with_its_mark_unless_its_speaker_follows(
    tmp_path: Path, text: str, sentences: list[str]
) -> None:
    source = read_source(write(tmp_path, text.encode()))
    found = [source.text[s.start : s.end] for s in source.paragraphs[0].sentences]
    assert found == sentences


def test_a_word_is_a_name_where_the_table_or_a_capital_within_a_sentence_says_so(
    tmp_path: Path,
) -> None:
    text = "Ada came to Kyiv. The Danube rose. Then the Old mill burned; old it was.\n* * *\n"
    known = write_source(tmp_path, text, 'language = "en"\nauthor = { name = "Ada van Oake" }\n')
    assert known.names == {"Ada", "Oake", "Kyiv", "Danube"}
