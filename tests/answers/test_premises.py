"""What a question takes for granted: wrong is corrected first, right needs no word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jjbot.answers import SHAPES, answer
from jjbot.answers.premises import ANSWERED
from jjbot.model import Outcome, PartialDate, Query
from jjbot.pack import read_pack
from tests.asking import PACKS, Fan, opened, view

ROSE, WILL, LANDLORD = (("character", one) for one in ("rose", "will", "the-landlord"))
ZOE, MARA, LOU, INES = (
    ("person", f) for f in ("zoe-alvarez", "mara-lind", "lou-tan", "ines-okafor")
)
LANTERNA, MILL = ("company", "lanterna"), ("company", "harbour-mill")
METER = ("company", "reelmeter")
OF_WILL = """\
  killed_by: {value: the-landlord, revealed_in: S1E2}
  dies_in: {value: the-second-cup, revealed_in: S1E2}
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A function that answers a Query about the tiny pack, in which somebody is killed."""
    scratch = tmp_path_factory.mktemp("premises")
    minuit = Path(shutil.copytree(PACKS / "minuit", scratch / "minuit"))
    path = minuit / "people.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("- id: will\n", f"- id: will\n{OF_WILL}"), "utf-8")
    with opened(read_pack(minuit), scratch / "facts") as generation:

        def answered(intent, *entities, seen="all", as_of=None, **slots):
            query = Query(intent=intent, entities=entities, **slots)
            return answer(query, generation.snapshot, view(as_of, seen))

        yield answered


def test_whatever_a_shape_deals_with_it_has_a_name():
    """A mistyped shape would let its assumptions be checked twice or never."""
    assert set(ANSWERED) <= set(SHAPES)


@pytest.mark.parametrize(
    ("intent", "entities", "slots", "start"),
    [
        ("actor_of_character", (ROSE, METER), {}, "Café Minuit was made for Lanterna+, not for"),
        ("actor_of_character", (ROSE, MILL), {}, None),
        ("actor_of_character", (ROSE, LANTERNA), {}, None),
        ("cancel_when", (METER,), {}, "No: Lanterna+ canceled"),
        ("cancel_when", (LANTERNA,), {}, None),
        ("cancel_why", (), {"date": PartialDate(2021)}, "Not in 2021: Lanterna+ canceled"),
        ("cancel_why", (), {"date": PartialDate(2023)}, None),
        ("cancel_why", (), {"date": PartialDate(2023, 5, 9)}, None),
        ("cancel_why", (), {"number": 3}, "Not 3: Café Minuit has 2 parts"),
        ("cancel_why", (), {"number": 2}, None),
        ("premiere", (METER,), {"season": 2}, "Not that I know of. Café Minuit was made for"),
        ("filming", (), {"season": 1, "date": PartialDate(2012)}, "Not in 2012: Filming of part 1"),
        ("filming", (), {"season": 1, "date": PartialDate(2019)}, None),
        ("was_on", (LANTERNA,), {"date": PartialDate(2021)}, None),
        ("was_on", (LANTERNA,), {"date": PartialDate(2024)}, "Not in 2024: "),
        ("was_on", (MILL,), {"date": PartialDate(2025)}, None),
        ("was_on", (MILL,), {"date": PartialDate(2019)}, "Not in 2019: "),
        ("cast", (), {"season": 1, "episode": 7}, "Part 1 has no episode 7: there are 2."),
        ("cast", (), {"season": 7, "episode": 1}, "There is no part 7."),
        ("network", (), {"season": 7}, "There is no part 7."),
        ("creator", (), {"season": 7}, "There is no part 7."),
        ("fate", (WILL,), {"season": 7}, "There is no part 7."),
        ("director", (LOU,), {"season": 1, "episode": 1}, "No. Inés Okafor directed"),
        ("director", (LOU,), {"season": 1, "episode": 2}, None),
        ("played_when", (ZOE, WILL), {}, "It is not Zoë Álvarez: Will Hart plays Will"),
        ("played_when", (ZOE, ROSE), {}, None),
        ("played_when", (ZOE, ROSE), {"season": 1}, None),
        ("played_when", (ZOE, ROSE), {"season": 2}, "Not in part 2, as far as I know: Zoë"),
        ("recast", (ZOE, ROSE), {}, None),
        ("renewal", (), {"date": PartialDate(2001)}, "Not then: Lanterna+ ordered part 1"),
        ("renewal", (), {"date": PartialDate(2020)}, None),
        ("death", (WILL,), {"season": 1, "episode": 1}, "No. "),
        ("death", (WILL,), {"season": 1, "episode": 2}, None),
        ("cancel_after", (), {"season": 1}, "Not after part 1: the last is Part 2."),
        ("cancel_after", (), {"season": 2}, None),
        ("cancel_why", (), {"season": 1}, "There is a part 1. "),
        ("cancel_why", (), {"season": 3}, "There is no part 3. "),
        ("recast", (MARA, ROSE), {"season": 2}, "Nobody that I know of: Mara Lind plays Rose"),
        ("recast", (ZOE, WILL), {}, "It is not Zoë Álvarez: Will Hart plays Will"),
        ("role_swapped", (ROSE, ZOE), {}, "The other way round: Zoë Álvarez plays Rose"),
        ("role_swapped", (WILL, ZOE), {}, "It is not Zoë Álvarez: Will Hart plays Will"),
        ("killed", (LANDLORD, WILL), {}, None),
        ("killed", (ROSE, WILL), {}, "It was not Rose: Will is killed by the Landlord."),
        ("killed", (WILL, LANDLORD), {}, "The other way round: Will is killed by the Landlord."),
        ("killed_how", (ROSE, WILL), {}, "It was not Rose: Will is killed by the Landlord."),
        ("victims", (LANDLORD,), {"season": 1}, None),
        ("victims", (LANDLORD,), {"season": 2}, "Nobody that I know of in part 2. "),
        ("left_for", (MARA,), {}, "I know of no departure: Mara Lind plays Rose"),
        ("cancel_because", (METER,), {}, "I cannot confirm that reason. The channel gave"),
        ("why_episode_count", (), {"season": 1, "number": 8}, "Not 8: Part 1 has 2 episodes."),
        ("why_season_count", (), {"number": 4}, "Not 4: Café Minuit has 2 parts."),
        ("why_season_count", (), {"number": 2}, None),
        ("season_card", (), {"season": 1, "number": 9}, "Not 9: Part 1 has 2 episodes."),
        ("returning", (), {"season": 5}, "There is no part 5."),
        ("occupation", (WILL,), {"season": 2}, "Not in part 2, as far as I know: Will Hart plays"),
    ],
)
def test_what_is_not_so_is_said_first(asked, intent, entities, slots, start):
    """None: it is so, and nothing is added.  A shape that ignores a slot would accept it."""
    found = asked(intent, *entities, **slots)
    if start is None:
        assert found.outcome is Outcome.ANSWERED, found.text
        assert not found.text.startswith(("No", "It was not", "It is not")), found.text
    else:
        assert found.text.startswith(start), found.text
        assert found.outcome is Outcome.CORRECTED


def test_after_the_correction_comes_what_was_asked(asked):
    """Whoever errs about the network still wants to know who plays the part."""
    found = asked("actor_of_character", ROSE, METER)
    assert "Zoë Álvarez plays Rose" in found.text


def test_where_it_can_be_watched_is_no_mere_error(asked):
    """A service that has it is named as such, beside the network it was made for."""
    found = asked("cancel_why", MILL)
    assert found.text.startswith("No: Lanterna+ canceled")
    assert "streams on Harbour Mill Pictures" in found.text


def test_a_yes_does_not_cover_what_was_corrected(asked):
    """ "Yes" after a correction takes the wrong part for true as well."""
    found = asked("actor_of_character", ROSE, ZOE, METER)
    assert found.outcome is Outcome.CORRECTED
    assert "Yes." not in found.text


def test_a_date_that_nothing_tells_of_is_called_unconfirmed(asked):
    """What can be neither confirmed nor denied must not pass for known."""
    found = asked("actor_of_character", ROSE, date=PartialDate(2021))
    assert found.outcome is Outcome.ANSWERED
    assert "Whether that was so in 2021 I cannot confirm." in found.text


def test_something_that_the_answer_does_not_speak_of_is_called_unconfirmed(asked):
    """A prize named in a question about the network must not pass for won."""
    found = asked("network", ("award", "silver-spoon"))
    assert "What you say of Silver Spoon I cannot confirm." in found.text


@pytest.mark.parametrize(
    ("intent", "entities", "slot", "says"),
    [
        ("actor_of_character", (ROSE,), "person", "Zoë Álvarez plays Rose"),
        ("played_when", (ROSE,), "person", "Zoë Álvarez plays Rose"),
        ("creator", (), "person", "Lou Tan"),
        ("showrunner", (), "person", "Lou Tan"),
        ("network", (), "company", "made for Lanterna+"),
        ("cancel_why", (), "company", "made for Lanterna+"),
        ("cancel_when", (), "company", "Lanterna+ canceled"),
    ],
)
def test_of_a_name_that_nobody_bears_nothing_is_said(asked, intent, entities, slot, says):
    """An unknown name must neither be confirmed nor turn a plain question into a decline."""
    found = asked(intent, *entities, strangers=(slot,))
    assert found.outcome is Outcome.CORRECTED
    assert found.text.startswith("Not that I know of")
    assert says in found.text


def test_an_unknown_death_stays_unknown_whoever_is_said_to_have_done_it(asked):
    """Hidden and unknown get the same words, or the difference would give it away."""
    hidden = asked("killed", ROSE, WILL, seen="S1E1")
    true = asked("killed", LANDLORD, WILL, seen="S1E1")
    assert hidden.outcome is true.outcome is Outcome.UNKNOWN
    assert hidden.text == true.text == asked("death", WILL, seen="S1E1").text


def test_who_did_it_is_covered_like_any_other_end(asked):
    """The correction tells as much as the answer does."""
    found = asked("killed", ROSE, WILL)
    start, end = found.spoilers[0]
    assert found.text[start:end] == found.text


def test_nothing_known_later_corrects_a_question_of_then(asked):
    """In 2021 nobody knew of an end; that it came in 2023 must not slip in."""
    found = asked("cancel_why", as_of="2021-06-30", date=PartialDate(2021))
    assert "2023" not in found.text


async def test_in_words_too_a_wrong_network_is_corrected(minuit_generation):
    """A question may name more than its phrase, and what it names is looked at."""
    fan = Fan(minuit_generation)
    wrong = await fan.ask("who plays rose on reelmeter")
    right = await fan.ask("who plays rose on lanterna")
    assert wrong.outcome is Outcome.CORRECTED
    assert right.outcome is Outcome.ANSWERED
    assert "made for" not in right.text


def test_every_question_that_stands_a_stranger_corrects_one(shipped_generation):
    """An intent that says so and then answers "yes" would confirm any name at all."""
    intents = shipped_generation.snapshot.vocabulary.intents.values()
    strange = [intent.id for intent in intents if intent.stranger]
    assert len(strange) > 10
    for intent in strange:
        for slot in ("person", "company"):
            query = Query(intent=intent, strangers=(slot,))
            found = answer(query, shipped_generation.snapshot, view())
            assert found.outcome is not Outcome.ANSWERED, intent
