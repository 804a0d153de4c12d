"""What must hold between claims.  One generator for each rule; its docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from jjbot.model import PartialDate, Vocabulary
from jjbot.pack.clocks import Index, Seasons
from jjbot.pack.documents import Entities
from jjbot.pack.drafts import Draft
from jjbot.pack.records import Manifest
from jjbot.pack.report import MANIFEST, VOCABULARY, Place, Report, did_you_mean, one_of

ANNOUNCED = "dated"  # the state a season gets by an announcement of what is yet to come

# What an entity is useless without; with "|", one of several.
_NEEDS = {
    "season": ("number",),
    "episode": ("season", "number"),
    "credit": ("performer", "season|work"),
    "availability": ("platform",),
    "event": ("happened_on", "headline"),
    "nomination": ("award", "result", "nominee|recipient"),
    "rating": ("rater", "measure", "score"),
    "topic": ("explanation",),
}
_SLOT = re.compile(r"\{([^{}]*)\}")
_ANYTHING = frozenset({"show", "topic", "date", "number"})  # slots that name no other matter
_IN_ORDER = ("filming_started_on", "filming_wrapped_on", "premiered_on")

Found = Iterator[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A pack as the rules see it."""

    manifest: Manifest
    manifest_lines: dict[str, int]
    vocabulary: Vocabulary
    entities: Entities
    drafts: list[Draft]
    index: Index
    seasons: Seasons
    shaky: frozenset[str]  # entities of which something could not be read

    def ids(self, kind: str) -> list[str]:
        """The entities of *kind*, by id."""
        return sorted(id for id, each in self.entities.kinds.items() if each == kind)

    def manifest_place(self, key: str) -> Place:
        """Where *key* of the manifest is written."""
        return Place(MANIFEST, self.manifest_lines.get(key, 0))

    def place(self, id: str) -> Place:
        """Where the entity *id* is written."""
        return self.entities.places[id]


def check(whole: Whole, report: Report) -> None:
    """Report everything that breaks a rule."""
    for rule in RULES:
        for place, message in rule(whole):
            report.add(place, message)


def one_show(whole: Whole) -> Found:
    """A pack is about exactly one show, the one in its manifest."""
    shows, wanted = whole.ids("show"), whole.manifest.show
    for extra in shows:
        if extra != wanted and wanted in shows:
            yield whole.place(extra), f"a second show; a pack is about one, this about {wanted!r}"
    if wanted not in shows and wanted not in whole.shaky:
        hint = did_you_mean(wanted, shows) or "; write the id of the entity of kind show"
        yield whole.manifest_place("show"), f"show: there is no show {wanted!r}{hint}"


def everything_needed(whole: Whole) -> Found:
    """An entity has what it cannot be understood without, a name above all."""
    for id, kind in whole.entities.kinds.items():
        if id in whole.shaky:
            continue
        for need in _NEEDS.get(kind, ()):
            if not any((id, key) in whole.index.of for key in need.split("|")):
                yield whole.place(id), f"{id}: {one_of(need.split('|'))} is missing"
        known = whole.vocabulary.kinds.get(kind)
        if known and known.named and kind != "season" and (id, "name") not in whole.index.of:
            yield whole.place(id), f"{id}: name is missing; what has no name cannot be asked about"


def topics_known(whole: Whole) -> Found:
    """The topic of an intent is one of the pack's topics."""
    topics = whole.ids("topic")
    for intent in whole.vocabulary.intents.values():
        if intent.topic and intent.topic not in topics and intent.topic not in whole.shaky:
            hint = did_you_mean(intent.topic, topics)
            text = f"intent {intent.id!r}: there is no topic {intent.topic!r}{hint}"
            yield Place(VOCABULARY), text


def topics_narrow(whole: Whole) -> Found:
    """What is said of one topic is not said of whatever else could fill a slot."""
    for intent in whole.vocabulary.intents.values():
        if not intent.topic:
            continue
        slots = {*intent.takes, *(slot for text in intent.phrases for slot in _SLOT.findall(text))}
        kinds = {_kind_of(id, whole) for id in intent.only}
        for id in intent.only:
            if not _kind_of(id, whole):
                hint = did_you_mean(id, whole.entities.kinds)
                yield (
                    Place(VOCABULARY),
                    f"intent {intent.id!r}: only: nothing is called {id!r}{hint}",
                )
        for slot in sorted(slots - kinds - _ANYTHING):
            text = f"intent {intent.id!r} is about one topic, but {{{slot}}} may name anything"
            yield Place(VOCABULARY), f"{text}; list under only what it may name (an id, or S2)"


