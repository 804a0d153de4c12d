"""From a text to a Query, or to a reason why there is none."""

from __future__ import annotations

import pytest

from jjbot.model import LAST, NEXT, Outcome
from tests.asking import Fan, view


@pytest.fixture
def fan(minuit_generation):
    """A fan of the tiny pack."""
    return Fan(minuit_generation)


def read(fan, text, as_of=None, seen="all"):
    """How *text* is understood, without a conversation."""
    return fan.generation.understanding.understand(text, view(as_of, seen), None)


@pytest.mark.parametrize(
    ("text", "intent", "season"),
    [
        ("is there a part 3?", "season_status", 3),
        ("is there a season three", "season_status", 3),
        ("will there be a third part", "season_status", 3),
        ("will there be a new season??", "season_status", NEXT),
        ("when did the last part come out", "premiere", LAST),
        ("s2 release date pls", "premiere", 2),
        ("hey so when does szn 2 start", "premiere", 2),
        ("how many episodes does part 2 have", "episode_count", 2),
        ("is part 2 the last part?", "last_season", 2),
        ("cast of part 1", "cast", 1),
        ("when was part 2 renewed", "renewal", 2),
        ("why was it canceled", "cancel_why", None),
        ("did they cancel it", "show_status", None),
        ("where can i stream it", "where_to_watch", None),
        ("whats it about", "premise", None),
        ("any news on part 2", "news", 2),
        ("what can you do", "help", None),
    ],
)
async def test_the_same_question_in_many_words(fan, text, intent, season):
    """One intent for each way of asking; a number for each way of counting."""
    query = read(fan, text).query
    assert query is not None
    assert (query.intent, query.season) == (intent, season)


@pytest.mark.parametrize(
    ("text", "slot", "entity"),
    [
        ("who plays Rose", "character", "rose"),
        ("who plays rose delacroix", "character", "rose"),
        ("who does zoe alvarez play", "person", "zoe-alvarez"),
        ("who does Zoë Álvarez play", "person", "zoe-alvarez"),
        ("who does zoe alvares play", "person", "zoe-alvarez"),
        ("who does alvarez play", "person", "zoe-alvarez"),
        ("who plays will", "character", "will"),
        ("who is she", "character", "rose"),
        ("who directed opening hour", "episode", "opening-hour"),
        ("is it on lanterna+", "company", "lanterna"),
    ],
)
async def test_names_are_found_with_and_without_accents_and_typos(fan, text, slot, entity):
    """A misspelt name must reach its owner, and only its owner."""
    query = read(fan, text).query
    assert query is not None
    assert query.entity(slot) == entity


async def test_an_everyday_word_is_no_name_without_support(fan):
    """ "Will" in "will there be" is not the character called Will."""
    assert read(fan, "will there be a part 3").query.entities == ()


