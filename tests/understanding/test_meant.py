"""Whom a relation means, unknown names, yes and no, and what does not exist."""

from __future__ import annotations

import pytest

from jjbot.model import Outcome
from tests.asking import fan_of, view

ROSE = """\
  pronoun: she
  description: the waitress who keeps the café
"""
KIN = """\
  brother: {value: will, revealed_in: S1E2}
  neighbor: will
"""


@pytest.fixture
async def fan(minuit, tmp_path, edit):
    """A fan of the tiny pack, in which Rose has a brother, as the second episode tells."""
    edit("people.yaml", ROSE, ROSE + KIN)
    async with fan_of(minuit, tmp_path / "facts") as fan:
        yield fan


def read(fan, text, seen="all", as_of=None):
    """How *text* is understood, without a conversation."""
    return fan.generation.understanding.understand(text, view(as_of, seen), None)


@pytest.mark.parametrize(
    "text",
    [
        "who plays rose's brother",
        "who plays her brother",
        "who plays the brother of rose",
        "who plays her brother will",
        "who is rose's neighbor will played by",
    ],
)
async def test_somebody_may_be_named_by_what_they_are_to_others(fan, text):
    """Half of all questions about minor characters have no name in them."""
    answer = await fan.ask(text)
    assert "Will Hart" in answer.text


async def test_a_relation_that_is_hidden_names_nobody(fan):
    """That she has a brother at all would be the spoiler."""
    assert read(fan, "who plays rose's brother", seen="S1E1").query is None
    hidden = await fan.ask("who plays rose's brother", seen="S1E1")
    nobody = await fan.ask("who plays rose's husband", seen="S1E1")
    assert hidden.text == nobody.text
    late = await fan.ask("who plays rose's brother")
    assert late.spoilers, "who is meant is known only from the second episode on"


@pytest.mark.parametrize(
    "text",
    [
        "did xander quorn play rose",
        "was xander quorn the showrunner",
        "when did hulu cancel it",
        "is it on hulu",
    ],
)
async def test_a_name_that_nobody_bears_is_not_accepted_and_not_echoed(fan, text):
    """Silence about it would accept it; repeating it would let anybody speak through the bot."""
    answer = await fan.ask(text)
    assert answer.outcome is Outcome.CORRECTED
    assert "not" in answer.text.casefold().split(".")[0]
    assert not {"xander", "quorn", "hulu"} & set(answer.text.casefold().split())


@pytest.mark.parametrize("text", ["who is xander quorn", "who plays xander quorn", "xander quorn"])
async def test_who_asks_about_nobody_is_told_of_nobody(fan, text):
    """An answer about somebody else would be wrong."""
    assert (await fan.ask(text)).outcome.declined


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("did part 2 come out in february 2022", "Yes"),
        ("part 2 came out in february 2022, right?", "Yes"),
        ("did part 2 come out in 2021", "No"),
        ("when did part 2 come out", "Part 2 premiered"),
    ],
)
async def test_who_asks_whether_is_told_yes_or_no_first(fan, text, begins):
    """A date without a yes leaves the reader to compare."""
    assert (await fan.ask(text)).text.startswith(begins)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who is the best singer in part 9 of café minuit", True),
        ("who is the best singer in part 9 of the moon", False),
        ("i dreamt of part 9 of café minuit", False),
    ],
)
async def test_a_part_that_does_not_exist_is_corrected_whatever_is_asked_of_it(fan, text, said):
    """The question cannot be understood, but what it assumes is wrong, and that can be said."""
    answer = await fan.ask(text)
    assert (answer.intent == "season_status" and answer.text.startswith("No")) is said


async def test_a_receipt_is_the_same_for_the_same_question(fan):
    """Who complains about an answer can be told what it was read as; nothing typed is in it."""
    one, again = await fan.ask("who plays rose?"), await fan.ask("WHO PLAYS ROSE")
    assert one.receipt == again.receipt
    assert one.receipt.phrase == "who plays {character}"
    other = await fan.ask("who plays rose?", as_of="2021")
    assert other.receipt.id != one.receipt.id


async def test_another_show_is_named_in_the_refusal(fan):
    """ "Outside what I know" leaves the asker wondering whether the bot knows the sister show."""
    answer = await fan.ask("how many goals were there in teatime at noon")
    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert "Teatime at Noon" in answer.text


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("did rose hit her brother", "character rose"),
        ("did will hit her brother", None),
    ],
)
async def test_a_relation_with_a_pronoun_is_of_who_does_it_and_else_of_nobody(fan, text, whom):
    """Whose mother somebody killed would be told of the title character's, whoever did it."""
    pronouns = [link for link in read(fan, text).links if link.rule == "pronoun"]
    assert [link.meanings for link in pronouns] == ([(whom,)] if whom else [])


async def test_two_names_before_a_relation_are_two(fan):
    """ "Is Rose Will's neighbor" would be about somebody called Rose Will."""
    named = [link.text for link in read(fan, "is rose will's sister").links]
    assert named == ["rose", "will"]


async def test_a_relation_of_one_alone_is_not_told_as_one_of_somebody_else(fan):
    """ "Is Rose a sister" would be answered with who her sister is."""
    assert (await fan.ask("is rose a brother")).outcome.declined
