"""Whatever is in a file: the reader gives Contents, or a PackError that names places in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jjbot.errors import PackError
from jjbot.model import Contents
from jjbot.pack import read_pack
from jjbot.pack.report import MAX_IN_A_FILE

MINUIT = Path(__file__).parents[1] / "packs" / "minuit"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(MINUIT.glob("*.yaml"))}
WORDS = """
    id kind name alias season number value sources known_on revealed_in certainty deprecated
    because about note person episode character credit event rating show lou-tan part-1 decaf
    courier-2019 guessed 2020-09-04 2022-02-30 2019 0 1 -1 S1E2 S9 elsewhere always unknown
    official rumour yes no null ~ predicates kinds intents language doc type of text date
    publisher title url published https://a.example https://[::1 ask says never phrases performer
    explanation part_of premiered_on episode_count complete shape {season} <<
"""
FEW = settings(max_examples=50, deadline=None, derandomize=True, database=None)
MANY = settings(
    max_examples=1000, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

files = st.sampled_from([*TEXTS, "vocabulary.yaml", "evil.yaml"])
words = st.sampled_from(WORDS.split())
scalars = st.one_of(words, st.text(max_size=12), st.integers(), st.none(), st.dates(), st.floats())
structures = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6),
    max_leaves=25,
)
indicators = st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\n\t ~<.0\\\u0301\u200bЖ", max_size=80)


@st.composite
def mutations(draw):
    """A sound file with some of its lines taken out, doubled, exchanged, indented or rewritten."""
    file = draw(st.sampled_from([*TEXTS]))
    lines = TEXTS[file].splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["take out", "double", "exchange", "indent", "word", "scalar"]))
        if how == "take out" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[other])
        elif how == "exchange":
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "indent":
            lines[at] = " " * draw(st.integers(1, 4)) + lines[at]
        elif ": " in lines[at]:
            new = draw(words) if how == "word" else draw(st.text(max_size=8))
            lines[at] = f"{lines[at].partition(': ')[0]}: {new}\n"
    return file, "".join(lines).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the tiny pack that one file at a time is exchanged in."""
    return Path(shutil.copytree(MINUIT, tmp_path_factory.mktemp("random") / "minuit"))


def read_with(folder, file, raw):
    """Read the pack with *raw* as its *file*, and look at what comes of it."""
    path = folder / file
    path.write_bytes(raw)
    try:
        assert isinstance(read_pack(folder), Contents)
    except PackError as refused:
        problems = refused.problems
        assert 0 < len(problems) <= len(TEXTS) * MAX_IN_A_FILE
        for problem in problems:
            assert str(problem).isprintable(), ascii(problem)
            assert problem.message
            assert problem.line <= raw.count(b"\n") + raw.count(b"\r") + 100
    finally:
        if file in TEXTS:
            path.write_text(TEXTS[file], "utf-8")
        else:
            path.unlink()


def dumped(structure, *, flow=False):
    """*structure* as somebody's YAML."""
    return yaml.safe_dump(structure, allow_unicode=True, default_flow_style=flow).encode(
        "utf-8", "surrogatepass"
    )


@FEW
@given(file=files, text=indicators | st.text(max_size=60))
def test_any_text_is_read_or_refused(folder, file, text):
    """An odd sign would be a traceback."""
    read_with(folder, file, text.encode("utf-8", "surrogatepass"))


@FEW
@given(file=files, raw=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(folder, file, raw):
    """A broken file would be a traceback."""
    read_with(folder, file, raw)


@FEW
@given(file=files, structure=structures, flow=st.booleans())
def test_any_structure_is_read_or_refused(folder, file, structure, flow):
    """A list where a mapping belongs would be a traceback."""
    read_with(folder, file, dumped(structure, flow=flow))


@FEW
@example(entity={"value": None}, kind="\x1f")
@given(entity=st.dictionaries(words, structures, max_size=6), kind=words)
def test_any_entity_is_read_or_refused(folder, entity, kind):
    """A value of the wrong shape would be a traceback."""
    read_with(folder, "evil.yaml", dumped([{**entity, "kind": kind, "id": "lou-wei"}]))


@FEW
@given(mutation=mutations())
def test_any_slip_is_read_or_refused(folder, mutation):
    """A slip of the hand would be a traceback."""
    read_with(folder, *mutation)


@pytest.mark.slow
@MANY
@given(file=files, text=indicators | st.text(max_size=200), structure=structures, raw=st.binary())
def test_anything_is_read_or_refused(folder, file, text, structure, raw):
    """What a few hundred tries do not find would be a traceback."""
    read_with(folder, file, text.encode("utf-8", "surrogatepass"))
    read_with(folder, file, dumped(structure))
    read_with(folder, file, raw)


@pytest.mark.slow
@MANY
@given(mutation=mutations(), entity=st.dictionaries(words, structures, max_size=8), kind=words)
def test_any_change_is_read_or_refused(folder, mutation, entity, kind):
    """What a few hundred tries do not find would be a traceback."""
    read_with(folder, *mutation)
    read_with(folder, "evil.yaml", dumped([{**entity, "kind": kind, "id": "lou-wei"}]))
