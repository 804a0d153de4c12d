"""Questions turned round, things nobody wants to be told, remarks, and names that are near."""

from __future__ import annotations

import pytest

from jjbot.pack import read_pack
from tests.asking import SHIPPED, Fan, opened, view


@pytest.fixture(scope="module")
def fan(tmp_path_factory):
    """A fan of the shipped pack."""
    with opened(read_pack(SHIPPED), tmp_path_factory.mktemp("shipped")) as generation:
        yield Fan(generation)


def intent_of(fan, text, seen="all"):
    """What *text* is read as; None if it is declined."""
    query = fan.generation.understanding.understand(text, view("2026-11", seen), None).query
    return query and query.intent


@pytest.mark.parametrize(
    "text",
    [
        "who does not die in season 1",
        "which award did it not win",
        "who didn't play jessica",
        "where was it not filmed",
        "who never appears in season 3",
        "everyone but trish in season 2",
        "is krysten ritter not in season 2",
    ],
)
def test_a_question_turned_round_is_another(fan, text):
    """Who asks for the survivors would be given the dead."""
    assert intent_of(fan, text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("isn't there a season 4", "season_status"),
        ("wasn't it canceled", "show_status"),
        ("it was canceled, wasn't it", "show_status"),
        ("krysten ritter plays jessica doesn't she", "actor_of_character"),
        ("season 2 has 13 episodes doesn't it", "episode_count"),
        ("but who plays trish", "actor_of_character"),
        ("no, who plays trish", "actor_of_character"),
        ("why was it not renewed", "cancel_why"),
        ("why isn't there a season 4", "cancel_why"),
        ("who is not in season 2", "not_back"),
    ],
)
def test_a_not_that_expects_a_yes_or_is_asked_about_is_understood(fan, text, intent):
    """Half of all doubters would be declined, and who asks why something is not so, too."""
    assert intent_of(fan, text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "don't tell me how it ends",
        "i don't want to know who kills kilgrave",
        "im on season 2, dont tell me who dies in season 3",
        "no spoilers but who dies in season 1",
    ],
)
def test_what_nobody_wants_to_be_told_is_not_told(fan, text):
    """The bot would spoil just what somebody begged it not to."""
    assert intent_of(fan, text) is None


def test_a_question_may_ask_for_no_spoilers(fan):
    """It would be refused for its manners."""
    assert intent_of(fan, "who plays kilgrave? no spoilers please") == "actor_of_character"


@pytest.mark.parametrize(
    "text",
    [
        "jessica jones is so underrated fr",
        "the cast was amazing",
        "i hate season 2",
        "just finished season 1 wow",
        "i watched season 2 last night",
        "trish is annoying",
        "tell me something i dont know",
    ],
)
def test_a_remark_asks_for_nothing(fan, text):
    """The bot would talk into every conversation."""
    assert intent_of(fan, text) is None


@pytest.mark.parametrize("text", ["i love this show, is there a season 4", "is it underrated?"])
def test_a_question_beside_a_remark_is_heard(fan, text):
    """Who is polite enough to praise the show first would get no answer."""
    assert intent_of(fan, text) is not None


@pytest.mark.parametrize("text", ["who is brianna", "who plays jessie", "who is jessica alba"])
def test_a_first_name_is_no_slip_of_another_person(fan, text):
    """Somebody would be told about a stranger whose name is near."""
    assert intent_of(fan, text) is None


@pytest.mark.parametrize("text", ["who is rosenburg", "who is kristen riter", "who plays trsh"])
def test_a_slip_that_cannot_be_heard_is_put_right(fan, text):
    """Nobody can spell the names of actors."""
    assert intent_of(fan, text) is not None


def test_the_season_of_another_show_is_not_asked_of_this_one(fan):
    """A show that goes on would be called canceled."""
    assert intent_of(fan, "will daredevil get a season 4 of the old show") is None
