"""The manual for authors: what it tells them to write is a sound pack, and does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from jjbot import engine
from jjbot.engine.authoring import REGENERATE
from jjbot.errors import PackError
from jjbot.pack.documents import HEAD
from jjbot.pack.records import ClaimRecord, Manifest, QuestionRecord, SourceRecord
from tests.asking import fan_of

MANUAL = (Path(__file__).resolve().parents[1] / "docs" / "authoring.md").read_text("utf-8")


def section(title: str) -> str:
    """Return the text below the heading *title*, up to the next of its rank."""
    rank = title.split(maxsplit=1)[0]
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?=^{rank} |\Z)", MANUAL, re.M | re.S)
    assert found, title
    return found[1]


def blocks(text: str) -> list[str]:
    """Return the blocks of YAML in *text*."""
    return re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)


def file_of(block: str) -> str:
    """Return the file that the first line of *block* names, else a file of entities."""
    named = re.match(r"# (\w+\.yaml)\n", block)
    return named[1] if named else "recipe.yaml"


def items(block: str) -> list[dict]:
    """Return the entities of *block*; a file of another kind has none."""
    read = yaml.load(block, yaml.BaseLoader)
    return read if isinstance(read, list) else []


RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", section("## Recipes"), re.M | re.S))


@pytest.fixture
def pack(tmp_path):
    """The first pack, as the manual has it."""
    folder = tmp_path / "harbour-lights"
    folder.mkdir()
    for block in blocks(section("## A first pack in ten minutes")):
        (folder / file_of(block)).write_text(block, "utf-8")
    return folder


def with_recipe(pack: Path, recipe: str) -> None:
    """Write *recipe* into *pack*; an entity that it has anew goes from where it was."""
    for block in blocks(recipe):
        new = {each["id"] for each in items(block) if "id" in each}
        for path in pack.glob("*.yaml"):
            entities = re.split(r"^(?=- )", path.read_text("utf-8"), flags=re.M)
            kept = [
                each for each in entities if not re.match(rf"- {{?id: ({'|'.join(new)})\b", each)
            ]
            if new and len(kept) < len(entities):
                path.write_text("".join(kept), "utf-8")
        (pack / file_of(block)).write_text(block, "utf-8")


async def test_the_first_pack_of_the_manual_is_sound_and_answers(pack, tmp_path):
    """A newcomer's first ten minutes would end in somebody else's mistake."""
    checked = await engine.check(pack)
    assert checked.golden == 4
    async with fan_of(pack, tmp_path / "scratch") as fan:
        assert "Ida Ashe" in (await fan.ask("who plays mara?")).text


@pytest.mark.parametrize("title", RECIPES)
async def test_every_recipe_of_the_manual_is_sound(pack, title):
    """An author would copy a recipe and be refused."""
    before = (await engine.check(pack)).claims
    with_recipe(pack, RECIPES[title])
    assert (await engine.check(pack)).claims > before


@pytest.mark.parametrize(
    ("title", "question", "says"),
    [
        ("Correct a value that was wrong", "did season 1 have 10 episodes?", "No"),
        ("Sources that disagree", "how long is season 1 episode 1?", "52"),
        ("A new season", "when does season 2 come out?", "February 3, 2017"),
        ("A place", "where was it filmed?", "Gull Rock"),
        ("A topic", "what is the lighthouse tax?", "lit window"),
        ("A topic", "why do they never light a lamp?", "lit window"),
        ("Another name", "who plays marah quill?", "Ida Ashe"),
    ],
)
async def test_a_recipe_of_the_manual_does_what_it_says(pack, tmp_path, title, question, says):
    """A recipe would be sound and without effect."""
    with_recipe(pack, RECIPES[title])
    async with fan_of(pack, tmp_path / "scratch") as fan:
        assert says in (await fan.ask(question)).text


async def test_a_vocabulary_of_its_own_as_the_manual_has_it_is_asked_and_answered(pack, tmp_path):
    """Somebody who needs a new predicate would copy one that is refused."""
    (block,) = blocks(section("### A vocabulary of its own"))
    (pack / file_of(block)).write_text(block, "utf-8")
    show = (pack / "show.yaml").read_text("utf-8")
    said = show.replace("created_by: ann-lowe", "created_by: ann-lowe\n  sound_by: ida-ashe")
    (pack / "show.yaml").write_text(said, "utf-8")
    async with fan_of(pack, tmp_path / "scratch") as fan:
        answer = await fan.ask("who recorded it?")
    assert answer.text == "Harbour Lights was recorded by Ida Ashe."


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("when did season 1 first come to land?", "November 20, 2015"),
        ("whose face is under Mara's old hat?", "Ida Ashe"),
        ("who plays the guy with the whistle?", "Bo Quist"),
        ("who plays Mara's boss?", "Bo Quist"),
        ("who plays mara's skipper?", "Bo Quist"),
        ("who plays her skipper?", "Bo Quist"),
    ],
)
async def test_the_ways_to_ask_of_the_manual_are_understood(pack, tmp_path, question, says):
    """Somebody would teach a phrase as the manual has it, and fans would be declined."""
    with_recipe(pack, section("### Ways to ask"))
    async with fan_of(pack, tmp_path / "scratch") as fan:
        assert says in (await fan.ask(question)).text


async def test_the_reading_in_the_manual_is_how_it_is_read(pack, tmp_path):
    """An author would look for a phrase that `explain` does not show."""
    ways = section("### Ways to ask")
    with_recipe(pack, ways)
    (question,) = re.findall(r'jjbot explain "(.+)"', ways)
    async with fan_of(pack, tmp_path / "scratch") as fan:
        _, understood = await fan.understood(question)
    best = understood.readings[0]
    assert f'- {best.score:.2f} {best.query.intent}; character = mara; like "{best.phrase}"' in ways
    assert "; ".join(best.evidence) in ways


async def test_the_spoiler_of_the_manual_is_hidden_from_who_has_seen_nothing(pack, tmp_path):
    """The recipe for spoilers would give one away."""
    with_recipe(pack, RECIPES["A spoiler"])
    async with fan_of(pack, tmp_path / "scratch") as fan:
        assert "brother" in (await fan.ask("who is the Stranger?")).text
        assert "brother" not in (await fan.ask("who is the Stranger?", seen="none")).text


@pytest.mark.parametrize(
    ("row", "file", "old", "new"),
    [
        ("unknown predicate", "show.yaml", "premiered_on", "premierd_on"),
        ("cannot be said of", "show.yaml", "  episode_count: 8", "  runtime: 50"),
        ("no entity", "people.yaml", "performer: ida-ashe", "performer: ida-ash"),
        ("no source;", "people.yaml", "Ida Ashe, sources: [gazette-2015]", "Ida Ashe"),
        ("is not a date", "show.yaml", "premiered_on: 2015-11-20", "premiered_on: 20.11.2015"),
        (
            "no source of it is dated",
            "show.yaml",
            "episode_count: 8",
            "reception: {value: Mild., sources: [guide-2019]}",
        ),
        ("put the sources together", "show.yaml", "episode_count: 8", "theme: [the sea, the sea]"),
        (
            "before it happened on",
            "show.yaml",
            "episode_count: 8",
            "renewed_on: {value: 2015-11-21, known_on: 2015-01-10}",
        ),
        (
            "checked_on",
            "show.yaml",
            "episode_count: 8",
            "ordered_on: {value: 2014, known_on: 2026-06-01}",
        ),
    ],
)
async def test_the_messages_of_the_manual_are_those_of_the_checks(pack, row, file, old, new):
    """An author would look a message up and not find it."""
    path = pack / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    listed = re.findall(r"^\| `(.+?)` \|", section("## What the checks say"), re.M)
    (message,) = [each for each in listed if row in each]
    with pytest.raises(PackError) as caught:
        await engine.check(pack)
    assert message in str(caught.value)


def test_every_key_is_in_the_manual():
    """A key would exist that nobody finds."""
    keys = section("## The files, key by key")
    for record in (Manifest, SourceRecord, ClaimRecord, QuestionRecord):
        for key in record.model_fields:
            assert f"`{key}`" in keys or re.search(rf"^(- |  )?{key}: ", keys, re.M), key
    for key in HEAD:
        assert f"`{key}`" in keys


def test_the_manual_names_the_command_that_makes_schemas_and_reference_anew():
    """A change of the vocabulary would leave them behind, and nobody would know what to do."""
    assert f"\n{REGENERATE}\n" in MANUAL
