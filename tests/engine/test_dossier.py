"""Everything known about one entity: whole for who may see all, and not a word more for others."""

from __future__ import annotations

import pytest

from jjbot.engine.dossier import Candidates, Dossier, look_for
from jjbot.pack import read_pack
from tests.asking import drafted, view


@pytest.fixture
async def generation(minuit, tmp_path, edit):
    """The tiny pack, with a note, two people of one name and a hidden performer."""
    edit("people.yaml", "  name: Bo Quist\n", "  name: Bo Quist\n  revealed_in: S1E2\n")
    people = minuit / "people.yaml"
    people.write_text(
        people.read_text("utf-8")
        + "- {id: ann-lind, kind: person, sources: [courier-2019], name: {value: Ann Lind, note: "
        "check the spelling}}\n",
        "utf-8",
    )
    async with drafted(read_pack(minuit), tmp_path / "scratch") as generation:
        yield generation


async def test_rivals_stand_with_the_winner_first(generation):
    """An author would take the loser for the value."""
    found = look_for(generation, "part-2", view())
    assert isinstance(found, Dossier)
    days = [str(c.value) for c in found.claims if c.predicate == "premiered_on"]
    assert days == ["2022-02-18", "2022-02-20"]


async def test_every_claim_about_it_and_every_mention_is_there(generation, minuit):
    """An author would believe that something is missing, and write it again."""
    contents = read_pack(minuit)
    for entity in contents.entities:
        found = look_for(generation, entity.id, view())
        assert isinstance(found, Dossier), entity
        about = {c.id for c in contents.claims if c.subject == entity.id}
        assert {c.id for c in (*found.claims, *found.wrong)} == about
        predicates = generation.snapshot.vocabulary.predicates
        mentions = {
            c.id
            for c in contents.claims
            if predicates[c.predicate].type == "entity"
            and c.value == entity.id
            and c.deprecated is None
        }
        assert {c.id for c in found.mentions} == mentions


async def test_all_sources_of_what_is_shown_are_there_once(generation):
    """A number would point at no source."""
    found = look_for(generation, "part-2", view())
    shown = (*found.claims, *found.wrong, *found.mentions)
    used = {s for c in shown for s in c.sources}
    used |= {s for c in shown if c.deprecated for s in c.deprecated.sources}
    assert sorted(source.id for source in found.sources) == sorted(used)


async def test_on_an_earlier_day_a_wrong_value_counts_and_nobody_knows_better(generation):
    """An as-of view would tell what came later."""
    found = look_for(generation, "part-2", view("2021-03"))
    assert not found.wrong
    (runner,) = [c for c in found.claims if c.predicate == "showrunner"]
    assert (runner.value, runner.deprecated) == ("will-hart", None)
    for source in found.sources:
        assert source.published is None or source.published.first_day.year <= 2021


async def test_notes_are_for_who_sees_all(generation):
    """An author's note is free text: it could give anything away."""
    (name,) = look_for(generation, "ann-lind", view()).claims
    assert name.note == "check the spelling"
    (name,) = look_for(generation, "ann-lind", view(seen="none")).claims
    assert name.note == ""


async def test_a_name_of_two_lists_both(generation):
    """One of them would be shown, and nobody would know that it is the wrong one."""
    found = look_for(generation, "lind", view())
    assert isinstance(found, Candidates)
    assert found.called
    assert {each.entity for each in found.found} == {"mara-lind", "ann-lind"}


@pytest.mark.parametrize("wanted", ["bo-quist", "Bo Quist", "bo-quist.s1", "bo quis"])
async def test_who_is_hidden_is_neither_found_nor_suggested(generation, wanted):
    """That somebody is in the show at all would be given away by an id."""
    assert isinstance(look_for(generation, "bo-quist", view()), Dossier)
    found = look_for(generation, wanted, view(seen="S1E1"))
    assert isinstance(found, Candidates)
    assert "bo-quist" not in {each.entity for each in found.found}
    part = look_for(generation, "part-1", view(seen="S1E1"))
    assert not any("quist" in str((c.subject, part.subjects[c.subject])) for c in part.mentions)


@pytest.mark.parametrize("wanted", ["", "   ", "???", "x" * 2000, "a\x00b"])
async def test_nonsense_is_nobody(generation, wanted):
    """An empty or hostile argument would be a traceback."""
    found = look_for(generation, wanted, view())
    assert isinstance(found, Candidates)
