"""What the tiny pack's questions are answered, from several viewpoints."""

from __future__ import annotations

from datetime import date

import pytest

from jjbot.model import Outcome
from tests.asking import Fan, fan_of


@pytest.fixture
def fan(minuit_generation):
    """A fan of the tiny pack."""
    return Fan(minuit_generation)


@pytest.mark.parametrize(
    ("as_of", "start", "says"),
    [
        ("2019-01-01", "Not announced.", ""),
        ("2020-10-01", "Not announced.", "September 4, 2020"),
        ("2020-10-02", "Yes.", "October 1, 2020"),
        ("2020-10-02", "Yes.", "announced for 2021"),
        ("2021-06-30", "Yes.", "ended on June 17, 2021"),
        ("2021-12-01", "Yes.", "announced for February 18, 2022"),
        ("2022-02-18", "Yes.", "premiered on Friday, February 18, 2022"),
    ],
)
async def test_a_season_is_a_fold_over_its_dated_claims(fan, as_of, start, says):
    """One log answers "is there a part 2?" rightly on every day of its history."""
    answer = await fan.ask("is there a part 2?", as_of=as_of)
    words = answer.text.split(": ", 1)[1]
    assert words.startswith(start)
    assert says in answer.text
    assert not answer.outcome.declined


@pytest.mark.parametrize(
    ("text", "as_of", "start"),
    [
        ("is there a part 3?", None, "No. Lanterna+ canceled Café Minuit on May 9, 2023"),
        ("is there a part 3?", "2022-12-31", "As of December 31, 2022: Not announced."),
        ("when does part 3 come out?", None, "There is no part 3."),
        ("who is in part 9", None, "There is no part 9."),
        ("is there a part 0", None, "No."),
        ("when was it canceled?", "2022-12-31", "As of December 31, 2022: No cancellation"),
        ("when in 2021 did part 1 come out", None, "No: Part 1 premiered"),
        ("does mara lind play will", None, "No. Will Hart plays Will"),
        ("does will hart play will", None, "Yes. Will Hart plays Will"),
        ("is part 1 the last part?", None, "No. Part 2 came after it."),
        ("is part 2 the last part?", None, "Yes. Part 2 was the last."),
        ("part 1 episode 7", None, "Part 1 has no episode 7: there are 2."),
        ("was part 1 canceled", None, "No. Part 1 premiered"),
        ("did part 1 come out in 2021", None, "No: Part 1 premiered"),
        ("did part 1 come out in 2020", None, "Yes. Part 1 premiered"),
        ("was it canceled in 2021", None, "No, not then: Lanterna+ canceled"),
        ("did harbour mill pictures cancel it", None, "No: Lanterna+ canceled"),
        ("why did harbour mill pictures cancel it", None, "No: Lanterna+ canceled"),
        ("when did it premiere on harbour mill pictures", None, "Café Minuit came to Harbour"),
        ("tell me about part 0", None, "There is no part 0."),
        ("is rose in part 2", None, "Yes. Mara Lind plays Rose"),
        ("is will in part 2", None, "No, not in part 2, as far as I know: Will Hart"),
        ("does zoe alvarez play rose in part 2", None, "No. Mara Lind plays Rose"),
        ("is decaf in part 1", None, "No: Part 2, episode 1"),
        ("what is decaf", None, "Part 2, episode 1"),
        ("who directed opening hour in part 2", None, "No: Part 1, episode 1"),
        ("when did opening hour come out in 2021", None, "No: “Opening Hour” was released"),
        ("next episode of part 1", None, "I don't know that episode."),
    ],
)
async def test_the_answer_comes_first_and_false_premises_are_corrected(fan, text, as_of, start):
    """Accepting a false premise in silence is the worst fault."""
    answer = await fan.ask(text, as_of=as_of)
    assert answer.text.startswith(start), answer.text


async def test_not_announced_is_an_answer_and_a_correction_says_so(fan):
    """Other tools rely on `declined`: an answered "no" is not a decline."""
    asked = await fan.ask("is there a part 3?", as_of="2022-12-31")
    assert asked.outcome is Outcome.ANSWERED
    assert (await fan.ask("when does part 3 come out?")).outcome is Outcome.CORRECTED


async def test_a_wrong_name_is_corrected_only_after_it_was_known_to_be_wrong(fan):
    """ "Poppy" was her name in the press until the premiere."""
    now = await fan.ask("who plays poppy?")
    assert now.outcome is Outcome.CORRECTED
    assert now.text.startswith("“Poppy” is not right")
    assert "Rose" in now.text
    then = await fan.ask("who plays poppy?", as_of="2019-06-01")
    assert then.outcome is Outcome.ANSWERED
    assert "is not right" not in then.text


async def test_a_deprecated_claim_is_no_answer_and_was_one(fan):
    """The site's mistake was what one knew until it was found out."""
    now = await fan.ask("who is the showrunner of part 2")
    assert "Will Hart" not in now.text
    then = await fan.ask("who is the showrunner of part 2", as_of="2021-06-01")
    assert "Will Hart" in then.text


