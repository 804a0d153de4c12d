"""What a Viewpoint may see, and under which name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from jjbot.model import (
    EVERYTHING,
    NOTHING,
    Certainty,
    Claim,
    Deprecation,
    PartialDate,
    Viewpoint,
    best_first,
    parse_seen,
)
from jjbot.pack import read_pack
from jjbot.store import Snapshot, gate, write_draft
from jjbot.store.layout import read_only

TODAY = date(2023, 7, 1)
DAYS = (None, date(2018, 1, 1), date(2019, 3, 12), date(2020, 9, 4), date(2020, 9, 5),
        date(2021, 1, 5), date(2021, 6, 18), date(2022, 2, 18), date(2023, 6, 30))  # fmt: skip
SEEN = (NOTHING, 1001, 1002, parse_seen("S1"), 2001, EVERYTHING)


def viewpoint(as_of=None, seen=EVERYTHING):
    """A Viewpoint of these tests."""
    return Viewpoint(TODAY, as_of, seen)


def snapshot_file(snapshot):
    """The file of an open snapshot."""
    return Path(snapshot._db.execute("PRAGMA database_list").fetchone()[2])


@pytest.fixture
async def snapshot(minuit, tmp_path):
    """The tiny pack, compiled and opened."""
    opened = Snapshot.open(write_draft(read_pack(minuit), tmp_path / "facts"))
    yield opened
    opened.close()


def may_see(claim: Claim, as_of: date | None, seen: int) -> bool:
    """The gate in plain words; the store has it in SQL."""
    if claim.revealed > seen:
        return False
    wrong: Deprecation | None = claim.deprecated
    if as_of is None:
        return wrong is None
    if claim.known_on is None or claim.known_on > as_of:
        return False
    return wrong is None or (wrong.known_on is not None and as_of < wrong.known_on)


@pytest.mark.parametrize(("as_of", "seen"), list(product(DAYS, SEEN)))
async def test_the_gate_lets_through_what_it_should_and_nothing_else(snapshot, as_of, seen):
    """A spoiler or later news would be told, or a fact withheld."""
    everything = snapshot.everything()
    seeable = [claim for claim in everything if may_see(claim, as_of, seen)]
    named = {claim.subject for claim in seeable if claim.predicate in ("name", "alias")}
    kinds = snapshot.vocabulary.kinds

    def exists(entity):
        return not kinds[snapshot.kinds[entity]].named or entity in named

    expected = {
        claim.id
        for claim in seeable
        if exists(claim.subject)
        and (
            snapshot.vocabulary.predicates[claim.predicate].type != "entity" or exists(claim.entity)
        )
    }
    got = snapshot.about(viewpoint(as_of, seen), *snapshot.kinds)
    assert {claim.id for claim in got} == expected
    known = {claim.id: claim for claim in everything}
    for claim in got:
        for entity, label in ((claim.subject, claim.subject_label), (claim.entity, claim.label)):
            assert not label or any(
                known[each.id].value == label for each in seeable
                if each.subject == entity and each.predicate in ("name", "alias")
            )  # fmt: skip


async def test_every_question_passes_the_same_gate(snapshot):
    """One of the store's methods would be a way round."""
    before = viewpoint(date(2020, 12, 31), 1001)
    by_subject = snapshot.about(before, *snapshot.kinds)
    visible = {claim.id for claim in by_subject}
    kinds = [snapshot.of_kind(before, kind) for kind in snapshot.vocabulary.kinds]
    assert {claim.id for claims in kinds for claim in claims} == visible
    predicates = [snapshot.with_predicate(before, each) for each in snapshot.vocabulary.predicates]
    assert {claim.id for claims in predicates for claim in claims} == visible
    naming = [snapshot.naming(before, each) for each in snapshot.kinds]
    assert {claim.id for claims in naming for claim in claims} <= visible
    every = tuple(snapshot.vocabulary.predicates)
    dated = list(snapshot.last_known(before, *every))
    assert {claim.id for claim in dated} == {
        claim.id for claim in by_subject if isinstance(claim.value, PartialDate)
    }
    numbered = [
        claim
        for kind in snapshot.vocabulary.kinds
        for number in range(10)
        for claim in snapshot.numbered(before, kind, number)
    ]
    assert {claim.id for claim in numbered} == {
        claim.id for claim in by_subject if claim.predicate == "number"
    }


