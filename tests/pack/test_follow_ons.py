"""One mistake is told once, and a broken file does not hide the mistakes of the others."""

from __future__ import annotations

import re

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
    "season twice": swap("parts.yaml", "- id: part-2\n", "- id: part-1\n", 0),
    "last line of the people": swap(
        "people.yaml",
        "  name: {value: the Landlord, revealed_in: S1E2}\n",
        "  name: {value: the Landlord, revealed_in: S1E2}",
        0,
    ),
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
    more = f"… and {1000 - MAX_IN_A_FILE} more problems below; mend those named first"
    assert problems[-1] == f"more.yaml:100: {more}"


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


MISSPELT = {
    "value": swap("people.yaml", "{value: the Landlord", "{vaule: the Landlord", 0),
    "because": swap("people.yaml", "{because: The early", "{becuase: The early", 0),
    "checked_on": swap("pack.yaml", "checked_on", "cheked_on", 0),
    "publisher": swap("sources.yaml", "publisher: Yearbook", "publihser: Yearbook", 0),
    "shape": put(
        "intents: [{id: tea, shpae: values, doc: Tea., phrases: [tea]}]\n",
        0,
        file="vocabulary.yaml",
    ),
}


@pytest.mark.parametrize("key", MISSPELT)
def test_a_misspelt_key_is_not_missing_as_well(minuit, key):
    """Its author would look for a second mistake."""
    MISSPELT[key].spoil(minuit)
    (problem,) = refused(minuit)
    assert f"did you mean {key!r}?" in problem


def test_a_file_that_is_cut_off_between_two_entities_is_told_alone(minuit):
    """The cause would stand among the many entities that are gone with the rest of the file."""
    path = minuit / "people.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\n- id: rose")].rstrip(), "utf-8")
    (problem,) = refused(minuit)
    assert "was it cut off?" in problem


def test_what_is_ignored_is_told_before_what_lacks(minuit):
    """A mistyped ending would be found at the end of a long list, or not at all."""
    (minuit / "people.yaml").rename(minuit / "people.yml")
    ignored, missing, *others = refused(minuit)
    assert ignored.startswith(".: 'people.yml' is ignored")
    assert re.match(r"\.: \d+ entities that are named are nowhere; is a file missing", missing)
    assert others


def test_an_ignored_copy_of_a_file_that_is_there_is_no_reason(minuit, edit):
    """A backup would be blamed for each mistake."""
    (minuit / "people.yaml~").write_text("")
    (minuit / "people.yaml.orig").write_text("")
    edit("show.yaml", "network: lanterna", "network: laterna")
    (problem,) = refused(minuit)
    assert problem.startswith("show.yaml:8: ")


MISPLACED = {
    ("questions.yaml", "golden.yaml"): "looks like questions; call the file questions.yaml",
    ("sources.yaml", "references.yaml"): "looks like sources; call the file sources.yaml",
    ("pack.yaml", "manifest.yaml"): "looks like the manifest; call the file pack.yaml",
}


@pytest.mark.parametrize("names", MISPLACED)
def test_a_renamed_file_is_known_by_what_is_in_it(minuit, names):
    """Each of its lines would be a problem of its own."""
    old, new = names
    (minuit / old).rename(minuit / new)
    assert refused(minuit) == [f"{new}: {MISPLACED[names]}"]


def test_more_questions_in_another_file_are_sent_where_they_belong(minuit):
    """They would be taken for entities."""
    (minuit / "more.yaml").write_text("- {ask: who is Rose?, says: waitress}\n")
    assert refused(minuit) == [
        "more.yaml: looks like questions; put it into questions.yaml, or take the file away"
    ]


def test_a_copy_of_a_file_is_told_once(minuit):
    """Each entity of it would be a problem of its own."""
    copy = (minuit / "people.yaml").read_text("utf-8").replace("Lou Tan", "Lou Wu")
    (minuit / "people copy.yaml").write_text(copy, "utf-8")
    assert refused(minuit) == [
        "people copy.yaml: has 9 ids of people.yaml; is it a copy? take one of them away"
    ]
