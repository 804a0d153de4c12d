"""JSON Schema of single values and of the files that hold no entities.

A scalar of a pack is text until it is typed; an editor sees a number in `2016` and a truth in
`true`.  So a schema here takes whatever an editor may make of a text that the reader takes.
Only keywords are used that mean the same since draft 7: many editors know no later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from jjbot.model import VALUE_TYPES, Certainty, Outcome
from jjbot.pack.drafts import MAX_NAME
from jjbot.pack.records import (
    ClaimRecord,
    DeprecationRecord,
    HeadRecord,
    Manifest,
    QuestionRecord,
    SourceRecord,
)
from jjbot.pack.values import ELSEWHERE, MAX_TEXT

Schema = dict[str, Any]

_YEAR = "(1[89]|2[01])[0-9]{2}"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_PARTIAL = f"{_YEAR}(-{_MONTH}(-{_DAY})?)?"
_POSITION = "[Ss](?!0+([Ee]|$))[0-9]{1,3}([Ee](?!0+$|999$)[0-9]{1,3})?"
_YEARS = {"minimum": 1800, "maximum": 2199}


def refer(name: str) -> Schema:
    """The definition *name* of the same schema."""
    return {"$ref": f"#/$defs/{name}"}


def described(description: str, schema: Schema) -> Schema:
    """*schema* with what an editor shows beside the key."""
    return {"description": description, **schema}


def one_or_several(item: Schema) -> Schema:
    """*item*, or a list of such."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def texts(longest: int = MAX_TEXT) -> Schema:
    """A visible text."""
    return {"type": ["string", "number", "boolean"], "pattern": r"\S", "maxLength": longest}


def written(pattern: str, expected: str, *, numeric: bool = False) -> Schema:
    """A text of a form; *expected* is what some editors show where it has another.

    numeric: it may look like a whole number, which an editor takes for one.
    """
    return {
        "type": ["string", "integer"] if numeric else "string",
        "pattern": f"^({pattern})$",
        "patternErrorMessage": f"Expected {expected}.",
    }


TEXT = texts()
NAME = texts(MAX_NAME)
INTEGER = written("0|[1-9][0-9]{0,8}", "a whole number in plain digits", numeric=True) | {
    "minimum": 0,
    "maximum": 999_999_999,
}
SIGNED = written("-?(0|[1-9][0-9]{0,8})", "a whole number", numeric=True)
ID = written("[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and hyphens", numeric=True)
REFERENCE = written("[a-z0-9]+([.-][a-z0-9]+)*", "an id", numeric=True)
DATE = written(_PARTIAL, "YYYY-MM-DD, YYYY-MM or YYYY", numeric=True) | _YEARS
DAY = written(f"{_YEAR}-{_MONTH}-{_DAY}", "YYYY-MM-DD")
KNOWN = (
    written(
        f"{_PARTIAL}|always|unknown",
        "YYYY-MM-DD, YYYY-MM, YYYY, always or unknown",
        numeric=True,
    )
    | _YEARS
)
REVEALED = written(f"{_POSITION}|{ELSEWHERE}", f"S1E13, S1 or {ELSEWHERE}")
SEEN = written(f"{_POSITION}|[Nn]one|[Aa]ll", "none, S2, S2E5 or all")
YES_NO = written("yes|no|true|false", "yes or no") | {"type": ["string", "boolean"]}
ADDRESS = written("none|https?://[^ ]+", "https://… or none")
WORD = written("[a-z][a-z0-9]*(_[a-z0-9]+)*", "a word like_this")
IDS = one_or_several(REFERENCE)
TEXTS = one_or_several(TEXT)
CERTAINTY: Schema = {"enum": [each.name.lower() for each in reversed(Certainty)]}


def mapping(record: type[BaseModel], keys: Mapping[str, Schema]) -> Schema:
    """The schema of *record*; *keys* has one for each of its fields, and KeyError tells of one."""
    fields = record.model_fields
    return closed(
        {name: keys[name] for name in fields},
        (name for name, field in fields.items() if field.is_required()),
    )


def closed(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties)}
    if needed := list(required):
        schema["required"] = needed
    return schema | {"additionalProperties": False}


