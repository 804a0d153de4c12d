"""How long answers take.  Times are printed; only how many times longer one takes is judged."""

from __future__ import annotations

import gc
import sys
import time
from functools import partial
from statistics import median

import pytest

from jjbot.answers import answer
from jjbot.engine.asking import Asker, Conversations, ask
from tests.asking import opened, view
from tests.making_packs import grown

ASKED = 120  # of the shipped pack's golden questions
ROUNDS = 5  # of which the quickest counts: the machine has other things to do
SLOWER = 2.0  # times as long, at most, in a pack many times as large
HOSTILE = 20.0  # times as long, at most, as an ordinary question

TEXTS = {
    "one long word": "a" * 6000,
    "names again and again": "jessica jones " * 500,
    "combining marks": "e" + "\u0301" * 2000,
    "a letter that normalises to eighteen": "\ufdfa" * 2000,
    "blanks": " " * 4000,
    "blanks within": "who" + " " * 4000 + "plays" + " " * 1500 + "trish",
    "short words": "a " * 3000,
    "a phrase again and again": "who plays " * 600,
    "words that are none": "flurble grond wibberly snark " * 75,
    "words that are nearly names": "jesica jonas trisch wolker " * 75,
    "emoji": "\U0001f600" * 1000,
    "digits": "9" * 5000,
    "a season of many digits": "season " + "9" * 5000,
    "episodes": "s1e1" * 1500,
    "days": "2015-11-20 " * 500,
    "jamo": "\u1112\u1161\u11ab" * 2000,
    "apostrophes": "'s " * 2000,
    "new lines": "\n" * 6000,
    "joiners": "\u200d" * 6000,
    "everything asked": "who what when where why how many is was did does " * 120,
}


@pytest.fixture(scope="module")
def contents(shipped_contents):
    """What the shipped pack says."""
    return shipped_contents


@pytest.fixture(scope="module")
def shipped(shipped_generation):
    """The shipped pack, open."""
    return shipped_generation


@pytest.fixture(scope="module")
def larger(contents, tmp_path_factory):
    """A pack ten times as large, open."""
    with opened(grown(contents, 10), tmp_path_factory.mktemp("larger")) as generation:
        yield generation


def quickest(*work):
    """For each of *work*, the least of several times in milliseconds, measured in turn."""
    best = [float("inf")] * len(work)
    for _ in range(ROUNDS):
        for at, do in enumerate(work):
            start = time.perf_counter()
            do()
            best[at] = min(best[at], time.perf_counter() - start)
    return [one * 1000 for one in best]


def show(text):
    """Print *text*; pytest -rP shows it."""
    sys.stdout.write(f"{text}\n")


def compared(contents, small, large):
    """Median milliseconds of reading and of answering in *small* and in *large*."""
    reading, answering = [], []
    questions = [one for one in contents.golden if not one.context]
    step = max(1, len(questions) // ASKED)
    gc.disable()  # its pauses belong to no question
    try:
        for question in questions[::step]:
            viewpoint = view()
            read = [partial(one.understanding.understand, question.ask, viewpoint, None)
                    for one in (small, large)]  # fmt: skip
            reading.append(quickest(*read))
            query = read[0]().query
            if query is not None:
                replies = (partial(answer, query, one.snapshot, viewpoint)
                           for one in (small, large))  # fmt: skip
                answering.append(quickest(*replies))
    finally:
        gc.enable()
    assert len(answering) > 50
    return [
        tuple(median(column) for column in zip(*times, strict=True))
        for times in (reading, answering)
    ]


def judge(contents, small, large):
    """Print the medians and fail where *large* takes too long."""
    for what, (less, more) in zip(
        ("text to Query", "Query to Answer"), compared(contents, small, large), strict=True
    ):
        claims = f"{small.snapshot.claim_count} and {large.snapshot.claim_count} claims"
        show(f"{what}: {less:.3f} ms and {more:.3f} ms (median) of {claims}")
        assert more <= less * SLOWER, what


def test_a_pack_ten_times_as_large_answers_about_as_fast(contents, shipped, larger):
    """A show with a long history would make the bot slow for everybody."""
    judge(contents, shipped, larger)


@pytest.mark.slow
def test_a_pack_a_hundred_times_as_large_answers_about_as_fast(contents, shipped, tmp_path):
    """As above, with more than anybody will write."""
    with opened(grown(contents, 100), tmp_path) as huge:
        judge(contents, shipped, huge)


@pytest.mark.parametrize("pack", ["shipped", "larger"])
@pytest.mark.parametrize("kind", TEXTS)
def test_a_hostile_text_costs_little_more_than_a_question(request, pack, kind):
    """One message could hold up all the others."""
    generation = request.getfixturevalue(pack)
    asker, nobody = Asker(view()), Conversations()
    texts = ("who plays trish walker in season 2?", TEXTS[kind])
    usual, took = quickest(*(partial(ask, generation, one, asker, nobody) for one in texts))
    show(f"{pack}, {kind}: {took:.1f} ms; a question {usual:.1f} ms")
    assert took <= usual * HOSTILE


def test_a_grown_pack_is_the_same_each_time_and_says_what_the_first_said(contents):
    """Two runs would measure different things."""
    twice, again = grown(contents, 2), grown(contents, 2)
    assert twice == again
    assert set(contents.claims) <= set(twice.claims)
    assert set(contents.sources) <= set(twice.sources)
    known = {source.id for source in twice.sources}
    assert all(known.issuperset(claim.sources) and claim.sources for claim in twice.claims)
    ids = [claim.id for claim in twice.claims]
    assert len(set(ids)) == len(ids)
    assert len(twice.claims) > 1.8 * len(contents.claims)
    assert twice != grown(contents, 2, seed=2)
