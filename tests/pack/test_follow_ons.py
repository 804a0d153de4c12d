"""One mistake is told once, and a broken file does not hide the mistakes of the others."""

from __future__ import annotations

import pytest

from jjbot.errors import PackError
from jjbot.pack import read_pack
from jjbot.pack.report import MAX_IN_A_FILE
from tests.pack.corpus.cases import put, swap

ENTITIES = "".join(
    f"- {{id: p{n}, kind: person, sources: [SOURCE], name: Ann Xu {n}, REST}}\n" for n in range(500)
)


def refused(folder):
    """The problems for which the pack is refused."""
    with pytest.raises(PackError) as error:
        read_pack(folder)
    return [str(problem) for problem in error.value.problems]


ONE = {
    "id of a season": swap("parts.yaml", "- id: part-2\n", "- id: Part-2\n", 0),
    "number of a season": swap("parts.yaml", "{value: 2, sources", "{value: two, sources", 0),
    "head of a season": swap(
        "parts.yaml",
        "kind: season\n  sources: [lantern-2022]",
        "kind: season\n  sources: {a: b}",
        0,
    ),
    "source of a number": swap(
        "parts.yaml",
        "number: {value: 2, sources: [courier-2020]}",
        "number: {value: 2, sources: [nix]}",
        0,
    ),
    "source that cannot be read": swap(
        "sources.yaml", "published: 2019-03-12", "published: soon", 0
    ),
    "id of a source": swap("sources.yaml", "- id: courier-2019", "- id: courier_2019", 0),
    "title of a source": swap("sources.yaml", "  title: Who is who\n", "", 0),
    "kind of the show": swap("show.yaml", "kind: show", "kind: shwo", 0),
    "id of the show": swap("show.yaml", "- id: minuit", "- id: Minuit", 0),
    "entity twice": swap("people.yaml", "- id: will-hart\n", "- id: lou-tan\n", 0),
    "manifest": swap("pack.yaml", "show: minuit", "shwo: minuit", 0),
    "quote in the sources": swap("sources.yaml", "title: Who is who", "title: 'Who is who", 0),
    "quote in the people": swap("people.yaml", "name: Lou Tan", "name: 'Lou Tan", 0),
    "quote in the parts": swap("parts.yaml", "name: Decaf", "name: 'Decaf", 0),
    "vocabulary": put("predicates:\n  tea: [\n", 0, file="vocabulary.yaml"),
    "word of the manifest": swap("pack.yaml", "season_word: Part", "season_word: ''", 0),
    "premiere that is lost": swap(
        "parts.yaml", "premiered_on: 2020-09-04", "premiered_on: soon", 0
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_one_mistake_is_told_in_few_words(minuit, name):
    """The mistake itself would be lost among what only follows from it."""
    ONE[name].spoil(minuit)
    assert len(refused(minuit)) <= 3


def test_a_missing_entity_is_told_once_with_its_places(minuit):
    """A single forgotten entity would be a hundred problems."""
    more = ENTITIES.replace("SOURCE", "fan-site").replace("REST", "succeeded_by: nobody-here")
    (minuit / "more.yaml").write_text(more, "utf-8")
    (problem,) = refused(minuit)
    assert problem.startswith("more.yaml:1: succeeded_by: no entity 'nobody-here'")
    assert problem.endswith(
        "(also more.yaml:2, more.yaml:3, more.yaml:4, more.yaml:5, more.yaml:6 and 494 more)"
    )


def test_a_missing_source_is_told_once_with_its_places(minuit):
    """A single forgotten source would be a hundred problems."""
    (minuit / "more.yaml").write_text(
        ENTITIES.replace("SOURCE", "nix").replace(", REST", ""), "utf-8"
    )
    (problem,) = refused(minuit)
    assert problem.startswith("more.yaml:1: unknown source 'nix'")


def test_many_problems_of_a_file_are_counted(minuit):
    """A file of another format would be ten thousand lines of problems."""
    more = ENTITIES.replace("SOURCE", "fan-site").replace("REST", "oh: no, ah: no")
    (minuit / "more.yaml").write_text(more, "utf-8")
    problems = refused(minuit)
    assert len(problems) == MAX_IN_A_FILE + 1
    assert (
        problems[0]
        == f"more.yaml: has {1000 - MAX_IN_A_FILE} more problems; mend those named first"
    )


def test_a_broken_file_does_not_hide_the_days_of_the_others(minuit, edit):
    """Its author would mend one mistake only to be told the next."""
    edit("credits.yaml", "performer: bo-quist", "performer: 'bo-quist")
    edit("show.yaml", "available_from: 2020-09-04", "available_from: 2024-09-04")
    edit("pack.yaml", "2023-06-30", "2023-06-31")
    edit("people.yaml", "name: Lou Tan", "name: null")
    assert {text.partition(":")[0] for text in refused(minuit)} == {
        "credits.yaml", "pack.yaml", "people.yaml", "show.yaml"}  # fmt: skip


def test_an_author_is_told_all_at_once_in_good_english(minuit, edit):
    """A slip of grammar would make the rest look careless, too."""
    edit("show.yaml", "network: lanterna", "network: decaf")
    edit("parts.yaml", "runtime: 48", "genre: drama")
    said = "\n".join(refused(minuit))
    assert "'decaf' is an episode; expected the id of a company" in said
    assert "genre cannot be said of an episode" in said
    assert " a episode" not in said
