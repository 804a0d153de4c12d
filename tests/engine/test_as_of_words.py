"""Questions that speak of an earlier day in words."""

from __future__ import annotations

from datetime import date

import pytest

from jjbot.model import Outcome
from tests.asking import Fan


@pytest.fixture
def fan(minuit_generation):
    """A fan of the tiny pack."""
    return Fan(minuit_generation)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as of 2019 is there a part 2", date(2019, 12, 31)),
        ("is there a part 2 as of early 2020?", date(2020, 4, 30)),
        ("back in march of 2019, who plays rose?", date(2019, 3, 31)),
        ("by october 2021 how many seasons had been released", date(2021, 10, 31)),
        ("how many seasons were out before 2021", date(2020, 12, 31)),
        ("how many seasons were out at the end of 2021", date(2021, 12, 31)),
        ("in 2021, when was part 2 expected?", date(2021, 12, 31)),
        ("nov 2020 did part 2 have a date yet", date(2020, 11, 30)),
        ("what was the status of part 2 on the 18th of june 2021", date(2021, 6, 18)),
        ("what was the status of part 2 in summer 2021", date(2021, 8, 31)),
        ("until 2021 how many seasons had been released", date(2021, 12, 31)),
        ("what was known about part 2 before it came out", date(2022, 2, 17)),
        ("when part 2 was renewed how many seasons were out", date(2020, 10, 1)),
        ("how many seasons were out when part 2 was ordered", date(2020, 10, 1)),
        ("who played rose right after the show premiered", date(2020, 9, 4)),
        ("before filming of part 1 started who played rose", date(2019, 8, 31)),
    ],
)
async def test_the_day_a_question_speaks_of_is_found(fan, text, day):
    """Somebody who asks about then would get what was known later."""
    answer = await fan.ask(text)
    assert (answer.as_of, answer.outcome) == (day, Outcome.ANSWERED)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("when was part 2 renewed", "renewal"),
        ("when did part 2 come out", "premiere"),
        ("tell me when part 2 was renewed", "renewal"),
        ("when in 2022 did part 2 come out", "premiere"),
        ("did part 2 premiere in 2022", "premiere"),
        ("when was filming of part 1", "filming"),
        ("which seasons came out in 2022", "released_in"),
    ],
)
async def test_a_question_about_a_day_is_not_one_from_that_day(fan, text, intent):
    """ "When was it renewed" asks for the day; it does not name one."""
    answer = await fan.ask(text)
    assert (answer.as_of, answer.intent) == (None, intent)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("did part 2 premiere in 2022", Outcome.ANSWERED),
        ("did part 2 premiere in early 2022", Outcome.ANSWERED),
        ("did part 2 premiere in 2021", Outcome.CORRECTED),
        ("did part 2 premiere in late 2022", Outcome.CORRECTED),
        ("was part 1 filmed in 2022", Outcome.CORRECTED),
    ],
)
async def test_a_date_that_is_assumed_is_confirmed_or_corrected(fan, text, outcome):
    """A wrong date would be nodded through, or a right one corrected."""
    assert (await fan.ask(text)).outcome is outcome


async def test_a_happening_that_is_not_known_yet_gives_no_day(fan):
    """ "Before part 2 was renewed" would tell somebody in 2019 that it is going to be."""
    answer = await fan.ask("who played rose before part 2 was renewed", as_of="2019")
    assert answer.as_of == date(2019, 12, 31)
    later = await fan.ask("who played rose before part 5 was renewed", as_of="2019")
    assert (answer.text, answer.outcome) == (later.text, later.outcome)


async def test_what_is_not_known_of_a_season_is_not_told_of_another(fan):
    """ "Before it came out" would be before the first season, in a question about the second."""
    text = "what was known about part 2 before it came out"
    assert (await fan.ask(text)).as_of == date(2022, 2, 17)
    assert (await fan.ask(text, as_of="2021")).as_of == date(2021, 12, 31)


async def test_questions_behind_another_are_of_the_same_day(fan):
    """ "As of 2019, who plays Rose and how many seasons are there" would end with today's."""
    answer = await fan.ask("as of november 2020: who plays rose? and when is part 2 expected?")
    assert "Zoë Álvarez" in answer.text
    assert "2022" not in answer.text


async def test_the_last_question_can_be_asked_again_of_an_earlier_day(fan):
    """ "And in 2019?" would not be understood."""
    await fan.ask("how many seasons are there?")
    answer = await fan.ask("and in 2020?")
    assert (answer.as_of, answer.intent) == (date(2020, 12, 31), "season_count")


@pytest.mark.parametrize(
    "text",
    [
        "as of 30 february 2016 is there a part 2",
        "as of 99999 is there a part 2",
        "as of as of 2016 2016 2016",
        "before before before",
        "when when it was when",
        "before part 2 before part 2 before part 2",
        "2016 " * 200,
        "early " * 200,
        "the end of the end of the end of",
        "1/1/2016 " * 100,
    ],
)
async def test_nonsense_about_days_is_never_an_error(fan, text):
    """A stack trace in the channel."""
    assert (await fan.ask(text)).text


WORDS = (("as of april 2016 ", "2016-04"), ("back in oct 2017, ", "2017-10"))
SHARE = 5  # of the golden questions each run asks another part


@pytest.mark.parametrize("part", range(2))
async def test_a_day_in_words_answers_like_the_option(shipped_contents, shipped_generation, part):
    """Whoever says the day and whoever picks it would be told different things."""
    plain = [
        one
        for one in shipped_contents.golden[part::SHARE]
        if one.as_of is None and not one.context and not any(char.isdigit() for char in one.ask)
    ]
    for golden in plain:
        if (await Fan(shipped_generation).ask(golden.ask)).as_of is not None:
            continue  # it speaks of a day itself
        for words, day in WORDS:
            said = await Fan(shipped_generation).ask(words + golden.ask)
            chosen = await Fan(shipped_generation).ask(golden.ask, as_of=day)
            assert said == chosen, golden.ask
