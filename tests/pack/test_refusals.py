"""A broken pack is refused with file, line and words its author can act on."""

from __future__ import annotations

import os
import time

import pytest

from jjbot.engine import building
from jjbot.errors import PackError
from jjbot.pack import read_pack


def test_all_mistakes_are_named_at_once(minuit, edit):
    """Its author would have to run the check once for each mistake."""
    edit("people.yaml", "name: Mara Lind", "name: ''")
    edit("parts.yaml", "runtime: 48", "runtiem: 48")
    edit("show.yaml", "network: lanterna", "network: laterna")
    edit("sources.yaml", "url: none", "url: nowhere")
    edit("pack.yaml", "2023-06-30", "2023-06-31")
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    files = {problem.file for problem in refused.value.problems}
    assert files == {"people.yaml", "parts.yaml", "show.yaml", "sources.yaml", "pack.yaml"}


def test_one_mistake_is_not_told_as_many(minuit, edit):
    """A single slip would look like a hundred."""
    edit("people.yaml", "- id: zoe-alvarez", "- id: [zoe-alvarez")
    edit("parts.yaml", "runtime: 48", "runtime: long")
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert sorted(problem.file for problem in refused.value.problems) == [
        "parts.yaml",
        "people.yaml",
    ]


def test_redefining_a_word_is_refused(minuit):
    """A pack would change what all others mean."""
    (minuit / "vocabulary.yaml").write_text(
        "predicates:\n  name: {doc: A name., type: text}\nlanguage:\n  same: {film: [premiered]}\n"
    )
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    places = [(problem.file, problem.line) for problem in refused.value.problems]
    assert places == [("vocabulary.yaml", 2), ("vocabulary.yaml", 4)]


EVIL = {
    "deep lists": ("[" * 100_000, "nested too deep"),
    "deep mappings": ("{a: " * 100_000, "nested too deep"),
    "deep blocks": ("".join(f"{' ' * depth}a:\n" for depth in range(1400)), "nested too deep"),
    "laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor"),
    "merges": ("a: &a {b: c}\nd: {<<: *a}\n", "merge key"),
    "many items": ("- a\n" * 300_000, "200,000 items"),
    "many bytes": ("# " + "x" * 2_100_000, "2,000,000 bytes"),
    "many controls": ("\x01" * 1_000_000, "U+0001"),
    "one long text": ("a: " + "x" * 1_900_000, ""),
    "many anchors": ("".join(f"- &a{n} x\n" for n in range(50_000)), "anchor"),
    "nothing": ("", "is empty"),
    "a comment": ("# nothing\n", "is empty"),
    "a word": ("hello", "list of entities"),
    "a conflict": ("<<<<<<< HEAD\n- a\n=======\n", ""),
}


@pytest.mark.parametrize("name", EVIL)
def test_an_evil_file_is_refused_quickly(minuit, name):
    """A file could stop or kill the process that reads it."""
    text, words = EVIL[name]
    (minuit / "evil.yaml").write_text(text, "utf-8")
    begun = time.process_time()
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert time.process_time() - begun < 5
    problems = [str(each) for each in refused.value.problems if each.file == "evil.yaml"]
    assert [each for each in problems if words in each], refused.value.problems


@pytest.mark.parametrize(
    "raw", [b"\xff\xfea\x00", b"name: Zo\xeb", "a: \ud800".encode("utf-8", "surrogatepass")]
)
def test_only_utf8_is_read(minuit, raw):
    """Accents would be garbled, or the reading would crash."""
    (minuit / "evil.yaml").write_bytes(raw)
    with pytest.raises(PackError, match=r"evil\.yaml:1: is not UTF-8"):
        read_pack(minuit)


