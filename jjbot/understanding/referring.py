"""What "she", "it", "that one" and "the last one" mean: whatever was just spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jjbot.model import EntityId, Language, Topic, Viewpoint
from jjbot.understanding.items import PRONOUN, Item, Named, Number, Word
from jjbot.understanding.lexicon import Lexicon, Name

_MOST_MEANT = 2  # of one kind; more is too vague to ask back about
_RELATION = 3  # words of what somebody may be to another: "adoptive older sister"
_MOST_REFERENCES = 3  # "it" more often than this is a speech
_NO_THING = frozenset({"show", "episode"})  # "it" is these by other rules
_WORK = "work"
_CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Thing:
    """What "it" may mean.  sole: it hides the show, so that nothing else can be meant."""

    kind: str
    items: tuple[Item, ...]
    sole: bool = False


def still_known(topic: Topic | None, lexicon: Lexicon, viewpoint: Viewpoint) -> Topic | None:
    """*topic* as far as it may be known from *viewpoint*; None if it is about what may not be."""
    if topic is None:
        return None
    asked = [entity for _, entity in topic.query.entities]
    if not all(lexicon.names_of(entity, viewpoint) for entity in asked):
        return None
    told = tuple(entity for entity in topic.told if lexicon.names_of(entity, viewpoint))
    subject = topic.subject if topic.subject in (*told, *asked) else None
    return replace(topic, told=told, subject=subject)


def who_is_meant(
    items: Sequence[Item],
    topic: Topic | None,
    lexicon: Lexicon,
    viewpoint: Viewpoint,
    before: tuple[EntityId, ...] | None = None,
) -> list[Item]:
    """*items* with each "she" as whoever was just spoken of, else as the title character.

    Of somebody who is named in the same question it is only a word.  "Her mother" is one name:
    that of the mother of the character who does something in the question, if one is named; if
    it is doubtful whose, it is nobody's.
    before: who was named earlier in the same message; None if nothing stands before.
    """
    pronouns = lexicon.language.pronouns
    named = {n.entity for item in items if isinstance(item, Named) for n in item.names}
    found: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        pronoun = pronouns.get(item.text) if isinstance(item, Word) else None
        if isinstance(item, Word) and pronoun and (doers := _doers(items[:at])):
            whose = _whose(doers, item, items[at + 1 :], lexicon, viewpoint)
            if whose is not None:
                found.append(whose[0])
                at += whose[1]
                continue
        names = _meant(pronoun, topic, lexicon, viewpoint, before) if pronoun else ()
        names = tuple(name for name in names if name.entity not in named)
        kin, size = _kin(names, items[at + 1 :], lexicon, viewpoint)
        if kin is None and pronoun and names:
            # After "who is her mother" it is again the mother of the same.
            own = _meant(pronoun, None, lexicon, viewpoint, before)
            kin, size = _kin(own, items[at + 1 :], lexicon, viewpoint)
        if kin is not None:
            found.append(kin)
        elif names:
            found.append(Named(item.text, names, PRONOUN, weak=True))
        else:
            found.append(item)
        at += 1 + size
    return found


def _doers(before: Sequence[Item]) -> list[Named]:
    """The characters named *before* a pronoun who do something to whom it speaks of.

    With nothing between ("is Rose her sister") they are only said to be something.
    """
    if not before or isinstance(before[-1], Named):
        return []
    return [item for item in before if isinstance(item, Named) and _CHARACTER in item.kinds]


def _whose(
    doers: Sequence[Named],
    said: Word,
    after: Sequence[Item],
    lexicon: Lexicon,
    viewpoint: Viewpoint,
) -> tuple[Item, int] | None:
    """Who "her mother" is in a question about what *doers* do; None if no relation follows.

    And how many items that is.  Where it is not sure whose, the pronoun is kept as a word.
    """
    words = [item.text for item in after[:_RELATION] if isinstance(item, Word)]
    if not any(word in lexicon.language.relations for word in words):
        return None
    called = lexicon.language.pronouns[said.text]
    fitting = {
        name.entity: name
        for item in doers
        for name in item.names
        if name.kind == _CHARACTER and lexicon.pronoun_of(name.entity, viewpoint) in (called, "")
    }
    if len(fitting) != 1:
        return said, 1
    owner = next(iter(fitting.values()))
    kin, size = _kin([owner], after, lexicon, viewpoint)
    return (kin, 1 + size) if kin else (Named(said.text, (owner,), PRONOUN), 1)


def _meant(
    pronoun: str,
    topic: Topic | None,
    lexicon: Lexicon,
    viewpoint: Viewpoint,
    before: tuple[EntityId, ...] | None,
) -> tuple[Name, ...]:
    """Those whom *pronoun* may mean: of each kind no more than can be asked back about."""
    spoken = [*topic.told, *(entity for _, entity in topic.query.entities)] if topic else []
    # Behind other words "she" is who they named, and never just the title character.
    people = [
        entity for entity in dict.fromkeys((*(before or ()), *spoken)) if lexicon.is_person(entity)
    ]
    called = {entity: lexicon.pronoun_of(entity, viewpoint) for entity in people}
    fitting = [entity for entity in people if called[entity] == pronoun]
    if fitting or all(not known for known in called.values()):
        # Who plays a "he" and of whom nothing is known is no "she".
        fitting = [entity for entity in people if called[entity] in (pronoun, "")]
    lead = lexicon.lead(viewpoint) if before is None else None
    if not fitting and lead is not None and lexicon.pronoun_of(lead, viewpoint) == pronoun:
        fitting = [lead]
    # A pronoun calls nobody by a wrong or telling name.
    names = [replace(lexicon.names_of(entity, viewpoint)[0], claim=None) for entity in fitting]
    meant: list[Name] = []
    for kind in dict.fromkeys(name.kind for name in names):
        of_kind = [name for name in names if name.kind == kind]
        if len(of_kind) > _MOST_MEANT:
            of_kind = [name for name in of_kind if name.entity == lead]
        meant.extend(of_kind)
    return tuple(meant)


def _kin(
    names: Sequence[Name], after: Sequence[Item], lexicon: Lexicon, viewpoint: Viewpoint
) -> tuple[Named | None, int]:
    """Who is called by the words *after* somebody ("her mother"), and how many words those are."""
    for size in range(min(_RELATION, len(after)) if names else 0, 0, -1):
        words = [item.text for item in after[:size] if isinstance(item, Word)]
        if len(words) < size:
            continue
        owners = dict.fromkeys(
            " ".join(own.words)
            for name in names
            for own in lexicon.names_of(name.entity, viewpoint)
        )
        for owner in owners:
            text = " ".join([owner, *words])
            if kin := lexicon.find(text, viewpoint):
                return Named(text, kin, PRONOUN), size
    return None, 0


def things(topic: Topic, lexicon: Lexicon, viewpoint: Viewpoint) -> Iterator[Thing]:
    """What "it" may mean after *topic*, the nearest first; nothing if only the show is left."""
    if topic.episode is not None and topic.season is not None:
        both = _number("season", topic.season), _number("episode", topic.episode)
        yield Thing("episode", both)
    elif thing := _thing(topic, lexicon, viewpoint):
        yield Thing(thing.kind, (Named("it", (thing,), PRONOUN),), sole=True)
    if topic.season is not None:
        yield Thing("season", (_number("season", topic.season),))


def _number(slot: str, number: int) -> Number:
    return Number(slot, number, f"{slot} {number}", PRONOUN)


def _thing(topic: Topic, lexicon: Lexicon, viewpoint: Viewpoint) -> Name | None:
    """The work that *topic* is about, or what else its answer alone speaks of, if it is one."""
    asked = [entity for _, entity in topic.query.entities]
    told = [entity for entity in topic.told if entity not in asked]
    names = {
        entity: name
        for entity in (*told, *asked)
        for name in lexicon.names_of(entity, viewpoint)[:1]
        if not lexicon.is_person(entity) and name.kind not in _NO_THING
    }
    works = [entity for entity, name in names.items() if name.kind == _WORK]
    new = [entity for entity in works if entity in told]
    if len(new) == 1:
        return names[new[0]]
    if old := [entity for entity in works if entity in asked]:
        return names[old[0]]
    return names.get(topic.subject) if topic.subject in asked and topic.subject else None


def references(
    items: Sequence[Item], language: Language, thing: Thing
) -> Iterator[tuple[Item, ...]]:
    """*items* with one "it" or "that one" put as *thing*, once for each that there is."""
    given = 0
    at = 0
    while at < len(items) and given < _MOST_REFERENCES:
        size, kind = _reference_at(items, at, language)
        if size and kind in ("any", thing.kind):
            yield (*items[:at], *thing.items, *items[at + size :])
            given += 1
        at += size or 1


def refers(items: Sequence[Item], language: Language) -> bool:
    """Whether *items* have a word for what was just spoken of."""
    return any(_reference_at(items, at, language)[0] for at in range(len(items)))


def _reference_at(items: Sequence[Item], at: int, language: Language) -> tuple[int, str]:
    for size in (2, 1):
        words = [item.text for item in items[at : at + size] if isinstance(item, Word)]
        kind = language.referring.get(" ".join(words)) if len(words) == size else None
        if kind is not None:
            return size, kind
    return 0, ""


def placed(
    items: Sequence[Item], topic: Topic, language: Language, *, alone: bool = False
) -> list[Item]:
    """*items* with "the last one" and "the next one" as the season or episode that is meant.

    alone: also without the "one", where nothing else is said.
    """
    slot = "episode" if topic.episode is not None else "season"
    found: list[Item] = []
    at = 0
    while at < len(items):
        words = [item.text if isinstance(item, Word) else "" for item in items[at : at + 2]]
        one = len(words) == 2 and words[1] in language.ones
        word = words[0]
        if len(words) == 2 and word in language.ones and words[1] in language.steps:
            word, one = words[1], True  # "the one before"
        number = _place(word, slot, topic, language) if one or alone else None
        if number is None:
            found.append(items[at])
            at += 1
        else:
            found.append(Number(slot, number, " ".join(words[: 1 + one]), "ordinal"))
            at += 1 + one
    return found


def _place(word: str, slot: str, topic: Topic, language: Language) -> int | None:
    now = topic.episode if slot == "episode" else topic.season
    step = language.steps.get(word)
    if step is not None and now is not None and now > 0:
        return now + step if now + step > 0 else None
    return language.ordinals.get(word)
