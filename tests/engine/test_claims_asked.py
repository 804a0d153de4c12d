"""Any claim of a pack, asked for in words that no intent has: the claim is told, or nothing is."""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import date

import pytest

from jjbot.pack import read_pack
from tests.asking import PACKS, SHIPPED, Fan, drafted
from tests.engine.asking_claims import WORDINGS, holds, order, questions
from tests.engine.mutating import World

TODAY = date(2026, 6, 1)
SEED = 20151120
SOME = 4  # questions of each wording, so that every run stays short
ANSWERED = 0.45  # of the questions; half are, in words that the bot was not taught
# How fans type: as written, in a hurry, with words around it.
MANNERS = ("{}", "{}", "hey, {}", "{} thanks!", "so {}")
# sorts: of how many sorts of claims one or more must be told
BOTH = pytest.mark.parametrize(
    ("folder", "sorts"), [(PACKS / "minuit", 25), (SHIPPED, 45)], ids=["invented", "shipped"]
)


@asynccontextmanager
async def _asked(folder, scratch):
    contents = read_pack(folder)
    async with drafted(contents, scratch / "facts") as generation:
        yield generation, list(questions(World(contents, generation.snapshot.vocabulary)))


def _sample(all_):
    """Some questions of every wording, the same every time."""
    by_wording = defaultdict(list)
    for question in all_:
        by_wording[question.wording].append(question)
    chance = random.Random(SEED)
    return [
        question
        for many in by_wording.values()
        for question in chance.sample(many, min(SOME, len(many)))
    ]


def _typed(text, chance):
    """*text* as somebody may type it."""
    manner = chance.choice(MANNERS).format(text)
    return chance.choice((manner, manner.lower(), manner.replace("?", "")))


async def _answers(generation, chosen):
    """What is answered wrongly, and which questions are answered at all."""
    chance = random.Random(SEED)
    wrong, told = [], []
    for question in chosen:
        text = _typed(question.text, chance)
        found, read = await Fan(generation).understood(text, today=TODAY)
        if found.outcome.declined:
            continue
        told.append(question)
        if not holds(found.text, question):
            phrase = read.readings[0].phrase
            wrong.append(
                f"{text!r} ({found.intent}, {phrase!r}): not {question.says}: {found.text}"
            )
    return wrong, told


@BOTH
async def test_what_a_claim_says_is_told_or_nothing_is(folder, sorts, tmp_path):
    """A question in new words would get the answer to another question, or hardly any an answer."""
    async with _asked(folder, tmp_path) as (generation, all_):
        chosen = _sample(all_)
        wrong, told = await _answers(generation, chosen)
        assert wrong == []
        assert len(told) >= ANSWERED * len(chosen), f"{len(told)} of {len(chosen)}"
        # The share alone would hide that only dates and titles are understood.
        assert len({question.predicate for question in told}) >= sorts


@pytest.mark.slow
@BOTH
async def test_of_all_claims_in_all_wordings_none_is_answered_wrongly(folder, sorts, tmp_path):
    """The sample might miss the one that fails."""
    async with _asked(folder, tmp_path) as (generation, all_):
        wrong, told = await _answers(generation, all_)
        assert wrong == []
        assert len(told) >= ANSWERED * len(all_), f"{len(told)} of {len(all_)}"
        assert len({question.predicate for question in told}) >= sorts


async def test_no_wording_is_a_phrase_of_an_intent(tmp_path):
    """What was taught word for word would be asked, and the share would mean nothing."""
    async with _asked(PACKS / "minuit", tmp_path) as (generation, _):
        phrases = generation.understanding.phrases
        wordings = [wording for many in WORDINGS.values() for wording in many]
        taught = [each for each in wordings if order(each, phrases) in phrases.by_order]
        assert taught == [], "they are phrases now: put these in other words"


async def test_every_sort_of_claim_that_is_asked_for_exists(tmp_path):
    """A predicate that was renamed would no longer be asked for, and nobody would notice."""
    async with _asked(SHIPPED, tmp_path) as (_, all_):
        assert {question.predicate for question in all_} == WORDINGS.keys()
