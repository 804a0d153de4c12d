"""Files of questions: what is taken, and what is refused with its file and line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from jjbot.engine import Expectation, read_questions
from jjbot.errors import QuestionError
from jjbot.model import EVERYTHING, position

WHOLE = {
    "id": "a",
    "q": "and part 1?",
    "kind": "date",
    "expect": {"any": [["2022", "2023"]], "none": ["2024"], "order": ["2022"]},
    "decline": False,
    "decline_ok": True,
    "context": ["when did part 2 come out?"],
    "as_of": "2023-04",
    "seen": "S1E1",
    "today": "2023-07-01",
    "intent": "premiere",
    "tags": ["typo"],
    "lang": "en",
}
SHORT = {"id": "b", "q": "hello", "kind": "talk", "decline": True}


@pytest.fixture
def written(tmp_path):
    """Return a function that writes lines to a file of that name: its path."""

    def write(name, *lines):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return str(path)

    return write


def refused(*given):
    """Return why the files are refused, by line."""
    with pytest.raises(QuestionError) as caught:
        read_questions(given)
    return str(caught.value).splitlines()


def test_all_that_a_line_may_say_is_understood(written):
    """A question would be asked otherwise than it is meant."""
    whole, short = read_questions([written("q.jsonl", WHOLE, "", SHORT)])
    assert whole.expected == Expectation((("2022", "2023"),), ("2024",), ("2022",))
    assert (whole.may_decline, whole.intent, whole.tags) == (True, "premiere", ("typo",))
    assert whole.context == ("when did part 2 come out?",)
    assert (whole.as_of, whole.today) == (date(2023, 4, 30), date(2023, 7, 1))
    assert whole.seen == position(1, 1)
    assert (short.expected, short.seen, short.today) == (None, EVERYTHING, None)
    assert (short.place.line, str(short.place).endswith("q.jsonl:3")) == (3, True)


def test_a_folder_stands_for_all_question_files_below_it(written, tmp_path):
    """A new file of questions would not be asked before somebody names it."""
    written("all/deep/down/b.jsonl", SHORT | {"id": 1})
    written("all/a.jsonl", SHORT | {"id": 2})
    written("all/notes.md", "not a question")
    assert [one.id for one in read_questions([str(tmp_path / "all")])] == ["2", "1"]


def test_each_line_of_a_list_must_be_declined(written):
    """A thousand unrelated questions would have to be wrapped in JSON."""
    first, second = read_questions([written("trivia.txt", "how tall is it", " ", "2 + 2?\r")])
    assert (first.text, first.kind, first.expected) == ("how tall is it", "trivia", None)
    assert (second.id, second.text) == ("trivia:3", "2 + 2?")


def test_what_lies_below_a_folder_unseen_is_known_to_be_so(written, tmp_path, monkeypatch):
    """Its failures could be read by whoever stands in that folder."""
    deep = written("unseen/more/q.jsonl", SHORT)
    assert read_questions([deep])[0].place.unseen
    assert not read_questions([written("seen/unseen.jsonl", SHORT)])[0].place.unseen
    monkeypatch.chdir(tmp_path / "unseen" / "more")
    assert read_questions(["q.jsonl"])[0].place.unseen


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"id": 1, "id": 2}', "'id' twice"),
        (SHORT | {"expct": {}}, "unknown key 'expct' (nearest: 'expect')"),
        (SHORT | {"expect": {"al": []}}, "unknown key 'expect.al'"),
        (SHORT | {"expect": {"any": ["x"]}}, "'expect.any' that is not a list of lists"),
        (SHORT | {"expect": {"any": [[]]}}, "'expect.any' that is not a list of lists"),
        (SHORT | {"expect": {"any": [["x"]]}}, "only a decline is right"),
        (SHORT | {"expect": []}, "'expect' that is not an object"),
        (SHORT | {"decline": False}, "expects nothing"),
        (WHOLE | {"expect": {"any": [["**"]]}}, "expects an empty text"),
        (SHORT | {"decline": "yes"}, "'decline' that is not true or false"),
        (SHORT | {"id": True}, "'id' that is not a text or a whole number"),
        (SHORT | {"kind": " "}, "'kind' that is not a text that is not empty"),
        (SHORT | {"context": "x"}, "'context' that is not a list of texts"),
        (SHORT | {"seen": "far"}, "'far' is not none, S2, S2E5 or all"),
        (SHORT | {"as_of": "2023-13"}, "is not in the calendar"),
        (SHORT | {"today": "2023"}, "is not a day"),
        ({"q": "x", "kind": "y", "decline": True}, "has no 'id'"),
        ({"id": 1, "kind": "y", "decline": True}, "has no 'q'"),
    ],
)
def test_a_wrong_line_is_refused_with_its_file_and_line(written, line, why):
    """A mistyped key would be left out, and the question be right whatever is said."""
    path = written("q.jsonl", SHORT | {"id": 0}, line)
    (problem,) = refused(path)
    assert problem.startswith(f"{path}:2: ")
    assert why in problem


def test_all_problems_are_told_at_once_and_no_two_questions_share_an_id(written):
    """Somebody would mend one line at a time, or a question be lost behind another."""
    first = written("a.jsonl", SHORT, "{")
    second = written("b.jsonl", SHORT)
    assert refused(first, second) == [
        f"{first}:2: is not JSON",
        f"{second}:1: the id 'b' was used in {first}:1",
    ]


def test_a_file_of_something_else_is_not_told_line_by_line(written):
    """The first problem would have run off the screen."""
    problems = refused(written("q.jsonl", *["nonsense"] * 100))
    assert len(problems) == 21
    assert problems[-1] == "… and 80 more problems"


def test_bytes_that_are_no_text_are_refused(tmp_path):
    """A question would be asked with other letters than it has."""
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1, "q": "x", "kind": "y", "decline": true}\n\xff')
    assert refused(str(path)) == [f"{path}:2: is not UTF-8"]


def test_nothing_to_ask_is_an_error(written, tmp_path):
    """A wrong path would look like a perfect result."""
    assert "no questions" in refused(written("empty.jsonl"))[0]
    assert "cannot be read" in refused(str(tmp_path / "gone.jsonl"))[0]
    (tmp_path / "folder").mkdir()
    assert "no *.jsonl" in refused(str(tmp_path / "folder"))[0]
