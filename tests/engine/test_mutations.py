"""True claims with one thing changed: the change is corrected, and the truth is not."""

from __future__ import annotations

import random
from datetime import date

import pytest

from jjbot.answers import answer
from jjbot.model import Outcome
from tests.asking import Fan, view
from tests.engine.mutating import World, cases

TODAY = date(2026, 6, 1)
SEED = 20191206
SOME, SOME_TEXTS = 700, 500  # of several thousands, so that every run stays short


@pytest.fixture(scope="module")
def invented(minuit_contents, minuit_generation):
    """The tiny pack, and the cases made of it."""
    return _with_cases(minuit_contents, minuit_generation)


@pytest.fixture(scope="module")
def shipped(shipped_contents, shipped_generation):
    """The pack that comes with the bot, and the cases made of it."""
    return _with_cases(shipped_contents, shipped_generation)


def _with_cases(contents, generation):
    return generation, cases(World(contents, generation.snapshot.vocabulary))


def _corrects(found):
    """Whether the answer says that something is not so."""
    return found.outcome is Outcome.CORRECTED or found.text.startswith(("No.", "No:", "Not "))


def _wrong(case, found):
    """Why *found* is no good answer to *case*; empty if it is one."""
    if case.true:
        # Why there are so many is not known even where there are; all else that is so is told.
        told = found.outcome is Outcome.ANSWERED or found.intent == "why_episode_count"
        return "" if told and not _corrects(found) else "a true one is not answered"
    if found.outcome is Outcome.UNKNOWN:
        return ""  # nothing is known of it: nothing was taken for true
    if not _corrects(found):
        return "accepted in silence"
    return "" if case.so in found.text else f"does not say {case.so!r}"


def _failures(generation, chosen):
    seen = view(today=TODAY)
    found = ((case, answer(case.query, generation.snapshot, seen)) for case in chosen)
    return [f"{why}: {c.query}: {a.text}" for c, a in found if (why := _wrong(c, a))]


def _sample(all_, most):
    """A part of *all_* that is the same every time and has something of every kind."""
    chance = random.Random(SEED)
    shuffled = chance.sample(all_, len(all_))
    first = {(case.kind, case.true): case for case in reversed(shuffled)}
    return [*first.values(), *shuffled[:most]]


async def _texts(generation, chosen):
    """How the texts of *chosen* fare: false ones taken for true, true ones corrected, answered."""
    accepted, corrected, answered = [], [], 0
    for case in chosen:
        found = await Fan(generation).ask(case.text, today=TODAY)
        answered += not found.outcome.declined
        if found.outcome.declined:
            continue
        line = f"{case.text!r} ({found.intent}): {found.text}"
        if case.true and _corrects(found):
            corrected.append(line)
        elif not case.true and not _corrects(found):
            accepted.append(line)
    return accepted, corrected, answered


@pytest.mark.parametrize("pack", ["invented", "shipped"])
async def test_what_is_not_so_is_corrected_and_what_is_so_is_not(request, pack):
    """A false premise that is taken over is the worst answer; a true one denied comes next."""
    generation, all_ = request.getfixturevalue(pack)
    assert _failures(generation, _sample(all_, SOME)) == []


@pytest.mark.parametrize("pack", ["invented", "shipped"])
async def test_in_words_nothing_false_is_accepted_in_silence(request, pack):
    """Whatever the wording: what is not understood may be declined, never taken for true."""
    generation, all_ = request.getfixturevalue(pack)
    chosen = _sample(all_, SOME_TEXTS)
    accepted, corrected, answered = await _texts(generation, chosen)
    assert accepted == []
    assert len(corrected) <= sum(case.true for case in chosen) // 100, corrected
    assert answered > len(chosen) // 10


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["invented", "shipped"])
async def test_no_case_at_all_is_answered_wrongly(request, pack):
    """The sample might miss the one that fails."""
    generation, all_ = request.getfixturevalue(pack)
    assert _failures(generation, all_) == []
    accepted, corrected, _ = await _texts(generation, all_)
    assert accepted == []
    assert len(corrected) <= sum(case.true for case in all_) // 100, corrected


def test_both_sides_of_every_kind_are_there(shipped):
    """A test without true twins would praise a bot that denies everything."""
    _, all_ = shipped
    both = {case.kind for case in all_ if case.true} & {c.kind for c in all_ if not c.true}
    assert len(both) >= 12
    assert len(all_) > 1500