def test_only_regular_files_of_the_folder_are_read(minuit, tmp_path):
    """A link would bring in another file, a pipe would stop the reading for ever."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("- id: hidden-thing\n")
    (minuit / "out.yaml").symlink_to(secret)
    (minuit / "ring.yaml").symlink_to(minuit / "ring.yaml")
    (minuit / "dir.yaml").mkdir()
    os.mkfifo(minuit / "pipe.yaml")
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert {each.file for each in refused.value.problems} == {
        "out.yaml", "ring.yaml", "dir.yaml", "pipe.yaml"}  # fmt: skip
    assert "hidden-thing" not in str(refused.value)


def test_other_endings_are_left_alone_with_a_warning(minuit, caplog):
    """A file with a mistyped ending would be missed without a word."""
    (minuit / "more.yml").write_text("- broken: [")
    read_pack(minuit)
    assert "more.yml" in caplog.text


def test_too_many_files_are_refused(minuit):
    """A folder could keep the reader busy for ever."""
    for number in range(70):
        (minuit / f"x{number}.yaml").write_text("[]")
    with pytest.raises(PackError, match="64 are the limit"):
        read_pack(minuit)


def test_a_nameless_file_name_is_escaped(minuit):
    """A file name could fake a line of the report."""
    (minuit / "a\nb.yaml").write_text("[]")
    with pytest.raises(PackError, match="cannot be printed") as refused:
        read_pack(minuit)
    assert "a\nb" not in str(refused.value)


NUMBERED = ["S2", "s02e05", "2x05", "Season Two", "the second part", "episode 5", "first season"]


@pytest.mark.parametrize("alias", [*NUMBERED, "season 2 episode 5", "szn 2", "last episode"])
def test_nothing_else_is_called_as_a_season_is(minuit, edit, alias):
    """Who asks about a season would be told of something else."""
    edit("people.yaml", "name: Lou Tan", f"name: Lou Tan\n  alias: {alias}")
    with pytest.raises(PackError, match="reads as a season or episode"):
        read_pack(minuit)


def test_an_intent_is_not_told_twice_what_it_narrows_to(minuit):
    """A mistyped id would look like a second mistake, the lack of it."""
    (minuit / "vocabulary.yaml").write_text(
        "intents:\n  - {id: tea, shape: topic, topic: the-closing-bell, doc: Tea., only: [lantern],"
        ' phrases: ["does {company} ring the bell"]}\n'
    )
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    (problem,) = refused.value.problems
    assert "nothing is called 'lantern'; did you mean 'lanterna'?" in str(problem)


def test_a_shape_that_nobody_answers_is_named_with_its_line(minuit):
    """Its author would search a long file for the one intent."""
    (minuit / "vocabulary.yaml").write_text(
        "intents:\n  - id: tea\n    shape: vlaues\n    doc: Tea.\n    phrases: [about tea]\n"
    )
    with pytest.raises(PackError) as refused:
        read_pack(minuit, shapes={"values", "topic"})
    (problem,) = refused.value.problems
    assert str(problem).startswith("vocabulary.yaml:3: ")
    assert "unknown shape 'vlaues'; did you mean 'values'?" in str(problem)


async def test_a_check_of_a_day_to_come_is_warned_about(minuit, edit, tmp_path):
    """A mistyped year would hide for a century that the news is old."""
    told = []
    await building.check(minuit, tmp_path, told.append)
    assert not any("warning" in step for step in told)
    edit("pack.yaml", "checked_on: 2023-06-30", "checked_on: 2098-06-30")
    await building.check(minuit, tmp_path, told.append)
    assert "warning: checked_on 2098-06-30 is yet to come; is it mistyped?" in told


def test_a_misspelt_kind_is_not_told_as_an_intent_that_is_too_wide(minuit, edit):
    """A second mistake would be told, in another file, where there is only one."""
    (minuit / "vocabulary.yaml").write_text(
        "intents:\n  - {id: tea, shape: topic, topic: the-closing-bell, doc: Tea., only: [rose],"
        ' phrases: ["does {character} ring the bell"]}\n'
    )
    assert read_pack(minuit)
    edit("people.yaml", "- id: rose\n  kind: character", "- id: rose\n  kind: charakter")
    with pytest.raises(PackError) as refused:
        read_pack(minuit)
    assert {each.file for each in refused.value.problems} == {"people.yaml"}
