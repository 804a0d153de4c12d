"""Nothing of the five articles with which the shipped pack began is missing from it unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from jjbot.model import Certainty, Claim, Contents, Source

TABLE = Path(__file__).parent / "seed_claims.yaml"
# The statements as they were first listed; outside the checkout, so not everywhere.
LISTED = Path(__file__).parents[2].parent / "shared" / "facts" / "claims_from_seeds.yaml"

# First digit of a row's id → the pack's source.
ARTICLES = {
    "0": "ehotbuzz-2021",
    "1": "comicbook-poster-2017",
    "2": "bamsmackpow-2016",
    "3": "screentalk-2016",
    "4": "collider-2016",
}
HAS_FORM: dict[str, Callable[[Claim], bool]] = {
    "claim": lambda claim: not claim.deprecated and claim.certainty >= Certainty.REPORTED,
    "overtaken": lambda claim: not claim.deprecated,
    "deprecated": lambda claim: claim.deprecated is not None,
    "speculation": lambda claim: not claim.deprecated and claim.certainty <= Certainty.RUMOUR,
}
# What the list calls a statement → the forms that fit; an opinion may be anything.
FITTING = {
    "true": {"claim"},
    "superseded": {"overtaken"},
    "wrong": {"deprecated"},
    "speculation": {"speculation"},
}
KEYS = {"form", "subject", "predicate", "value", "known_on"}
ROWS: dict[str, dict[str, object]] = yaml.load(TABLE.read_text("utf-8"), yaml.BaseLoader)
MAPPED = {id: row for id, row in ROWS.items() if "left_out" not in row}


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped pack by subject and predicate."""

    claims: dict[tuple[str, str], list[Claim]]
    sources: dict[str, Source]

    @classmethod
    def of(cls, contents: Contents) -> Shipped:
        """*contents*, to be looked things up in."""
        claims: dict[tuple[str, str], list[Claim]] = {}
        for claim in contents.claims:
            claims.setdefault((claim.subject, claim.predicate), []).append(claim)
        return cls(claims, {source.id: source for source in contents.sources})

    def one(self, row: dict[str, object], subject: str, value: str | None) -> Claim:
        """The one claim that *row* means."""
        found = self.claims.get((subject, str(row["predicate"])), [])
        assert found, f"{subject} has no {row['predicate']}"
        fitting = [
            claim
            for claim in found
            if HAS_FORM[str(row["form"])](claim)
            and value in (None, str(claim.value))
            and row.get("known_on") in (None, str(claim.known_on))
        ]
        assert len(fitting) == 1, f"{len(fitting)} of the {len(found)} claims fit: {found}"
        return fitting[0]


@pytest.fixture(scope="module")
def shipped(shipped_contents: Contents) -> Shipped:
    """The shipped pack, read once."""
    return Shipped.of(shipped_contents)


def listed(found: object) -> list[object]:
    """One value as a list of one."""
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("id", MAPPED)
def test_a_statement_of_an_article_is_in_the_pack_in_its_form_and_cites_it(
    id: str, shipped: Shipped
) -> None:
    """What an article said would be gone, stated otherwise than it deserves, or unsourced."""
    row = MAPPED[id]
    article = shipped.sources[ARTICLES[id[1]]]
    for subject in listed(row["subject"]):
        for value in listed(row.get("value")):
            claim = shipped.one(row, str(subject), value if value is None else str(value))
            assert article.id in claim.sources, f"{claim.id} does not cite {article.id}"
            if row["form"] == "overtaken" and not article.estimated:
                assert claim.known_on, f"{claim.id} cannot be overtaken: it has no day"


@pytest.mark.parametrize("source", ARTICLES.values())
def test_every_article_is_a_source_with_an_address(source: str, shipped: Shipped) -> None:
    """A fan could not check what the pack began with."""
    assert shipped.sources[source].url


def test_a_row_has_a_known_form_or_a_reason_why_it_is_left_out() -> None:
    """A statement would be waved through under a form that nothing checks."""
    for id, row in ROWS.items():
        if id in MAPPED:
            assert row["form"] in HAS_FORM, id
            assert {"form", "subject", "predicate"} <= set(row) <= KEYS, id
        else:
            assert set(row) == {"left_out"}, id
            assert str(row["left_out"]).strip(), id


def test_no_statement_of_the_list_is_without_a_row() -> None:
    """One of the statements that were first listed would be silently missing, or change sides."""
    if not LISTED.exists():
        pytest.skip("the list of the statements is not beside this checkout")
    statements = yaml.load(LISTED.read_text("utf-8"), yaml.BaseLoader)
    status = {str(each["id"]): str(each["status"]) for each in statements}
    assert set(ROWS) == set(status)
    for id, called in status.items():
        if called == "opinion":
            continue
        assert ROWS[id].get("form") in FITTING[called], f"{id} is {called}"