async def test_a_hidden_name_is_no_name(fan):
    """Finding it, or suggesting it, would be the spoiler."""
    hidden = read(fan, "who plays rose delacroix", seen="S1")
    assert "rose-delacroix" not in str(hidden.readings)
    assert read(fan, "who is the landlord", seen="S1E1").query is None
    assert read(fan, "who is the landlord", seen="S1E2").query is not None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("who is the president of france", Outcome.OUT_OF_SCOPE),
        ("what's the weather like in oslo", Outcome.OUT_OF_SCOPE),
        ("pizza tonight?", Outcome.OUT_OF_SCOPE),
        ("how many seasons of loki are there", Outcome.OUT_OF_SCOPE),
        ("rose delacroix is so underrated fr", Outcome.NOT_UNDERSTOOD),
        ("i named my cat rose delacroix", Outcome.NOT_UNDERSTOOD),
        ("how many cars were wrecked in part 2", Outcome.NOT_UNDERSTOOD),
        ("who does zoe alvarez play in dark waters", Outcome.NOT_UNDERSTOOD),
        ("who plays mara hart", Outcome.OUT_OF_SCOPE),
        ("is teatime in rose delacroix", Outcome.NOT_UNDERSTOOD),
        ("did part 1 come out on harbour mill pictures in part 2", Outcome.NOT_UNDERSTOOD),
        ("hi", Outcome.NOT_UNDERSTOOD),
        ("", Outcome.NOT_UNDERSTOOD),
        ("🤔", Outcome.NOT_UNDERSTOOD),
    ],
)
async def test_what_is_not_the_bots_business_is_declined(fan, text, outcome):
    """A wrong answer is worse than none: words left over make it another question."""
    understood = read(fan, text)
    assert understood.query is None
    assert understood.outcome is outcome


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as of 2020-12-24, is there a part 2", "2020-12-24"),
        ("is there a part 2 as of december 2020", "2020-12-31"),
        ("back in 2020 was part 2 ordered", "2020-12-31"),
        ("what was the status of part 2 on december 24 2020", "2020-12-24"),
        ("what was the status of part 2 in december 2020", "2020-12-31"),
        ("was there a part 2 before october 1 2020", "2020-09-30"),
    ],
)
async def test_a_question_can_name_its_own_day(fan, text, day):
    """ "As of April" asks what was known then; a coarse date is its last day."""
    assert str(read(fan, text).as_of) == day


async def test_the_same_question_is_read_the_same_way(fan):
    """A reading that depended on iteration order would differ between two starts."""
    first = read(fan, "who plays rose in part 2")
    assert all(read(fan, "who plays rose in part 2") == first for _ in range(5))


async def test_follow_ups_inherit_what_is_missing(fan):
    """ "And part 2?" is no question without the one before."""
    assert "September 4, 2020" in (await fan.ask("when did part 1 come out")).text
    assert "February 18, 2022" in (await fan.ask("and part 2?")).text
    assert "Zoë Álvarez" in (await fan.ask("who plays rose")).text
    assert "Will Hart" in (await fan.ask("what about will")).text


async def test_a_pronoun_means_whoever_was_just_spoken_of(fan):
    """ "Is he in part 2?" after a question about Will is about Will."""
    await fan.ask("who plays rose")
    assert "Will" not in (await fan.ask("who is she")).text
    await fan.ask("who plays will")
    assert "Will" in (await fan.ask("who is he")).text
    await fan.ask("who is lou tan")
    assert "Rose" not in (await fan.ask("is she in part 2")).text


async def test_a_pronoun_calls_nobody_by_a_wrong_name(fan):
    """ "She" is not "Poppy", the name that was given up."""
    assert "Poppy" not in (await fan.ask("who is she")).text


async def test_whom_a_pronoun_means_is_known_only_when_it_was(fan):
    """As of a day before the role was known, "she" is nobody."""
    then = read(fan, "who is she", as_of="2019-03-01")
    assert then.query is None or then.query.entity("character") is None


async def test_a_follow_up_brings_its_own_date_and_names(fan):
    """The year of the first question is not that of the second; nor is a covered name."""
    await fan.ask("when did part 1 come out in 2020")
    assert (await fan.ask("and part 2?")).text.startswith("Part 2 premiered")
    await fan.ask("who plays will")
    answer = await fan.ask("what about rose delacroix?")
    assert answer.spoilers
    await fan.ask("who created it")
    assert (await fan.ask("and part 2?")).outcome.declined


async def test_it_means_the_season_just_spoken_of(fan):
    """ "How many episodes does it have?" after a question about part 2 is about part 2."""
    await fan.ask("when did part 2 come out")
    assert (await fan.ask("how many episodes does it have")).text.startswith("Part 2 has 2")
    assert read(fan, "how many episodes does it have").query.season is None


async def test_a_follow_up_after_nothing_is_only_offered(fan):
    """Somebody else's conversation is not mine."""
    assert (await fan.ask("when did part 1 come out")).intent == "premiere"
    alone = read(fan, "and part 2?")
    assert alone.query is None
    assert "season_card" in [reading.query.intent for reading in alone.choices]