async def test_whom_somebody_plays_is_hidden_and_that_they_are_there_is_not(fan):
    """Under a limit hidden and unknown read the same."""
    hidden = await fan.ask("who does bo quist play", seen="S1E1")
    assert "Bo Quist is in the show" in hidden.text
    assert "Landlord" not in hidden.text
    assert hidden.spoilers == ()
    shown = await fan.ask("who does bo quist play")
    start, end = shown.spoilers[0]
    assert shown.text[start:end] == "the Landlord"


async def test_spoilers_come_last_and_their_ranges_are_exact(fan):
    """A face covers exactly these letters."""
    answer = await fan.ask("who is will")
    assert [answer.text[start:end] for start, end in answer.spoilers] == ["the ghost of the house."]
    lines = answer.text.splitlines()
    assert lines[0] == "Will is the guest at the corner table."
    assert (await fan.ask("who is will", seen="S1E1")).spoilers == ()


async def test_talk_is_never_stated_as_fact(minuit, tmp_path, edit):
    """A rumoured cancellation is no cancellation."""
    edit(
        "show.yaml",
        "{value: 2023-05-09, certainty: official,",
        "{value: 2023-05-09, certainty: rumour,",
    )
    edit("show.yaml", "cancellation_reason: {", "cancellation_reason: {certainty: speculation, ")
    (minuit / "questions.yaml").write_text('- {ask: help, says: ["Ask me"]}\n', "utf-8")
    async with fan_of(minuit, tmp_path / "facts") as fan:
        assert (await fan.ask("is it canceled")).text.startswith("No cancellation")
        assert "canceled Café Minuit" not in (await fan.ask("is there a part 3")).text
        assert "Rumour: Café Minuit was canceled" in (await fan.ask("any news")).text


async def test_a_later_day_than_the_news_was_checked_is_said_to_be_one(fan):
    """Nobody has looked into the future."""
    answer = await fan.ask("is there a part 3?", as_of="2030")
    assert answer.text.endswith("News checked up to June 30, 2023 only.")


async def test_a_telling_name_is_in_no_heading_and_no_suggestion(fan):
    """Headings and suggestions cannot be covered."""
    assert (await fan.ask("who is rose delacroix")).title == "Café Minuit"
    declined = await fan.ask("which one of them is rose delacroix really")
    assert "Rose" not in str([one.text for one in declined.suggestions])


async def test_a_name_that_gives_something_away_covers_the_answer(fan):
    """Who asks by a late name has been told; who reads along has not."""
    answer = await fan.ask("who plays rose delacroix")
    covered = "".join(answer.text[start:end] for start, end in answer.spoilers)
    assert "Zoë Álvarez plays Rose" in covered
    assert (await fan.ask("who plays rose")).spoilers == ()


async def test_an_answer_of_then_names_no_later_source(fan):
    """The title of a later article tells what came later."""
    answer = await fan.ask("is there a part 2?", as_of="2020-10-02")
    assert answer.sources
    assert all(one.published.first_day <= date(2020, 10, 2) for one in answer.sources)


async def test_every_answer_rests_on_sourced_claims(fan):
    """Right or silent: no statement without claims, no claim without sources."""
    for text in ("who plays rose", "when did part 2 come out", "where can i watch it", "any news"):
        answer = await fan.ask(text)
        assert answer.claims
        assert answer.sources
        assert all(claim.sources for claim in answer.claims)


async def test_a_status_names_the_day_of_the_news_and_says_when_it_is_old(fan):
    """Fans take three-year-old news for new unless told."""
    fresh = await fan.ask("is it canceled", today=date(2023, 7, 1))
    assert fresh.text.endswith("News checked up to June 30, 2023.")
    stale = await fan.ask("is it canceled", today=date(2023, 9, 29))
    assert stale.text.endswith("it may be out of date.")
    assert fresh.checked_on == date(2023, 6, 30)


async def test_where_to_watch_depends_on_the_day(fan):
    """A platform that it has left is no answer."""
    now = await fan.ask("where can i watch it")
    then = await fan.ask("where can i watch it", as_of="2020-12-31")
    assert now.text != then.text


async def test_a_decline_offers_only_what_would_be_answered(fan):
    """ "Did you mean" with a dead end is worse than nothing."""
    declined = await fan.ask("when did rose hire part 2")
    assert declined.outcome.declined
    assert len(declined.suggestions) <= 3
    for suggestion in declined.suggestions:
        assert not (await fan.ask(suggestion.text)).outcome.declined


async def test_an_episode_without_its_season_is_asked_back(fan):
    """Guessing the season would be a wrong answer half of the time."""
    answer = await fan.ask("who directed episode 2")
    assert answer.outcome is Outcome.AMBIGUOUS
    assert [one.text for one in answer.suggestions] == [
        "Who directed part 1 episode 2?",
        "Who directed part 2 episode 2?",
    ]
    assert (await fan.ask("name of the first episode")).text.startswith("Part 1, episode 1")
    assert (await fan.ask("name of the finale")).text.startswith("Part 2, episode 2")


async def test_help_gives_examples_that_are_answered(fan):
    """Help that does not work drives people away."""
    lines = (await fan.ask("help")).text.splitlines()
    for example in lines[1].removeprefix("For example: ").split(" · "):
        assert not (await fan.ask(example)).outcome.declined, example