@pytest.mark.parametrize(("as_of", "seen"), list(product(DAYS, SEEN)))
async def test_fewer_predicates_give_some_of_the_same_claims(snapshot, as_of, seen):
    """What is fetched on demand would differ from what is fetched at once."""
    here = viewpoint(as_of, seen)
    everything = snapshot.about(here, *snapshot.kinds)
    for wanted in (("name", "alias"), ("number",), ("premiered_on", "season", "about"), ()):
        under = tuple(claim for claim in everything if claim.predicate in wanted)
        assert snapshot.about(here, *snapshot.kinds, under=wanted) == under
        of_kind = [snapshot.of_kind(here, kind, *wanted) for kind in snapshot.vocabulary.kinds]
        assert not wanted or {c.id for claims in of_kind for c in claims} == {c.id for c in under}


async def test_what_has_a_date_comes_last_known_first(snapshot):
    """The news would begin with something old."""
    for as_of in DAYS:
        claims = snapshot.last_known(viewpoint(as_of), *snapshot.vocabulary.predicates)
        days = [claim.known_on or claim.date.last_day for claim in claims]
        assert days == sorted(days, reverse=True)
        assert as_of is None or all(day <= as_of for day in days)


@pytest.mark.parametrize("statement", ["ABOUT", "ABOUT_UNDER", "LAST_KNOWN"])
async def test_the_store_gives_its_order_without_sorting(snapshot, statement):
    """Each answer would take as long as there is much to know."""
    names = ("subjects", "predicates", "seen", "as_of")
    bound = dict.fromkeys(names, "[]")
    with closing(sqlite3.connect(read_only(snapshot_file(snapshot)), uri=True)) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {getattr(gate, statement)}", bound).fetchall()
    steps = " ".join(row[-1] for row in plan)
    assert "TEMP B-TREE" not in steps
    assert "SCAN c " not in steps or "claim_by_day" in steps


async def test_a_hidden_character_is_nobody(snapshot):
    """Whom somebody plays would show through a claim beside the hidden one."""
    part = "bo-quist.s1"
    early = snapshot.about(viewpoint(seen=1001), part)
    assert "character" not in {claim.predicate for claim in early}
    assert {claim.label for claim in early if claim.predicate == "performer"} == {"Bo Quist"}
    assert snapshot.about(viewpoint(seen=1001), "the-landlord") == ()
    assert snapshot.naming(viewpoint(seen=1001), "the-landlord") == ()
    later = snapshot.naming(viewpoint(seen=1002), "the-landlord", "character")
    assert [(claim.subject, claim.label, claim.spoils) for claim in later] == [
        (part, "the Landlord", 1002)
    ]


async def test_a_harmless_claim_with_a_spoiling_name_spoils(snapshot, minuit, tmp_path, edit):
    """A face would show a name in the open that gives something away."""
    edit("credits.yaml", "{value: the-landlord, revealed_in: S1E2}", "the-landlord")
    other = Snapshot.open(write_draft(read_pack(minuit), tmp_path / "other"))
    (claim,) = other.naming(viewpoint(), "the-landlord", "character")
    other.close()
    assert (claim.revealed, claim.spoils) == (0, 1002)


async def test_a_name_comes_before_an_alias(snapshot):
    """Somebody would be called by a name that is no longer, or not yet, theirs."""
    (performed,) = snapshot.naming(viewpoint(), "rose", "title_character")
    assert performed.label == "Rose"
    names = snapshot.about(viewpoint(date(2019, 6, 1)), "rose")
    assert {claim.value for claim in names if claim.predicate == "alias"} == {"Poppy"}
    names = snapshot.about(viewpoint(seen=NOTHING), "rose")
    assert {claim.value for claim in names if claim.predicate == "alias"} == set()


async def test_an_alias_serves_where_the_name_is_not_known(minuit, tmp_path, edit):
    """Somebody known by a press name only would be nobody."""
    edit("people.yaml", "  name: Rose\n", "  name: {value: Rose, known_on: 2020-09-05}\n")
    snapshot = Snapshot.open(write_draft(read_pack(minuit), tmp_path / "facts"))
    labels = []
    for day in (date(2019, 3, 12), date(2020, 9, 4), date(2020, 9, 5)):
        found = snapshot.naming(viewpoint(day), "rose", "character")
        labels.append({claim.label for claim in found})
    snapshot.close()
    assert labels == [{"Poppy"}, {"Poppy"}, {"Rose"}]