def _kind_of(id: str, whole: Whole) -> str:
    """The kind of the entity *id*; of S2, season; empty if there is none."""
    if id[:1] == "S" and id[1:].isdecimal():
        numbers = {whole.index.number(each) for each in whole.ids("season")}
        return "season" if int(id[1:]) in numbers else ""
    return whole.entities.kinds.get(id, "")


def numbers_once(whole: Whole) -> Found:
    """No two seasons, and no two episodes of a season, have the same number."""
    seen: dict[tuple[object, ...], str] = {}
    for kind in ("season", "episode"):
        for id in whole.ids(kind):
            number = whole.index.best(id, "number")
            parent = whole.index.best(id, "season")
            if number is None:
                continue
            key = (kind, parent.value if parent else None, number.value)
            first = seen.setdefault(key, id)
            if first != id:
                where = whole.place(first)
                yield number.place, f"{kind} number {number.value} is {first!r} already ({where})"


def seasons_in_order(whole: Whole) -> Found:
    """Seasons premiere in the order of their numbers."""
    numbered = sorted((whole.index.number(id) or 0, id) for id in whole.ids("season"))
    premieres = [(id, whole.index.best(id, "premiered_on")) for _, id in numbered]
    dated = [(id, draft) for id, draft in premieres if draft is not None]
    for (first, before), (second, after) in pairwise(dated):
        if _later(before.value, after.value):
            message = f"{second} premiered on {after.value}, before {first} on {before.value}"
            yield after.place, message


def known_after_it_happened(whole: Whole) -> Found:
    """Nobody knows of a happening before its day; announcements are claims of their own."""
    for draft in whole.drafts:
        if not draft.predicate.happening or draft.predicate.state == ANNOUNCED or draft.deprecated:
            continue
        if not isinstance(draft.value, PartialDate) or not draft.dated or not draft.known_on:
            continue
        if draft.value.first_day > draft.known_on:
            known = f"known on {draft.known_on}, before it happened on {draft.value}"
            yield draft.place, f"{draft.key}: {known}"


def filming_in_order(whole: Whole) -> Found:
    """Filming starts before it ends, and ends before the premiere."""
    for id in whole.ids("season"):
        days = [(key, whole.index.best(id, key)) for key in _IN_ORDER]
        there = [(key, draft) for key, draft in days if draft is not None]
        for (first, before), (second, after) in pairwise(there):
            if _later(before.value, after.value):
                message = f"{id}: {first} {before.value} is after {second} {after.value}"
                yield before.place, message


def complete_means_all(whole: Whole) -> Found:
    """Where the list of episodes is said to be complete, the count is the list's."""
    for id in whole.ids("season"):
        complete = [d.value for d in whole.index.right(id, "complete")]
        count, number = whole.index.best(id, "episode_count"), whole.index.number(id)
        if "episodes" not in complete or count is None or number is None:
            continue
        listed = len(whole.seasons.episodes.get(number, ()))
        if listed != count.value:
            message = f"{id}: episode_count is {count.value}, but {listed} episodes are listed"
            yield count.place, f"{message} and complete says that these are all"


def checked_last(whole: Whole) -> Found:
    """News was looked through at least up to the latest thing known."""
    dated = [draft for draft in whole.drafts if draft.dated]
    latest = max(dated, key=lambda draft: draft.known_on or date.min, default=None)
    if latest and latest.known_on and latest.known_on > whole.manifest.checked_on:
        day = whole.manifest.checked_on
        message = f"checked_on {day} is before {latest.known_on}, when {latest.key} became known"
        yield whole.manifest_place("checked_on"), f"{message} ({latest.place})"


def said_once(whole: Whole) -> Found:
    """The same value is not said twice with the same clocks; its sources belong together."""
    seen: dict[tuple[object, ...], Place] = {}
    for draft in whole.drafts:
        key = (draft.key, str(draft.value), draft.known_on, draft.revealed)
        if key in seen:
            message = f"{draft.key}: {str(draft.value)!r} is here again; first in {seen[key]}"
            yield draft.place, f"{message}; put the sources together"
        seen.setdefault(key, draft.place)


def _later(first: object, second: object) -> bool:
    """Whether *first* is certainly later than *second*."""
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return first.first_day > second.last_day
    return False


RULES: tuple[Callable[[Whole], Found], ...] = (
    one_show,
    everything_needed,
    topics_known,
    topics_narrow,
    numbers_once,
    seasons_in_order,
    known_after_it_happened,
    filming_in_order,
    complete_means_all,
    checked_last,
    said_once,
)
