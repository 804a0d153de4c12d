"""The inventory of a pack: counted rightly, and nothing left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jjbot.engine.inventory import Uncredited, Undated, take_inventory
from jjbot.model import Certainty, Deprecation


@pytest.fixture
def contents(minuit_contents):
    """What the tiny pack says."""
    return minuit_contents


def test_every_way_of_counting_counts_every_claim(contents):
    """A table would be of half the pack."""
    found = take_inventory(contents)
    assert found.claims == len(contents.claims)
    for counted in (found.by_kind, found.by_predicate, found.by_certainty):
        assert sum(many for _, many in counted) == found.claims
    assert sum(many for _, many in found.by_source) == sum(len(c.sources) for c in contents.claims)
    assert [many for _, many in found.by_predicate] == sorted(
        (many for _, many in found.by_predicate), reverse=True
    )


def test_every_certainty_is_listed_also_one_that_nothing_has(contents):
    """That there is no official claim at all would be easy to overlook."""
    plain = replace(
        contents, claims=tuple(replace(c, certainty=Certainty.RUMOUR) for c in contents.claims)
    )
    assert dict(take_inventory(plain).by_certainty) == {
        "official": 0,
        "reported": 0,
        "rumour": len(contents.claims),
        "speculation": 0,
    }


def test_claims_with_one_source_are_those_and_no_others(contents):
    """An author would look for a second source where there is one."""
    first, *rest = contents.claims
    two = replace(first, sources=(contents.sources[0].id, contents.sources[1].id))
    found = take_inventory(replace(contents, claims=(two, *rest)))
    listed = {each.claim for each in found.one_source}
    assert first.id not in listed
    assert listed == {c.id for c in rest if len(c.sources) == 1}


def test_a_source_without_a_good_date_is_listed_with_what_rests_on_it(contents):
    """An author would not know which date is worth looking for."""
    found = take_inventory(contents)
    assert Undated("guessed", "The Ferry Post", "2019-01-10", 0) in found.undated
    (site,) = [each for each in found.undated if each.source == "fan-site"]
    assert site.written == ""
    assert site.claims == sum("fan-site" in c.sources for c in contents.claims) > 0


def test_a_source_that_only_says_what_is_wrong_is_used(contents):
    """An author would throw away what a correction rests on."""
    assert "guessed" in take_inventory(contents).unused
    first, *rest = contents.claims
    wrong = replace(first, deprecated=Deprecation("No.", None, ("guessed",)))
    found = take_inventory(replace(contents, claims=(wrong, *rest)))
    assert "guessed" not in found.unused
    assert found.wrong == take_inventory(contents).wrong + (first.deprecated is None)


def test_an_episode_without_writer_or_director_is_listed(contents):
    """A gap in the credits would not be seen; a wrong name would look like one filled."""
    found = {each.episode: each for each in take_inventory(contents).uncredited}
    assert "opening-hour" not in found
    assert found["the-second-cup"] == Uncredited("the-second-cup", "The Second Cup", False, True)
    assert found["decaf"] == Uncredited("decaf", "Decaf", False, False)
    claims = tuple(
        replace(c, deprecated=Deprecation("No.", None, ()))
        if c.id == "opening-hour.written_by"
        else c
        for c in contents.claims
    )
    wrong = take_inventory(replace(contents, claims=claims)).uncredited
    assert Uncredited("opening-hour", "Opening Hour", False, True) in wrong
