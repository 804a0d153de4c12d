"""Bad intents in a pack's own vocabulary."""

from __future__ import annotations

from tests.pack.corpus.cases import Bad, put

BELL = "intents:\n  - id: tea\n    shape: topic\n    doc: Tea.\n"


def tea(*lines: str, line: int, words: tuple[str, ...]) -> Bad:
    """An intent about the bell with these lines of its own; the first is line 5."""
    text = BELL + "".join(f"    {each}\n" for each in lines)
    return put(text, line, *words, file="vocabulary.yaml")


VALUES = "intents:\n  - id: tea\n    shape: values\n    doc: Tea.\n    phrases: [which tea]\n"

INTENTS: dict[str, Bad] = {
    "intent that looks nothing up": put(
        VALUES, 3, "'predicate' is missing", "values looks it up", file="vocabulary.yaml"
    ),
    "intent that says nothing": put(
        VALUES + '    predicate: genre\n    says: "{subject} has one."\n',
        7,
        "says has no {value}",
        file="vocabulary.yaml",
    ),
    "intent of no topic": tea(
        "phrases: [why the bell]", line=3, words=("'topic' is missing", "'tea'")
    ),
    "intent of a topic that is mistyped": tea(
        "topic: the-closing-bel",
        "phrases: [why the bell]",
        line=5,
        words=("no topic 'the-closing-bel'", "'the-closing-bell'?"),
    ),
    "intent without phrases": tea(
        "topic: the-closing-bell", "phrases: []", line=6, words=("the list is empty",)
    ),
    "slot that is not closed": tea(
        "topic: the-closing-bell",
        "phrases:",
        "  - why the bell",
        '  - "who rings {company the bell"',
        line=8,
        words=("a brace alone", "{character}"),
    ),
    "phrase of everyday words": tea(
        "topic: the-closing-bell",
        "phrases: [why the bell,",
        "  what is it]",
        line=7,
        words=("'what is it' fits nearly every question",),
    ),
    "phrase of filler": tea(
        "topic: the-closing-bell", 'phrases: ["the"]', line=6, words=("nearly every question",)
    ),
    "phrase that is one slot": tea(
        "topic: the-closing-bell",
        "only: [rose]",
        'phrases: ["{character}"]',
        line=7,
        words=("nearly every question",),
    ),
    "phrase that another intent has": tea(
        "topic: the-closing-bell",
        "phrases: [why the bell, Who created the show?]",
        line=6,
        words=("'Who created the show?' is a phrase of", "already"),
    ),
    "narrowed to what is not there": tea(
        "topic: the-closing-bell",
        "only: [lanternna]",
        'phrases: ["does {company} ring the bell"]',
        line=6,
        words=("nothing is called 'lanternna'", "'lanterna'?"),
    ),
    "not narrowed at all": tea(
        "topic: the-closing-bell",
        'phrases: ["does {company} ring the bell"]',
        line=2,
        words=("{company} may name anything", "only"),
    ),
}
