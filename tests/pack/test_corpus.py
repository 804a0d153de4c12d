"""Every bad file of the corpus is refused, with its place and words its author can act on."""

from __future__ import annotations

import time

import pytest

from jjbot.errors import PackError
from jjbot.pack import read_pack
from tests.pack.corpus.intents import INTENTS
from tests.pack.corpus.relations import RELATIONS
from tests.pack.corpus.syntax import SYNTAX
from tests.pack.corpus.times import TIMES
from tests.pack.corpus.values import VALUES

SECONDS = 6
TABLES = (SYNTAX, VALUES, RELATIONS, TIMES, INTENTS)
BAD = SYNTAX | VALUES | RELATIONS | TIMES | INTENTS


def test_every_case_is_there():
    """A case of the same name would push another out unseen."""
    assert len(BAD) == sum(map(len, TABLES))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_place_and_remedy(minuit, name):
    """A wrong fact would be published, or an author would search for the reason."""
    bad = BAD[name]
    bad.spoil(minuit)
    begun = time.process_time()  # whatever else the machine does
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert time.process_time() - begun < SECONDS
    problems = [str(problem) for problem in refused.value.problems]
    named = [text for text in problems if text.startswith(bad.place)]
    assert any(all(word in text for word in bad.words) for text in named), problems[:20]
