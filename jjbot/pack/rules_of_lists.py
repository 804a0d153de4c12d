"""Rules about lists: what is said to be complete is complete, counts agree, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterable

from jjbot.pack.drafts import Draft
from jjbot.pack.report import Place, counted, quoted
from jjbot.pack.whole import Found, Rule, Whole


def complete_means_all(whole: Whole) -> Found:
    """Where the list of episodes is said to be complete, the count is the list's."""
    for id in whole.ids("season"):
        number = whole.index.number(id)
        if not whole.index.has(id, "complete", "episodes") or number is None:
            continue
        listed = whole.seasons.episodes.get(number, {})
        count = whole.index.best(id, "episode_count")
        if count and len(listed) != count.value:
            are = f"{counted(len(listed), 'episode')} {'is' if len(listed) == 1 else 'are'} listed"
            message = f"{id}: episode_count is {count.value}, but {are}"
            yield count.place, f"{message} and complete says that these are all"
        yield from _without_gap(whole.place(id), f"{id}: episode", listed)


def all_seasons(whole: Whole) -> Found:
    """Where the list of seasons is said to be complete, there is no gap and the counts agree."""
    for id in whole.ids("show"):
        if not whole.index.has(id, "complete", "seasons"):
            continue
        numbers = whole.seasons.episodes
        yield from _without_gap(whole.place(id), f"{id}: season", numbers)
        released = [s for s in whole.ids("season") if whole.index.best(s, "premiered_on")]
        yield from _counted(whole, id, "season_count", len(released), "season")
        if numbers and whole.seasons.complete == numbers.keys():
            total = sum(map(len, numbers.values()))
            yield from _counted(whole, id, "episode_count", total, "episode")


def main_cast_listed(whole: Whole) -> Found:
    """Where the main cast is said to be complete, somebody is in it."""
    main = {
        str(season.value)
        for id in whole.ids("credit")
        if whole.index.has(id, "billing", "main")
        for season in whole.index.right(id, "season")
    }
    for id in whole.ids("season"):
        for draft in whole.index.right(id, "complete"):
            if draft.value == "main_cast" and id not in main:
                message = "complete says that its main cast is listed, but there is none"
                yield draft.place, f"{id}: {message}"


def said_once(whole: Whole) -> Found:
    """The same value is not said twice with the same clocks; its sources belong together."""
    seen: dict[tuple[object, ...], Place] = {}
    for draft in whole.drafts:
        key = (draft.key, str(draft.value), draft.known_on, draft.revealed)
        if key in seen:
            message = f"{draft.key}: {str(draft.value)!r} is here again; first in {seen[key]}"
            yield draft.place, f"{message}; put the sources together"
        seen.setdefault(key, draft.place)


def rivals_are_decided(whole: Whole) -> Found:
    """Of two values of a predicate that takes one, something says which is shown."""
    seen: dict[tuple[object, ...], Draft] = {}
    for draft in whole.drafts:
        if draft.predicate.many or draft.deprecated:
            continue
        key = (draft.key, draft.certainty, draft.known_on, draft.revealed)
        first = seen.setdefault(key, draft)
        if str(first.value) != str(draft.value):
            values = f"{quoted(str(first.value))} ({first.place}) or {quoted(str(draft.value))}"
            message = f"{draft.key}: nothing decides between {values}"
            hint = "give one a surer certainty or a later known_on, or mark it deprecated"
            yield draft.place, f"{message}; {hint}"


def _without_gap(place: Place, noun: str, numbers: Iterable[int]) -> Found:
    """Numbers that are all there count on from 1."""
    there = set(numbers)
    missing = [str(number) for number in range(1, max(there, default=0)) if number not in there]
    if missing:
        message = f"{noun} {', '.join(missing[:5])} is missing, but complete says that all are here"
        yield place, message


def _counted(whole: Whole, id: str, predicate: str, count: int, noun: str) -> Found:
    """The latest count of *noun* is *count*, that of the list."""
    said = whole.index.best(id, predicate)
    if said and said.value != count and not whole.shaky:
        are = f"{counted(count, noun)} {'is' if count == 1 else 'are'} listed"
        message = f"{id}: {predicate} is {said.value}, but {are}"
        yield said.place, f"{message} and complete says that these are all"


OF_ALL: tuple[Rule, ...] = (
    complete_means_all,
    all_seasons,
    main_cast_listed,
    said_once,
    rivals_are_decided,
)
