"""Rules about dates: what follows from something else comes later, and both days are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jjbot.model import PartialDate, position
from jjbot.pack.drafts import Draft
from jjbot.pack.whole import Found, Rule, Whole, later

ANNOUNCED = "dated"  # the state a season gets by an announcement of what is yet to come
_ORDERS = ("ordered_on", "renewed_on")
_IN_ORDER = ("filming_started_on", "filming_wrapped_on", "premiered_on")
# Besides happenings: what nobody can know before its day.
_PAST = ("released_on", "happened_on", "awarded_on", "measured_on")


def seasons_in_order(whole: Whole) -> Found:
    """Seasons premiere in the order of their numbers."""
    premieres = [(id, whole.index.best(id, "premiered_on")) for id in whole.numbered()]
    dated = [(id, draft) for id, draft in premieres if draft is not None]
    for (first, before), (second, after) in pairwise(dated):
        if later(before.value, after.value):
            message = f"{second} premiered on {after.value}, before {first} on {before.value}"
            yield after.place, message


def made_in_order(whole: Whole) -> Found:
    """What is filmed starts before it ends, and both end, like the order, before the premiere."""
    for id in (*whole.ids("season"), *whole.ids("work")):
        days = [(key, whole.index.best(id, key)) for key in _IN_ORDER]
        there = [(key, draft) for key, draft in days if draft is not None]
        pairs = list(pairwise(there))
        premiere = whole.index.best(id, "premiered_on")
        if premiere:
            orders = [(key, whole.index.best(id, key)) for key in _ORDERS]
            pairs += [((key, draft), ("premiered_on", premiere)) for key, draft in orders if draft]
        for (first, before), (second, after) in pairs:
            if later(before.value, after.value):
                message = f"{id}: {first} {before.value} is after {second} {after.value}"
                yield before.place, message


def episodes_with_their_season(whole: Whole) -> Found:
    """No episode is released before its season premieres, and the first one does not come later."""
    for id in whole.ids("episode"):
        season, released = whole.index.best(id, "season"), whole.index.best(id, "released_on")
        if season is None or released is None:
            continue
        premiere = whole.index.best(str(season.value), "premiered_on")
        if premiere is None:
            continue
        known = f"{season.value} premiered on {premiere.value} ({premiere.place})"
        if later(premiere.value, released.value):
            yield released.place, f"{id} was released on {released.value}, but {known}"
        elif whole.index.number(id) == 1 and later(released.value, premiere.value):
            yield released.place, f"{id}, the first, was released on {released.value}, but {known}"


def canceled_after_the_order(whole: Whole) -> Found:
    """Nothing is canceled before it was ordered."""
    for id in (*whole.ids("show"), *whole.ids("work")):
        canceled = whole.index.best(id, "canceled_on")
        if canceled is None:
            continue
        about = whole.ids("season") if whole.entities.kinds[id] == "show" else [id]
        orders = [draft for each in about for draft in _all(whole, each, _ORDERS)]
        first = min(orders, key=_first_day, default=None)
        if first and later(first.value, canceled.value):
            message = f"{id}: canceled_on {canceled.value} is before {first.key} {first.value}"
            yield canceled.place, f"{message} ({first.place})"


def available_in_order(whole: Whole) -> Found:
    """What can be watched can be watched from an earlier day to a later one."""
    for id in whole.ids("availability"):
        begin, end = (whole.index.best(id, f"available_{key}") for key in ("from", "until"))
        if begin and end and later(begin.value, end.value):
            message = f"available_from {begin.value} is after available_until {end.value}"
            yield begin.place, f"{id}: {message}"


def awarded_if_won(whole: Whole) -> Found:
    """Only what was won has a day on which it was given."""
    for id in whole.ids("nomination"):
        day, result = whole.index.best(id, "awarded_on"), whole.index.right(id, "result")
        if day and result and all(draft.value == "nominated" for draft in result):
            message = f"awarded_on {day.value}, but the result is nominated ({result[0].place})"
            yield day.place, f"{id}: {message}"


def deaths_are_covered(whole: Whole) -> Found:
    """In which episode a character dies is not told before that episode."""
    index = whole.index
    for draft in whole.drafts:
        if draft.predicate.id != "dies_in":
            continue
        season = index.best(str(draft.value), "season")
        number = index.number(str(season.value)) if season else None
        episode = index.number(str(draft.value))
        if number and episode and draft.revealed < position(number, episode):
            message = f"gives the end of {draft.value} away; add revealed_in: S{number}E{episode}"
            yield draft.place, f"{draft.key}: {message}"


def known_after_it_happened(whole: Whole) -> Found:
    """Nobody knows of a happening before its day; announcements are claims of their own."""
    for draft in whole.drafts:
        past = draft.predicate.happening and draft.predicate.state != ANNOUNCED
        if not (past or draft.predicate.id in _PAST) or draft.deprecated:
            continue
        if not isinstance(draft.value, PartialDate) or not draft.dated or not draft.known_on:
            continue
        if draft.value.first_day > draft.known_on:
            known = f"known on {draft.known_on}, before it happened on {draft.value}"
            yield draft.place, f"{draft.key}: {known}"


def announced_before_the_premiere(whole: Whole) -> Found:
    """A premiere is announced before it takes place."""
    for draft in whole.drafts:
        if draft.predicate.state != ANNOUNCED or not draft.dated or not draft.known_on:
            continue
        premiere = whole.index.best(draft.subject, "premiered_on")
        known = PartialDate.of(draft.known_on)
        if premiere and later(known, premiere.value):
            message = f"known on {known}, after the premiere on {premiere.value}"
            hint = "write known_on: the day of the announcement"
            yield draft.place, f"{draft.key}: {message} ({premiere.place}); {hint}"


def wrong_after_known(whole: Whole) -> Found:
    """Nothing is found to be wrong before anybody says it."""
    for draft in whole.drafts:
        wrong = draft.deprecated.known_on if draft.deprecated else None
        if wrong and draft.dated and draft.known_on and wrong < draft.known_on:
            message = f"deprecated known on {wrong}, before the claim on {draft.known_on}"
            yield draft.place, f"{draft.key}: {message}"


def ratings_have_a_day(whole: Whole) -> Found:
    """A score that nobody dated is not said to be known since a day."""
    for id in whole.ids("rating"):
        if whole.index.right(id, "measured_on"):
            continue
        for draft in whole.index.right(id, "score"):
            known = [whole.sources[source] for source in draft.sources if source in whole.sources]
            if draft.dated and known and not any(s.published and not s.estimated for s in known):
                message = f"known on {draft.known_on}, but neither it nor a source of it is dated"
                hint = "write measured_on, or known_on: unknown"
                yield draft.place, f"{draft.key}: {message}; {hint}"


def checked_last(whole: Whole) -> Found:
    """News was looked through at least up to the latest thing known."""
    if whole.manifest is None:
        return
    dated = [draft for draft in whole.drafts if draft.dated]
    latest = max(dated, key=lambda draft: draft.known_on or date.min, default=None)
    if latest and latest.known_on and latest.known_on > whole.manifest.checked_on:
        day = whole.manifest.checked_on
        message = f"checked_on {day} is before {latest.known_on}, when {latest.key} became known"
        yield whole.manifest_place("checked_on"), f"{message} ({latest.place})"


def sources_before_the_check(whole: Whole) -> Found:
    """No source is younger than the day up to which news was looked through."""
    if whole.manifest is None:
        return
    checked = whole.manifest.checked_on
    for id, source in whole.sources.items():
        if source.published and source.published.first_day > checked:
            message = f"{id}: published {source.published}, after checked_on {checked}"
            hint = f"mend one of them ({whole.manifest_place('checked_on')})"
            yield whole.source_place(id), f"{message}; {hint}"


def _all(whole: Whole, id: str, predicates: tuple[str, ...]) -> Iterator[Draft]:
    """The claims of *id* under any of *predicates* that are not marked wrong."""
    for predicate in predicates:
        yield from whole.index.right(id, predicate)


def _first_day(draft: Draft) -> date:
    return draft.value.first_day if isinstance(draft.value, PartialDate) else date.max


OF_EACH: tuple[Rule, ...] = (
    seasons_in_order,
    made_in_order,
    episodes_with_their_season,
    canceled_after_the_order,
    available_in_order,
    awarded_if_won,
    deaths_are_covered,
    wrong_after_known,
)
OF_ALL: tuple[Rule, ...] = (
    known_after_it_happened,
    announced_before_the_premiere,
    ratings_have_a_day,
    checked_last,
    sources_before_the_check,
)
