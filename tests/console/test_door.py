"""The machine-readable door: scripts depend on these keys and their meaning."""

from __future__ import annotations

import json
from datetime import date

import pytest

from jjbot.errors import QuestionError
from jjbot.faces.console.door import Item, answer_object, batch_object, read_item
from jjbot.model import (
    Answer,
    Certainty,
    Claim,
    ClaimId,
    EntityId,
    Outcome,
    PartialDate,
    Query,
    Source,
    SourceId,
    Span,
    Suggestion,
    position,
    sentence,
)

GAZETTE = Source(
    id=SourceId("gazette"),
    publisher="The Gazette",
    title="A second season",
    url=None,
    published=PartialDate(2016, 1),
    estimated=True,
)
RENEWED = Claim(
    id=ClaimId("c-1"),
    subject=EntityId("season-2"),
    predicate="renewed_on",
    value=PartialDate(2016, 1, 17),
    known_on=date(2016, 1, 17),
    certainty=Certainty.OFFICIAL,
    sources=(SourceId("gazette"),),
)
PLAYED = Claim(
    id=ClaimId("c-2"),
    subject=EntityId("credit-1"),
    predicate="character",
    value="mara-quill",
    label="Mara Quill",
    known_on=None,
    spoils=position(1, 4),
)
ANSWER = Answer(
    outcome=Outcome.ANSWERED,
    lines=(
        sentence("Yes, ", Span("renewed", (RENEWED,)), "."),
        sentence("She is ", Span("Mara Quill", (PLAYED,)), ". 😀"),
    ),
    intent="season_status",
    query=Query(intent="season_status", entities=(("season", EntityId("season-2")),)),
    sources=(GAZETTE,),
    suggestions=(Suggestion("When?", Query(intent="x")),),
)


def test_one_answer_has_exactly_the_promised_keys():
    """A script that reads an answer would break with the next version."""
    assert answer_object("Is there more?", ANSWER, 1.23456) == {
        "question": "Is there more?",
        "outcome": "answered",
        "declined": False,
        "text": "Yes, renewed.\nShe is Mara Quill. 😀",
        "spoilers": [[21, 31]],
        "intent": "season_status",
        "entities": [{"slot": "season", "id": "season-2"}],
        "claims": [
            {
                "id": "c-1",
                "subject": "season-2",
                "predicate": "renewed_on",
                "value": "2016-01-17",
                "known_on": "2016-01-17",
                "certainty": "official",
                "sources": ["gazette"],
            },
            {
                "id": "c-2",
                "subject": "credit-1",
                "predicate": "character",
                "value": "Mara Quill",
                "known_on": None,
                "certainty": "reported",
                "sources": [],
            },
        ],
        "sources": [
            {
                "id": "gazette",
                "publisher": "The Gazette",
                "title": "A second season",
                "url": None,
                "published": "2016-01",
                "estimated": True,
            }
        ],
        "suggestions": ["When?"],
        "receipt": None,
        "ms": 1.235,
    }


def test_the_ranges_of_spoilers_cut_the_text_where_it_gives_something_away():
    """A script that covers spoilers would cover the wrong words."""
    row = answer_object("q", ANSWER, 1.0)
    assert [row["text"][start:end] for start, end in row["spoilers"]] == ["Mara Quill"]


def test_an_answer_that_was_not_understood_is_an_object_like_any_other():
    """A script would need a second form for questions that fail."""
    row = answer_object("?", Answer(outcome=Outcome.NOT_UNDERSTOOD, lines=()), 0.1)
    assert row["declined"] is True
    assert row["entities"] == row["claims"] == row["sources"] == []
    assert json.loads(json.dumps(row)) == row


@pytest.mark.parametrize("outcome", list(Outcome))
def test_declined_says_whether_there_is_an_answer(outcome):
    """An evaluation would count a refusal as an answer, or the other way round."""
    answer = Answer(outcome=outcome, lines=())
    expected = outcome not in (Outcome.ANSWERED, Outcome.CORRECTED)
    assert answer_object("q", answer, 0)["declined"] is expected
    assert batch_object(Item("1", "q"), answer, 0)["declined"] is expected


def test_a_line_of_a_batch_has_exactly_the_promised_keys():
    """An evaluation that reads a batch would break with the next version."""
    assert batch_object(Item("q-7", "q"), ANSWER, 2.0) == {
        "id": "q-7",
        "text": ANSWER.text,
        "declined": False,
        "outcome": "answered",
        "intent": "season_status",
        "ms": 2.0,
    }


def test_a_batch_line_needs_only_an_id_and_a_question():
    """A plain list of questions would have to be decorated first."""
    assert read_item('{"id": "a", "q": "who?", "kind": "x"}') == Item("a", "who?")


def test_a_batch_line_may_have_earlier_messages_and_a_viewpoint():
    """Follow-ups and as-of questions could not be evaluated."""
    text = '{"id": 3, "q": "and?", "context": ["who?"], "as_of": "2016-04", "seen": "S1E3"}'
    assert read_item(text) == Item(3, "and?", ("who?",), "2016-04", "S1E3")
    empty = '{"id": 3, "q": "and?", "context": null, "as_of": null, "seen": null}'
    assert read_item(empty) == Item(3, "and?")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('["id"]', "not a JSON object"),
        ('{"q": "who?"}', '"id"'),
        ('{"id": true, "q": "who?"}', '"id"'),
        ('{"id": 1}', '"q"'),
        ('{"id": 1, "q": 5}', '"q"'),
        ('{"id": 1, "q": "x", "context": "who?"}', '"context"'),
        ('{"id": 1, "q": "x", "context": [1]}', '"context"'),
        ('{"id": 1, "q": "x", "as_of": 2016}', '"as_of"'),
        ('{"id": 1, "q": "x", "seen": 2}', '"seen"'),
    ],
)
def test_a_bad_line_of_a_batch_is_refused_in_words(text, fault):
    """One wrong line would end a batch with a traceback."""
    with pytest.raises(QuestionError, match=fault):
        read_item(text)