async def test_rivals_come_best_first(snapshot):
    """The wrong one of two dates would be told."""
    for claims in (snapshot.about(viewpoint(), "part-2"),):
        rivals = [claim for claim in claims if claim.predicate == "premiered_on"]
        assert rivals == best_first(rivals)
        assert rivals[0].certainty is Certainty.OFFICIAL
        assert [str(claim.value) for claim in rivals] == ["2022-02-18", "2022-02-20"]
        keys = [(claim.subject, claim.predicate) for claim in claims]
        assert keys == sorted(keys)


CORRECTED = {
    "now": (None, ["will-hart"], ["lou-tan"]),
    "before it was said": (date(2021, 1, 4), [], []),
    "while it was believed": (date(2021, 6, 17), [], ["will-hart"]),
    "since it was known to be wrong": (date(2021, 6, 18), ["will-hart"], []),
}


@pytest.mark.parametrize("when", CORRECTED)
async def test_what_is_wrong_is_used_to_correct_only(snapshot, when):
    """A mistake would be answered as a fact, or a fact corrected that was one then."""
    as_of, wrong, right = CORRECTED[when]
    corrections = snapshot.corrections(viewpoint(as_of), "part-2", "showrunner")
    claims = snapshot.about(viewpoint(as_of), "part-2")
    assert [claim.value for claim in corrections] == wrong
    assert [claim.value for claim in claims if claim.predicate == "showrunner"] == right


async def test_wrong_from_the_start_is_never_an_answer(minuit, tmp_path, edit):
    """A thing that was never so would be told for its time."""
    edit("parts.yaml", "        known_on: 2021-06-18\n", "")
    snapshot = Snapshot.open(write_draft(read_pack(minuit), tmp_path / "facts"))
    seen = [
        claim.value
        for day in DAYS
        for claim in snapshot.about(viewpoint(day), "part-2")
        if claim.predicate == "showrunner"
    ]
    corrected = snapshot.corrections(viewpoint(date(2021, 1, 5)), "part-2", "showrunner")
    snapshot.close()
    assert set(seen) == {"lou-tan"}
    assert [claim.value for claim in corrected] == ["will-hart"]


async def test_names_are_all_there_for_the_lexicon(snapshot):
    """A name could never be recognised."""
    names = {claim.value: claim for claim in snapshot.names()}
    assert {"Rose", "Rose Delacroix", "Poppy", "the Landlord", "Zoë Álvarez"} <= names.keys()
    assert names["Poppy"].deprecated.known_on == date(2020, 9, 5)
    assert names["Lou Tan"].known_on == date.min


async def test_claims_come_back_as_they_were_compiled(snapshot, minuit):
    """The store would change what the pack says."""
    contents = read_pack(minuit)
    stored = {claim.id: claim for claim in snapshot.everything()}
    for claim in contents.claims:
        back = stored[claim.id]
        for field in ("subject", "predicate", "value", "known_on", "revealed", "certainty",
                      "about", "note", "sources", "deprecated"):  # fmt: skip
            assert getattr(back, field) == getattr(claim, field)
    assert tuple(snapshot.sources.values()) == contents.sources
    assert snapshot.claim_count == len(contents.claims)
    assert (snapshot.show, snapshot.season_word) == ("minuit", "Part")


async def test_hostile_arguments_find_nothing(snapshot):
    """A question could become SQL."""
    evil = "' OR 1=1 --"
    assert snapshot.about(viewpoint(), evil) == ()
    assert snapshot.about(viewpoint()) == ()
    assert snapshot.with_predicate(viewpoint(), evil, "%") == ()
    assert snapshot.naming(viewpoint(), evil) == ()
    assert snapshot.of_kind(viewpoint(), evil) == ()
    assert snapshot.about(viewpoint(), "rose", under=(evil, "%")) == ()
    assert snapshot.corrections(viewpoint(), evil, "name") == ()
    assert list(snapshot.last_known(viewpoint(), evil)) == []
    assert snapshot.numbered(viewpoint(), evil, 1) == ()
    assert snapshot.numbered(viewpoint(), "season", 10**30) == ()
