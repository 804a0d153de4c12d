"""Messages of several parts."""

from __future__ import annotations

import pytest

from jjbot.model import Outcome
from tests.asking import Fan, view


@pytest.fixture
def fan(minuit_generation):
    """A fan of the tiny pack."""
    return Fan(minuit_generation)


def read(fan, text):
    """How *text* is understood, without a conversation."""
    return fan.generation.understanding.understand(text, view(), None)


def asked(fan, text):
    """The questions found in *text*: intent, season and entities of each."""
    found = read(fan, text)
    both = (found, *found.more) if found.query else ()
    return [
        (one.query.intent, one.query.season, *(entity for _, entity in one.query.entities))
        for one in both
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who plays rose? when did part 2 come out?", [("actor_of_character", None, "rose"),
                                                       ("premiere", 2)]),
        ("when did part 1 come out and who plays will", [("premiere", 1),
                                                         ("actor_of_character", None, "will")]),
        ("when did parts 1 and 2 come out", [("premiere", 1), ("premiere", 2)]),
        ("s1, s2 release date", [("premiere", 1), ("premiere", 2)]),
        ("who do mara lind and inés okafor play",
         [("character_of_actor", None, "mara-lind"), ("character_of_actor", None, "ines-okafor")]),
        ("when did the first and the second part come out", [("premiere", 1), ("premiere", 2)]),
        ("my friend says there's a part 3, is that true?", [("season_status", 3)]),
        ("hey so quick question, who plays rose? thanks in advance!!",
         [("actor_of_character", None, "rose")]),
        ("I love Will. who plays him?", [("actor_of_character", None, "will")]),
    ],
)  # fmt: skip
async def test_what_is_asked_is_found_in_order(fan, text, found):
    """People put two questions in one message, and talk around them."""
    assert asked(fan, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "the nurse in the hospital, who plays her",
        "there was a party after it wrapped, where was it and who came",
        "lol rose",
        "omg will!!",
        "i wish there was a part 3",
        "what or what",
    ],
)
async def test_what_leans_on_words_not_understood_is_no_question(fan, text):
    """ "Her" behind words that name nobody is not simply the title character."""
    assert read(fan, text).query is None


async def test_all_are_answered_and_the_rest_is_owned_up_to(fan):
    """Silence about the second question would look like an answer to it."""
    answer = await fan.ask("who plays rose and what did she have for breakfast?")
    assert answer.outcome is Outcome.ANSWERED
    assert "Zoë Álvarez" in answer.text
    assert "did not understand the rest" in answer.text
    both = await fan.ask("who plays rose? when did part 2 come out?")
    assert both.text.index("Zoë Álvarez") < both.text.index("February 18, 2022")
    assert "did not understand" not in both.text
    assert len(both.sources) >= 2


async def test_the_same_question_twice_is_answered_once(fan):
    """A copied line would double the answer."""
    once = await fan.ask("who plays rose?")
    assert (await fan.ask("who plays rose? who plays rose?")).text == once.text