HEAD: Mapping[str, Schema] = {
    "kind": described("What the entity is; it decides what can be said of it.", {}),
    "id": described("What other entities call it: lower-case letters, digits and hyphens.", ID),
    "sources": described("Ids from sources.yaml: of every claim that names none of its own.", IDS),
    "known_on": described(
        "Record clock of every claim that has none of its own: the day the public could know it; "
        "always; or unknown.",
        KNOWN,
    ),
    "revealed_in": described(
        "Spoiler clock of every claim that has none of its own: S1E13, S1, or elsewhere.", REVEALED
    ),
}
_DEPRECATION: Mapping[str, Schema] = {
    "because": described("Why it is wrong, in one sentence.", TEXT),
    "known_on": described(
        "The day from which it was known to be wrong; without one it was wrong from the start.",
        DATE,
    ),
    "sources": described("Ids from sources.yaml that say so.", IDS),
}
CLAIM: Mapping[str, Schema] = {
    "sources": described("Ids from sources.yaml, in place of those of the entity.", IDS),
    "certainty": described(
        "How sure it is; reported if absent.  Rumour and speculation are never stated as fact.",
        CERTAINTY,
    ),
    "known_on": described(
        "Record clock: the day the public could know it; always; or unknown (then it is in no "
        "as-of answer).  A month or year counts from its last day.",
        KNOWN,
    ),
    "revealed_in": described(
        "Spoiler clock: after this it gives nothing away: S1E13, S1, or elsewhere (another show).",
        REVEALED,
    ),
    "about": described("yes: the date is approximate, and printed so.", YES_NO),
    "note": described("For authors; no answer shows it.", {"type": ["string", "number"]}),
    "deprecated": described(
        "It is wrong: kept so that a question that assumes it is corrected.",
        mapping(DeprecationRecord, _DEPRECATION),
    ),
}


def claim(value: Schema) -> Schema:
    """A claim written as a mapping: *value*, and what is added to it."""
    said = described("The value; the other keys say more about it.", {"anyOf": [value]})
    return mapping(ClaimRecord, {"value": said, **{key: refer(f"claim-{key}") for key in CLAIM}})


def head() -> Schema:
    """The keys of an entity that are no predicates, by name."""
    return {name: refer(f"head-{name}") for name in HeadRecord.model_fields if name != "kind"}


MANIFEST = mapping(
    Manifest,
    {
        "show": described("The id of the one entity of kind show.", ID),
        "checked_on": described("The day up to which the show's news was looked through.", DAY),
        "season_word": described("What the show calls its seasons; Season if absent.", TEXT),
    },
)
SOURCE = mapping(
    SourceRecord,
    {
        "id": described("What claims call it.", ID),
        "publisher": described("Who published it.", TEXT),
        "title": described("What it is called there.", TEXT),
        "url": described("Its public address; none where there is none.", ADDRESS),
        "published": described("The day, month or year; leave it out if unknown.", DATE),
        "estimated": described("yes: the date is a guess, and never dates a claim.", YES_NO),
    },
)


def question(intents: Iterable[str]) -> Schema:
    """A golden question; *intents* are the ids that an editor offers."""
    keys = {
        "ask": described("The question; a list gives several wordings of it.", TEXTS),
        "context": described("What the same person asked before.", TEXTS),
        "as_of": described("Ask from what was known on this day, month or year.", DATE),
        "seen": described("How far the asker has watched: none, S1, S1E4 or all.", SEEN),
        "today": described("The asker's day; checked_on of the pack if absent.", DAY),
        "outcome": described("What must become of it.", {"enum": [each.value for each in Outcome]}),
        # any word is taken: a pack may have intents of its own
        "intent": described(
            "What it must be read as.", {"anyOf": [{"enum": sorted(intents)}, WORD]}
        ),
        "says": described("Words that must be in the answer.", TEXTS),
        "never": described("Words that must not be in the answer.", TEXTS),
    }
    expected = [{"required": [key]} for key in ("says", "never", "outcome", "intent")]
    return mapping(QuestionRecord, keys) | {"anyOf": expected}


_DOC = described("What it means, in one sentence; for the reference and for editors.", TEXT)
_KIND = closed(
    {
        "doc": _DOC,
        "named": described("no: it has no name of its own, as a credit has none.", YES_NO),
        "always_known": described("yes: its names are dated to no day, as a person's.", YES_NO),
        "short_names": described("yes: single words of its name are names, too.", YES_NO),
    },
    ["doc"],
)
_PREDICATE = closed(
    {
        "doc": _DOC,
        "type": described("What its values are.", {"enum": list(VALUE_TYPES)}),
        "of": described("Kinds that it can be said of; all if absent.", TEXTS),
        "of_kind": described("Kinds that its values can have, where they are entities.", TEXTS),
        "many": described("yes: several values hold side by side and are no rivals.", YES_NO),
        "on_screen": described("yes: the public knows it from the release day.", YES_NO),
        "happening": described("The timeline's sentence, with {subject} and {value}.", TEXT),
        "state": described("What it makes of a season or show.", TEXT),
        "credit": described('What it makes of the person who is its value ("was composer").', TEXT),
        "one_of": described("The only texts allowed.", TEXTS),
        "wider": described("The relation that takes this one in.", WORD),
    },
    ["doc", "type"],
)
_INTENT = closed(
    {
        "id": described("Its name; golden questions and `explain` use it.", WORD),
        "shape": described("The kind of answer; one of those the program has.", TEXT),
        "doc": _DOC,
        "phrases": described("Example questions with {slots}.", TEXTS),
        "predicate": described("What the answer looks up, where the shape needs it.", TEXT),
        "says": described("The sentence of the answer, with {subject} and {value}.", TEXT),
        "topic": described("The id of the topic that the phrases are about.", REFERENCE),
        "only": described("Ids, and seasons as S2, of what the slots may name.", TEXTS),
        "takes": described("What a question may name besides the slots of its phrase.", TEXTS),
        "example": described("A question for help and suggestions, with {slots}.", TEXT),
        "stranger": described("yes: a name that nobody bears may stand in a slot.", YES_NO),
        "affirms": described("yes: asked whether, an answer means yes.", YES_NO),
    },
    ["id", "shape", "doc", "phrases"],
)


