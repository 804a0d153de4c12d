"""Answers that lay things side by side: comparisons, spans, joining and leaving, relations."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jjbot.answers import SHAPES, answer
from jjbot.model import EntityId, Outcome, Query
from jjbot.pack import read_pack
from tests.asking import PACKS, Fan, opened, view

# What the tests of others do not need of the invented show.
OF_THE_SECOND_PART = "  complete: [episodes, main_cast]\n"
RUNTIMES = {"The Second Cup": 52, "Decaf": 45, "Last Orders": 45}
OF_ROSE = """\
  brother: {value: will, revealed_in: S1E2}
  boss: {value: the-landlord, revealed_in: S1E2}
  neighbor: will
"""
OF_WILL = """\
  sister: {value: rose, revealed_in: S1E2}
"""
CAST_ON = """\
  cast_on: 2019-03-12
  announced_by: Lanterna
"""
WORKS = """\

- id: first-light
  kind: work
  sources: [courier-2019]
  name: First Light
  premiered_on: {value: 2018-05-01, known_on: 2019-03-12}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The invented show, of which more is told."""
    scratch = tmp_path_factory.mktemp("families")
    minuit = Path(shutil.copytree(PACKS / "minuit", scratch / "minuit"))

    def put(file, line, more):
        path = minuit / file
        text = path.read_text("utf-8")
        assert line in text
        path.write_text(text.replace(line, line + more, 1), "utf-8")

    parts = minuit / "parts.yaml"
    second = "  complete: episodes\n"
    parts.write_text(parts.read_text("utf-8").replace(second, OF_THE_SECOND_PART, 1), "utf-8")
    for title, minutes in RUNTIMES.items():
        put("parts.yaml", f"  name: {title}\n", f"  runtime: {minutes}\n")
    put("people.yaml", "  description: the waitress who keeps the café\n", OF_ROSE)
    put("people.yaml", "  pronoun: he\n", OF_WILL)
    put("credits.yaml", "  performer: zoe-alvarez\n", CAST_ON)
    with (minuit / "world.yaml").open("a", encoding="utf-8") as file:
        file.write(WORKS)
    with opened(read_pack(minuit), scratch / "facts") as generation:
        yield generation


@pytest.fixture
def fan(told):
    """Somebody who asks about the invented show."""
    return Fan(told)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("which season has the most episodes", "None: parts 1 and 2 have 2 episodes each."),
        ("do all seasons have the same number of episodes", "Yes. Part 1: 2 and Part 2: 2."),
        ("which season is the longest", "Part 1 is the longest: 100 minutes, about 1 hour and 40"),
        ("which season is the shortest", "Part 2 is the shortest: 90 minutes"),
        ("what is the longest episode", "The longest episode is “The Second Cup” (Part 1, episode"),
        ("shortest episode of part 2", "The shortest episodes of part 2 are “Decaf” (Part 2, epi"),
        ("how long is part 1", "Part 1 has 2 episodes; together they run 100 minutes"),
        ("how long is decaf", "“Decaf” (Part 2, episode 1) is 45 minutes long."),
        ("total runtime", "All episodes of Café Minuit together run 190 minutes, about 3 hours"),
        ("how long did it run", "Café Minuit ran from September 4, 2020 to February 25, 2022:"),
        ("release dates of all seasons", "Part 1: September 4, 2020. Part 2: February 18, 2022."),
        ("how long was the wait for part 2", "Between part 1 (September 4, 2020) and part 2 (Febr"),
        ("which came first minuit or first light", "First Light came first: it premiered on May"),
        ("did part 2 come out before first light", "No. Part 2 came out after First Light"),
        ("did part 2 come out after first light", "Yes. Part 2 came out after First Light"),
        ("did first light come out before minuit", "Yes. Café Minuit came out after First Light"),
        ("how long after filming ended did part 2 premiere", "Filming of part 2 ended on June 17"),
        ("how long did they film part 1", "I don't know how long that took."),
        ("how long after it was renewed did part 2 premiere", "Part 2 was ordered on October 1"),
        ("did all episodes come out at once", "No. Part 1 came out from September 4, 2020 to"),
        ("was part 2 released weekly", "Yes. Part 2 came out from February 18, 2022 to February"),
        ("which seasons is rose in", "Rose is in parts 1 and 2 (main cast)."),
        ("which season did mara lind join", "Mara Lind has been in it since part 2"),
        ("did mara lind join in part 1", "No. Mara Lind has been in it since part 2"),
        ("which season did will hart leave", "The last part that I know Will Hart in is part 1."),
        ("who is new in part 2", "New in the main cast of part 2: Mara Lind (Rose)."),
        (
            "who left after part 1",
            "In the main cast of part 1 and not of part 2: Zoë Álvarez (Rose)",
        ),
        ("who left after part 2", "I know of no part after part 2."),
        ("who did not return for part 2", "In the main cast of part 1 and not of part 2: Zoë"),
        ("who is in every season", "I know of nobody who is in all 2 parts."),
        ("who is only in part 2", "In the main cast of part 2 alone, as far as I know: Mara Lind"),
        (
            "when was zoe alvarez cast",
            "That Zoë Álvarez plays Rose in part 1 became public on March",
        ),
        ("was zoe alvarez cast in 2018", "No. That Zoë Álvarez plays Rose in part 1 became public"),
        ("who announced zoe alvarez", "Zoë Álvarez was announced by Lanterna."),
        ("when was mara lind cast", "I don't know when that was announced."),
        ("how many episodes did ines okafor direct", "Inés Okafor directed 2 episodes that I know"),
        ("did ines okafor direct an episode of part 2", "None of part 2 that I know of."),
        ("did lou tan write an episode", "Yes. Lou Tan wrote 1 episode that I know of"),
        ("did mara lind direct an episode", "No, not that I know of."),
        ("who directed part 1", "Directors of part 1: Inés Okafor (2) and Lou Tan."),
        ("who directed the most episodes", "Inés Okafor directed the most episodes that I know of"),
        ("who wrote the most episodes", "Nobody that I know of wrote more than one."),
        ("who is rose's brother", "Rose's brother: Will."),
        ("does rose have a brother", "Yes. Rose's brother: Will."),
        ("does rose have siblings", "Yes. Rose's brother: Will."),
        ("does will have a wife", "I don't know of a wife of Will."),
        ("who is will to rose", "Will is Rose's neighbor."),
        ("is rose delacroix rose", "Yes. Rose is the waitress who keeps the café."),
        ("what was the first episode of the show", "Part 1, episode 1, is “Opening Hour”."),
        ("what number is decaf", "Part 2, episode 1, is “Decaf”."),
    ],
)
async def test_what_lies_side_by_side_is_compared(fan, text, start):
    """Somebody who asks for more than one fact at a time would have to do the sums alone."""
    found = await fan.ask(text)
    assert found.text.startswith(start), found.text


def of_two(fan: Fan, intent: str, *seasons: int, **more: object) -> str:
    """The answer to a question of *intent* that names two seasons."""
    query = replace(Query(intent=intent, season=seasons[0], seasons=seasons), **more)
    return answer(query, fan.generation.snapshot, view()).text


@pytest.mark.parametrize(
    ("intent", "seasons", "start"),
    [
        ("is_longer", (1, 2), "Yes. Part 1: 100 minutes and Part 2: 90 minutes."),
        ("is_longer", (2, 1), "No."),
        ("is_shorter", (2, 1), "Yes."),
        ("has_more", (2, 1), "No. Part 2: 2 and Part 1: 2."),
        ("has_fewer", (1, 2), "No."),
        ("time_apart", (1, 2), "Between part 1"),
        ("time_apart", (2, 3), "There is no part 3."),
        ("which_first", (2, 1), "Part 1 came first"),
        ("came_before", (2, 1), "No. Part 2 came out after part 1"),
        ("came_after", (2, 1), "Yes. Part 2 came out after part 1"),
        ("longest_season", (1, 3), "There is no part 3."),
    ],
)
async def test_two_seasons_are_told_apart_in_the_order_of_the_question(fan, intent, seasons, start):
    """ "Is 2 longer than 1" is not "is 1 longer than 2"."""
    assert of_two(fan, intent, *seasons).startswith(start)


@pytest.mark.parametrize(
    ("person", "start"),
    [
        ("mara-lind", "Mara Lind is in part 2 (main cast).\nI know of no part in part 1."),
        ("lou-tan", "I don't know of a part of theirs."),
    ],
)
async def test_somebody_is_in_one_of_two_seasons(fan, person, start):
    """What is not known of the other one is no "no"."""
    entities = (("person", EntityId(person)),)
    assert of_two(fan, "either_season", 1, 2, entities=entities).startswith(start)


async def test_a_relation_is_told_only_to_who_knows_of_it(fan):
    """That there is a brother at all is what the second episode reveals."""
    early = await fan.ask("does rose have a brother", seen="S1E1")
    never = await fan.ask("does rose have a wife", seen="S1E1")
    assert early.outcome is never.outcome is Outcome.UNKNOWN
    assert "Will" not in early.text
    late = await fan.ask("does rose have a brother")
    assert late.spoilers[0][0] == 0


async def test_the_run_of_a_show_that_goes_on_has_no_end(fan):
    """In 2021 nobody could know when it would be over."""
    found = await fan.ask("how long did it run", as_of="2021-01-01")
    assert "has been running since September 4, 2020" in found.text
    assert "2022" not in found.text


async def test_who_left_is_hedged_where_the_cast_is_not_known_to_be_complete(minuit_generation):
    """Somebody may be in it whom the pack does not know."""
    fan = Fan(minuit_generation)
    found = await fan.ask("who left after part 1")
    assert found.text.startswith("In the main cast of part 1 and not of part 2, as far as I know")


async def test_a_sum_is_not_made_of_what_is_half_known(minuit_generation):
    """An hour too little is a wrong answer."""
    fan = Fan(minuit_generation)
    whole = await fan.ask("how long is part 1")
    longest = await fan.ask("what is the longest episode")
    which = await fan.ask("which season is the longest")
    assert whole.text == "Part 1 has 2 episodes."
    assert longest.text.startswith("Of those whose length I know")
    assert which.outcome is Outcome.UNKNOWN


async def test_every_new_shape_says_that_there_is_no_such_season(fan):
    """Whatever is asked of a season that was never made, it is not silently another's."""
    intents = fan.generation.snapshot.vocabulary.intents.values()
    of_a_season = [
        "joined_in", "left_after", "only_in", "release_dates", "longest_episode", "length",
        "filming_length", "filming_to_premiere", "order_to_premiere", "all_at_once", "weekly_slot",
        "directors_of", "most_directed", "time_apart",
    ]  # fmt: skip
    known = {intent.id for intent in intents if intent.shape in SHAPES}
    for intent in of_a_season:
        assert intent in known
        if intent == "release_dates":
            continue
        found = answer(Query(intent=intent, season=7), fan.generation.snapshot, view())
        assert found.text.startswith("There is no part 7."), (intent, found.text)
