"""An answer from a Viewpoint equals the answer of a store without everything later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jjbot.model import parse_as_of, parse_seen
from tests.asking import Fan, opened

VIEWPOINTS = {
    "minuit": [("2019-06-01", "all"), ("2021-06-17", "S1E1"), (None, "none"), (None, "S1E2")],
    "shipped": [
        ("2015-01-15", "all"),
        ("2016-04-13", "S1E7"),
        ("2018-03-08", "none"),
        (None, "none"),
        (None, "S1E13"),
        (None, "S2E6"),
    ],
}

# Every year end, and the end of every third episode.
CUTS = [
    *((f"{year}-12-31", "all") for year in range(2010, 2026)),
    *((None, f"S{season}E{number}") for season in (1, 2, 3) for number in (1, 4, 7, 10, 13)),
]
SHARE = 4  # of a big pack's questions, each Viewpoint gets another quarter in the normal tests


def truncated(contents, as_of, seen):
    """*contents* with every claim, name and deprecation deleted that *as_of* and *seen* hide."""
    day = parse_as_of(as_of) if as_of is not None else None
    shown = [claim for claim in contents.claims if claim.revealed <= parse_seen(seen)]
    if day is not None:
        known = [claim for claim in shown if claim.known_on is not None and claim.known_on <= day]
        shown = [
            replace(claim, deprecated=None) if wrong_later(claim, day) else claim for claim in known
        ]
    return replace(contents, claims=tuple(shown))


def wrong_later(claim, day):
    """Whether *claim* was found to be wrong only after *day*."""
    wrong = claim.deprecated
    return wrong is not None and wrong.known_on is not None and wrong.known_on > day


@pytest.mark.parametrize(
    ("pack", "as_of", "seen"),
    [(pack, *viewpoint) for pack, viewpoints in VIEWPOINTS.items() for viewpoint in viewpoints],
)
async def test_nothing_later_reaches_an_answer(request, pack, as_of, seen, tmp_path):
    """Whatever differs would be a leak: a text, a suggestion, a decline, a source."""
    contents = request.getfixturevalue(f"{pack}_contents")
    whole = request.getfixturevalue(f"{pack}_generation")
    share = SHARE if pack == "shipped" else 1
    first = VIEWPOINTS[pack].index((as_of, seen)) % share
    questions = asks(contents)[first::share]
    with opened(truncated(contents, as_of, seen), tmp_path) as cut:
        await compare(whole, cut, as_of, seen, questions)


@pytest.mark.slow
@pytest.mark.parametrize(("as_of", "seen"), CUTS)
async def test_nothing_later_reaches_any_answer_at_any_cut(
    shipped_contents, shipped_generation, as_of, seen, tmp_path
):
    """A leak may be in one question of one year only."""
    questions = asks(shipped_contents)
    with opened(truncated(shipped_contents, as_of, seen), tmp_path) as cut:
        await compare(shipped_generation, cut, as_of, seen, questions)


def asks(contents):
    """The wordings of the golden questions, each once."""
    return list(dict.fromkeys(golden.ask for golden in contents.golden))


async def compare(whole, cut, as_of, seen, questions):
    """Ask the *whole* store from the Viewpoint, and the one that is *cut* to it."""
    today = date(2026, 11, 21)
    for question in questions:
        one = await Fan(whole).ask(question, as_of, seen, today)
        other = await Fan(cut).ask(question, as_of, seen, today)
        assert without_digest(one) == without_digest(other), question


def without_digest(found):
    """Return *found* without what names the store it comes from."""
    receipt = found.receipt and replace(found.receipt, id="")
    return replace(found, digest="", receipt=receipt)