def _several(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


_LANGUAGE = closed(
    {
        "spellings": described("Words: the chat forms that stand for them.", _several(TEXTS)),
        "same": described("A word: others that mean the same.", _several(TEXTS)),
        "filler": described("Words that carry nothing.", TEXTS),
        "light": described("Words that carry little.", TEXTS),
        "numbers": described("A word: the number it means.", _several(INTEGER)),
        "ordinals": described(
            "A word: the place it means; negative from the end.", _several(SIGNED)
        ),
        "common": described("Everyday words that are never a misspelt name.", TEXTS),
        "pronouns": described("A word: she, he or they.", _several(TEXT)),
        "sounds": described("Letters: the letters that sound the same.", _several(TEXT)),
        "endings": described(
            "The ending of a form of a word: what the word itself may end in instead.",
            _several(TEXTS),
        ),
        "finales": described("Words for the last episode.", TEXTS),
        "joining": described("Words between the parts of a list.", TEXTS),
        "idle": described("Words that may stand beside a bare name.", TEXTS),
        "breaking": described("Words between two questions.", TEXTS),
        "leading": described("Words behind which a question begins.", TEXTS),
        "commanding": described("Verbs that a question may begin with.", TEXTS),
        "services": described("Words of the names of networks and services.", TEXTS),
        "things": described("Words that ask for a thing or which of several.", TEXTS),
        "ordering": described("Words that say what comes before what.", TEXTS),
        "told": described("Asking words that may tell, too.", TEXTS),
        "doubts": described("Words that ask whether what is said is true.", TEXTS),
        "why": described("Words that ask for a reason.", TEXTS),
        "denying": described("Words that say that something is not so.", TEXTS),
        "turning": described(
            "In what way a question is turned round: the words that do it.", _several(TEXTS)
        ),
        "expecting": described(
            "Of those, the words that behind a verb may only ask for a yes.", TEXTS
        ),
        "hushing": described("Words before what nobody wants to be told.", TEXTS),
        "remarking": described("Words of remarks, which ask for nothing.", TEXTS),
        "opening": described("Words that a question begins with.", TEXTS),
        "asking": described("Words that ask for different things: when is not where.", TEXTS),
        "follow_ups": described("How a question begins that continues the last one.", TEXTS),
        "relations": described("A predicate between characters: words for it.", _several(TEXTS)),
        "months": described("A word: the number of the month it means.", _several(INTEGER)),
        "year_parts": described(
            "Words before a year: its first and last month, as 1-4.", _several(TEXT)
        ),
        "date_links": described("Words between the parts of a date.", TEXTS),
        "as_of": described(
            "on, before, perhaps, happening or never: words before a date or happening that make "
            "the question one about that day, about the day before, only perhaps, only before a "
            "happening, or not.",
            _several(TEXTS),
        ),
        "then": described("Words that ask what was so on the date beside them.", TEXTS),
        "then_maybe": described("Words that may ask so, if nothing else is meant.", TEXTS),
        "ahead": described("Words that speak of the date before them as of today.", TEXTS),
        "plural": described("Words for several people, who are never the show.", TEXTS),
        "itself": described("Words for the show that do not name it.", TEXTS),
        "that_time": described("Words for the day of the last question.", TEXTS),
        "moments": described(
            "The state that a happening brings about: how it is told.", _several(TEXTS)
        ),
        "playing": described("Words before the part somebody plays.", TEXTS),
        "within": described("Words before what narrows the last question down.", TEXTS),
        "ones": described("Words for one of a kind, as in “the last one”.", TEXTS),
        "referring": described(
            "Words for what was just spoken of: the kind they name, or any.", _several(TEXT)
        ),
        "steps": described("A word for a neighbour: how far away it is.", _several(SIGNED)),
        "bare": described("A question that is not whole: how it is put.", _several(TEXTS)),
        "leads_to": described(
            "The intent answered last, or the predicate told: for a bare question, or a {kind} "
            "named next, the intent that is asked for then.",
            _several(_several(TEXT)),
        ),
        "once_more": described("What only asks for the same answer again.", TEXTS),
    }
)


def _named(item: Schema) -> Schema:
    return {"type": "object", "propertyNames": WORD, "additionalProperties": item}


VOCABULARY = closed(
    {
        "kinds": described("Sorts of entities of this show alone.", _named(_KIND)),
        "predicates": described("What can be said in this show alone.", _named(_PREDICATE)),
        "intents": described("Questions of this show alone.", {"type": "array", "items": _INTENT}),
        "phrases": described(
            "An intent: more ways to ask it.",
            {"type": "object", "additionalProperties": TEXTS},
        ),
        "language": described("Words of this show alone.", _LANGUAGE),
    }
)
