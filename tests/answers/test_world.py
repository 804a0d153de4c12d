"""Answers about making, reception and fates: everything a predicate of its own stands for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jjbot.answers import SHAPES
from jjbot.errors import PackError
from jjbot.model import Outcome
from jjbot.pack import read_pack
from jjbot.pack.rules_of_intents import LOOKING_UP
from tests.asking import PACKS, Fan, fan_of, opened

# What world.yaml cannot say, because the entity is in another file of the pack.
OF_THE_SHOW = """\
  composer: ines-okafor
  editor: mara-lind
  executive_producer: [lou-tan, ines-okafor]
  based_on: tea-hour
  genre: [comedy, ghost story]
  filmed_in: [canal-town, lock-house]
  content_warning: Somebody drowns in the canal.
"""
OF_INES = """\
  succeeded_by: lou-tan
  post: cook
  left_for: tea-hour
"""
OF_WILL = """\
  power: walking through walls
  fate: {value: Will drowned years before the story begins., revealed_in: S1E2}
  killed_by: {value: the-landlord, revealed_in: S1E2}
  dies_in: {value: the-second-cup, revealed_in: S1E2}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The invented show, of which more is told."""
    scratch = tmp_path_factory.mktemp("world")
    minuit = Path(shutil.copytree(PACKS / "minuit", scratch / "minuit"))
    for file, line, more in (
        ("show.yaml", "  created_by: lou-tan\n", OF_THE_SHOW),
        ("people.yaml", "  pronoun: he\n", OF_WILL),
        ("people.yaml", "  name: Inés Okafor\n", OF_INES),
    ):
        path = minuit / file
        path.write_text(path.read_text("utf-8").replace(line, line + more, 1), "utf-8")
    with opened(read_pack(minuit), scratch / "facts") as generation:
        yield generation


@pytest.fixture
def fan(told):
    """Somebody who asks about the invented show."""
    return Fan(told)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("who composed the music?", "The music of Café Minuit is by Inés Okafor."),
        ("who were the executive producers", "Executive producers of Café Minuit: Inés Okafor and"),
        ("was lou tan an executive producer", "Yes. Executive producers"),
        ("was mara lind an executive producer", "No, not that I know of. Executive producers"),
        ("what genre is it", "Genres of Café Minuit: comedy and ghost story."),
        ("was it filmed in the lock house", "Yes. Café Minuit was filmed in Canal Town."),
        ("was it filmed in the old delta", "Yes. Café Minuit was filmed in Canal Town."),
        ("was it filmed in far town", "No, not that I know of. Café Minuit was filmed"),
        ("are there content warnings?", "Somebody drowns in the canal."),
        ("what powers does will have", "Powers of Will: walking through walls."),
        ("did it win any awards?", "Won: Golden Cup, Best Music (Inés Okafor), for “The Second"),
        ("did it win the golden cup", "Yes. Won: Golden Cup"),
        (
            "did it win the silver spoon",
            "It was nominated, but I know of no win. Nominated",
        ),
        ("who won the golden cup", "Won: Golden Cup"),
        ("what is the golden cup", "Won: Golden Cup"),
        ("what award did the second cup win", "Won: Golden Cup"),
        ("did decaf win any awards", "No, not that I know of."),
        ("did zoe alvarez win an award", "No, not that I know of."),
        ("what did reelmeter rate it", "Reelmeter, Part 1 (measured on June 1, 2021): critics'"),
        ("how was part 1 received", "Reelmeter, Part 1 (measured on June 1, 2021): critics'"),
        ("how many awards did it win", "1 won that I know of: Golden Cup."),
        (
            "how many people watched part 1",
            "Reelmeter, Part 1 (measured on June 1, 2021): audience",
        ),
        ("how many people watched part 2", "I know of no number of viewers."),
        ("who edited part 1", "Not for part 1 alone, as far as I know. Café Minuit was edited"),
        ("who killed rose", "I know of no death of Rose."),
        ("does will die in part 2", "No. Will drowned years before"),
        ("who is ines okafor", "Inés Okafor was composer; was executive producer; directed"),
        ("is lou tan in it", "No, not in the cast, as far as I know. Lou Tan created"),
        ("where was part 1 announced", "I'm not sure"),
        ("who did lou tan take over from", "Lou Tan took over from Inés Okafor as cook."),
        ("who took over from lou tan", "I know of nobody who took over from Lou Tan."),
        ("why did ines okafor leave", "Inés Okafor left for Tea Hour."),
        ("is it based on tea hour", "Yes. Café Minuit is based on Tea Hour."),
        ("how did will get his powers", "I don't know that."),
        ("what is the closing bell", "The bell rings once at the end of each episode."),
        ("the bell", "The bell rings once"),
        ("how many episodes does tea hour have", "Tea Hour has 6 episodes."),
        ("does tea hour have 6 episodes", "Yes. Tea Hour has 6 episodes."),
        ("are there 2 parts", "Yes. Café Minuit has 2 parts."),
        ("are there five parts", "No. Café Minuit has 2 parts."),
        ("does part 1 have 2 episodes", "Yes. Part 1 has 2 episodes."),
        ("does part 1 have 13 episodes", "No. Part 1 has 2 episodes."),
        ("does will die", "Yes. Will drowned years before the story begins."),
        ("who does the landlord kill", "the Landlord kills Will."),
        ("who dies in part 1", "Will (Part 1, episode 2)."),
    ],
)
async def test_what_a_predicate_says_is_said(fan, text, start):
    """A fact that is in the pack and cannot be asked for is of no use."""
    answer = await fan.ask(text)
    assert answer.text.startswith(start), answer.text


async def test_a_wrong_number_is_corrected_with_where_it_came_from(fan):
    """Somebody who read it somewhere believes the bot only if it knows of the slip."""
    answer = await fan.ask("did tea hour have 66 episodes?")
    assert answer.outcome is Outcome.CORRECTED
    assert answer.text.startswith("No. Tea Hour has 6 episodes.")
    assert "It is a slip of the pen in Lantern." in answer.text


async def test_a_wrong_number_was_right_before_it_was_known_to_be_wrong(fan):
    """Seen from the year of the slip nobody could know better."""
    answer = await fan.ask("how many episodes does tea hour have", as_of="2020-10-01")
    assert "66" in answer.text


async def test_places_lie_in_places(fan):
    """A house is not a second town: the town is the answer, the house a detail."""
    answer = await fan.ask("where was it filmed?")
    first, *rest = answer.text.splitlines()
    assert first == "Café Minuit was filmed in Canal Town."
    assert rest == ["the Lock House: the house that stood in for the café."]


async def test_a_measurement_without_a_day_says_so_and_is_no_news_of_any_year(fan):
    """A number that drifts is worth nothing without its day."""
    assert "Reelmeter (day unknown): rank 7." in (await fan.ask("reelmeter rating")).text
    then = await fan.ask("reelmeter rating", as_of="2022-12-31")
    assert "rank" not in then.text
    assert "81 of 100" in then.text


async def test_what_is_also_read_of_a_topic_is_put_right(fan):
    """Two statements side by side would leave the reader to choose."""
    text = (await fan.ask("what is the closing bell")).text
    assert "“The bell is never heard.” – is not right: It is heard every time." in text


@pytest.mark.parametrize(
    "text",
    [
        "does will die",
        "is will dead",
        "who killed will",
        "what happens to will",
        "who dies",
        "who dies in part 1",
        "who does the landlord kill",
        "what episode does will die in",
    ],
)
async def test_who_dies_is_told_only_to_who_has_seen_it(fan, text):
    """The worst a bot can do to somebody who has just begun."""
    hidden = await fan.ask(text, seen="S1E1")
    assert hidden.outcome is not Outcome.ANSWERED
    assert "drown" not in hidden.text
    assert "Landlord" not in hidden.text
    told = await fan.ask(text, seen="S1")
    assert told.outcome is Outcome.ANSWERED
    covered = sum(end - start for start, end in told.spoilers)
    assert covered >= len(told.text) - 2


async def test_a_topic_that_an_intent_is_about_is_answered(minuit, tmp_path):
    """Moderators and authors teach whole questions, not only names."""
    (minuit / "vocabulary.yaml").write_text(
        "intents:\n"
        "  - {id: bell, shape: topic, topic: the-closing-bell, doc: d,"
        " phrases: [why does it ring at the end]}\n",
        "utf-8",
    )
    async with fan_of(minuit, tmp_path / "facts") as fan:
        answer = await fan.ask("why does it ring at the end?")
        assert answer.text.startswith("The bell rings once")


async def test_where_sources_disagree_the_answer_names_both(fan):
    """Somebody who knows the other date would take the bot for mistaken."""
    answer = await fan.ask("when did part 2 come out?")
    assert answer.text.startswith("Part 2 premiered on Friday, February 18, 2022.")
    other = "Yearbook of Television has February 20, 2022 instead; the value above is official."
    assert other in answer.text


async def test_a_value_that_was_overtaken_is_no_disagreement(fan):
    """Three episodes were ordered, two came: nobody is wrong."""
    assert "instead" not in (await fan.ask("how many episodes does part 2 have?")).text


async def test_what_is_said_of_one_topic_is_not_said_of_another_season(minuit, tmp_path):
    """A phrase with a slot takes whatever fits, and the text would be about something else."""
    (minuit / "vocabulary.yaml").write_text(
        "intents:\n"
        "  - {id: bell, shape: topic, topic: the-closing-bell, only: [S1, rose], doc: d,"
        " phrases: ['does it ring in {season}', 'does {character} ring it']}\n",
        "utf-8",
    )
    async with fan_of(minuit, tmp_path / "facts") as fan:
        assert (await fan.ask("does it ring in part 1")).text.startswith("The bell rings")
        assert (await fan.ask("does rose ring it")).text.startswith("The bell rings")
        assert (await fan.ask("does it ring in part 2")).outcome.declined
        assert (await fan.ask("does the landlord ring it")).outcome.declined


@pytest.mark.parametrize(
    ("intent", "named"),
    [
        ("only: [S1], phrases: ['does {person} ring it']", "{person} may name anything"),
        ("phrases: ['does it ring in {season}']", "{season} may name anything"),
        ("takes: [season], phrases: [does it ring]", "{season} may name anything"),
        ("only: [S9], phrases: [does it ring]", "nothing is called 'S9'"),
        ("only: [rosee], phrases: [does it ring]", "did you mean 'rose'?"),
    ],
)
def test_a_topic_with_an_open_slot_is_refused(minuit, intent, named):
    """The author is told before a fan gets an answer about something else."""
    text = f"intents: [{{id: bell, shape: topic, topic: the-closing-bell, doc: d, {intent}}}]\n"
    (minuit / "vocabulary.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert any(named in str(problem) for problem in refused.value.problems)


async def test_who_is_in_a_part_is_in_the_whole(minuit, tmp_path):
    """A guest of another show's second season is asked for by the show's name."""
    with (minuit / "world.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- {id: tea-hour-2, kind: work, sources: [courier-2019], name: Tea Hour part 2,"
            " part_of: tea-hour}\n"
            "- {kind: credit, sources: [courier-2019], performer: mara-lind, character: rose,"
            " work: tea-hour-2}\n"
        )
    async with fan_of(minuit, tmp_path / "facts") as fan:
        for text in ("is rose in tea hour", "is rose in tea hour part 2"):
            assert (await fan.ask(text)).text.startswith("Yes. Mara Lind plays Rose in Tea Hour")


async def test_a_rating_of_the_show_is_not_that_of_a_season_and_is_named_all_the_same(fan):
    """ "What did they rate it" after a question about a season would find nothing."""
    answer = await fan.ask("what did reelmeter rate part 2")
    assert answer.text.startswith("Not for part 2 alone, as far as I know. Reelmeter")
    assert "81" not in (await fan.ask("how was part 2 received")).text


def test_the_shapes_that_the_reader_wants_a_predicate_for_are_there():
    """A renamed shape would be asked for in vain, and another let through without one."""
    assert set(SHAPES) >= LOOKING_UP


def put(pack, file, old, new):
    """Replace *old* in a *file* of the *pack*, which must have it."""
    text = (pack / file).read_text("utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), "utf-8")


async def test_talk_about_who_did_what_is_never_told_as_fact(minuit, tmp_path):
    """A rumour under a predicate is as little a fact as a rumour among the news."""
    rumour = OF_WILL.replace("revealed_in", "certainty: rumour, revealed_in")
    put(minuit, "people.yaml", "  pronoun: he\n", f"  pronoun: he\n{rumour}")
    put(
        minuit,
        "show.yaml",
        "created_by: lou-tan",
        "created_by: {value: lou-tan, certainty: rumour}",
    )
    async with fan_of(minuit, tmp_path / "facts") as fan:
        assert "created" not in (await fan.ask("who is lou tan")).text
        for text in ("who dies in part 1", "does will die", "who does the landlord kill"):
            assert (await fan.ask(text)).outcome is Outcome.UNKNOWN, text


async def test_who_plays_a_secret_villain_is_as_secret(minuit, tmp_path):
    """The bar over the name would be of no use beside the actor's."""
    secret = "  villain: {value: the-landlord, revealed_in: S1E2}\n  showrunner: lou-tan\n"
    put(minuit, "parts.yaml", "  showrunner: lou-tan\n", secret)
    async with fan_of(minuit, tmp_path / "facts") as fan:
        answer = await fan.ask("who is the villain of part 1")
        assert answer.text == "Part 1: the Landlord, played by Bo Quist."
        start, end = answer.spoilers[0]
        assert "the Landlord, played by Bo Quist" in answer.text[start:end]


async def test_a_correction_rests_on_its_claim_and_cites_what_refutes_it(minuit, tmp_path):
    """A reason without a source, or with the source that is wrong, convinces nobody."""
    wrong = (
        "  produced_by:\n    - harbour-mill\n    - value: lanterna\n      sources: [fan-site]\n"
        "      known_on: 2019-04-01\n      revealed_in: S1E2\n"
        "      deprecated: {because: Lanterna only showed it., sources: [ferry-2021]}\n"
    )
    put(minuit, "show.yaml", "  produced_by: [harbour-mill, lanterna]\n", wrong)
    async with fan_of(minuit, tmp_path / "facts") as fan:
        answer = await fan.ask("was it made by lanterna")
        assert answer.text.startswith("No. Lanterna only showed it. ")
        assert "ferry-2021" in [source.id for source in answer.sources]
        start, end = answer.spoilers[0]
        assert "only showed" in answer.text[start:end]
