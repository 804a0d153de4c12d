"""The two clocks of every claim: when the public could know it, and where it is revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jjbot.model import (
    EVERYTHING,
    NOTHING,
    WHOLE_SEASON,
    Certainty,
    PartialDate,
    Source,
    position,
)
from jjbot.pack.drafts import NAMES, Draft
from jjbot.pack.report import Report
from jjbot.pack.values import ALWAYS

# What the release day of a kind is written as.
RELEASES = {"season": "premiered_on", "work": "premiered_on", "episode": "released_on"}
# "Season 2" names its number, so the one is known when the other is.
_LIKE_NAMES = (*NAMES, "number")
# Kinds that the public hears of before they are released.
_KNOWN_BEFORE = frozenset({"season", "character", "show"})


@dataclass(slots=True)
class Index:
    """Drafts by subject and predicate."""

    of: dict[tuple[str, str], list[Draft]] = field(default_factory=dict)

    @classmethod
    def over(cls, drafts: Iterable[Draft]) -> Index:
        """An index over *drafts*."""
        index = cls()
        for draft in drafts:
            index.of.setdefault((draft.subject, draft.predicate.id), []).append(draft)
        return index

    def right(self, subject: str, predicate: str) -> list[Draft]:
        """The claims that are not marked wrong."""
        found = self.of.get((subject, predicate), [])
        return [draft for draft in found if draft.deprecated is None]

    def best(self, subject: str, predicate: str) -> Draft | None:
        """The surest, then the latest known, among rivals."""
        found = sorted(
            self.right(subject, predicate),
            key=lambda d: (-d.certainty, -(d.known_on or date.min).toordinal(), str(d.value)),
        )
        return found[0] if found else None

    def has(self, subject: str, predicate: str, value: str) -> bool:
        """Whether *value* is said under *predicate*, and not said to be wrong."""
        return any(str(draft.value) == value for draft in self.right(subject, predicate))

    def number(self, subject: str) -> int | None:
        """The number of a season or episode."""
        best = self.best(subject, "number")
        return best.value if best and isinstance(best.value, int) else None

    def day(self, subject: str, predicate: str) -> PartialDate | None:
        """The date under *predicate*, if it is stated as fact."""
        best = self.best(subject, predicate)
        if best is None or best.certainty < Certainty.REPORTED:
            return None
        return best.value if isinstance(best.value, PartialDate) else None


@dataclass(frozen=True, slots=True)
class Seasons:
    """The numbers of the seasons, and of the episodes listed in each.

    complete: the seasons whose list of episodes is said to be complete.
    parts: the ids of all seasons and episodes.
    """

    episodes: dict[int, dict[int, str]]
    complete: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, index: Index, kinds: dict[str, str]) -> Seasons:
        """What the drafts say of seasons and episodes."""
        numbers = {id: index.number(id) for id, kind in kinds.items() if kind == "season"}
        listed: dict[int, dict[int, str]] = {n: {} for n in numbers.values() if n is not None}
        for id in (id for id, kind in kinds.items() if kind == "episode"):
            season = index.best(id, "season")
            number, episode = numbers.get(str(season.value)) if season else None, index.number(id)
            if number is not None and episode is not None:
                listed[number].setdefault(episode, id)
        whole = {n for id, n in numbers.items() if n and index.has(id, "complete", "episodes")}
        parts = frozenset(id for id, kind in kinds.items() if kind in ("season", "episode"))
        return cls(listed, frozenset(whole), parts)

    def reveal(self, draft: Draft, report: Report) -> None:
        """Turn "after season 1" into a position, and see that the position exists."""
        if draft.revealed in (NOTHING, EVERYTHING):
            return
        season, episode = divmod(draft.revealed, 1000)
        if missing := self.lack(draft.revealed, report):
            report.blame(draft.place, f"revealed_in: {missing}")
        elif episode == WHOLE_SEASON and season in self.complete:
            # Only a complete list tells which episode is the last.
            draft.revealed = position(season, max(self.episodes[season], default=WHOLE_SEASON))

    def lack(self, place: int, report: Report) -> str:
        """What the pack lacks of the position *place*; empty if nothing, or if it is not sure."""
        season, episode = divmod(place, 1000)
        if place in (NOTHING, EVERYTHING) or report.entities_missing or self.parts & report.shaky:
            return ""
        listed = self.episodes.get(season)
        if listed is None:
            return f"there is no season {season} in the pack"
        if episode == WHOLE_SEASON or not listed or episode in listed:
            return ""
        return f"season {season} has no episode {episode}; its last is {max(listed)}"


@dataclass(slots=True)
class Records:
    """Sets `known_on` where it is not written."""

    index: Index
    kinds: dict[str, str]
    always_known: set[str]  # kinds whose names are dated to no day
    sources: dict[str, Source]
    report: Report
    releases: dict[str, date] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)  # subject → what is asked of it, once

    def settle(self, drafts: list[Draft]) -> None:
        """Set every draft's `known_on`, or report that nothing gives one."""
        for draft in drafts:
            release = RELEASES.get(draft.kind)
            if draft.predicate.id == release and isinstance(draft.value, PartialDate):
                self._set(draft, draft.value.last_day)
        self._find_releases()
        late = [draft for draft in drafts if self._by_first_mention(draft)]
        for draft in drafts:
            if not draft.settled and not self._by_first_mention(draft):
                self._set(draft, self._known_on(draft))
        mentions = first_mentions(drafts)
        for draft in late:
            mention = mentions.get(draft.subject)
            self._set(draft, mention.known_on if mention else self._known_on(draft))
        for draft in drafts:
            if not draft.settled:
                self._ask(draft)

    def _by_first_mention(self, draft: Draft) -> bool:
        """Whether it is a name that is known as soon as somebody speaks of what it names."""
        if draft.settled or not _is_name(draft) or draft.kind in self.always_known:
            return False
        return draft.kind in _KNOWN_BEFORE or draft.subject not in self.releases

    def _known_on(self, draft: Draft) -> date | None:
        """The day by rule, None if no rule gives one."""
        if _is_name(draft):
            if draft.kind in self.always_known:
                return ALWAYS
            on_screen = draft.kind not in _KNOWN_BEFORE
        else:
            on_screen = draft.predicate.on_screen
        if on_screen and draft.subject in self.releases:
            return self.releases[draft.subject]
        return earliest(self.sources[id] for id in draft.sources if id in self.sources)

    def _set(self, draft: Draft, known_on: date | None) -> None:
        if not draft.settled and known_on is not None:
            draft.known_on, draft.settled = known_on, True

    def _find_releases(self) -> None:
        """The release day of each entity that has one, directly or through others."""
        for id, kind in self.kinds.items():
            if kind in RELEASES and (found := self.index.day(id, RELEASES[kind])):
                self.releases[id] = found.last_day
        for id in (id for id, kind in self.kinds.items() if kind == "credit"):
            for part in filter(None, (self.index.best(id, key) for key in ("season", "work"))):
                if str(part.value) in self.releases:
                    self.releases.setdefault(id, self.releases[str(part.value)])
            for played in self.index.right(id, "character"):
                if id in self.releases:
                    self._release_earlier(str(played.value), self.releases[id])
        premieres = [self.releases[id] for id, kind in self.kinds.items()
                     if kind == "season" and id in self.releases]  # fmt: skip
        for id in (id for id, kind in self.kinds.items() if kind == "show" and premieres):
            self.releases[id] = min(premieres)

    def _release_earlier(self, id: str, day: date) -> None:
        self.releases[id] = min(day, self.releases.get(id, day))

    def _ask(self, draft: Draft) -> None:
        """Report that the day must be written, unless other mistakes may be why it is missing."""
        unsure = self.report.entities_missing or set(draft.sources) - set(self.sources)
        if unsure or (self.report.shaky and (draft.predicate.on_screen or _is_name(draft))):
            return
        text = "when could the public know it? no source of it is dated to the day"
        remedy = "write known_on: YYYY-MM-DD, or known_on: unknown"
        message = self.asked.setdefault(draft.subject, f"{draft.key}: {text}; {remedy}")
        self.report.blame(draft.place, message)


def earliest(sources: Iterable[Source]) -> date | None:
    """The day of the earliest source that is dated to the day and not a guess."""
    days = [
        source.published.last_day
        for source in sources
        if source.published and source.published.to_the_day and not source.estimated
    ]
    return min(days, default=None)


def first_mentions(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Entity → the first dated claim that mentions it, as subject or value; names do not count."""
    found: dict[str, Draft] = {}
    for draft in sorted((d for d in drafts if d.dated and not _is_name(d)), key=_by_day):
        if draft.never_right:
            continue
        found.setdefault(draft.subject, draft)
        if draft.predicate.type == "entity":
            found.setdefault(str(draft.value), draft)
    return found


def _is_name(draft: Draft) -> bool:
    return draft.predicate.id in _LIKE_NAMES


def _by_day(draft: Draft) -> tuple[date, str, str, str]:
    """A total order that no reordering of files changes."""
    return (draft.known_on or date.max, draft.subject, draft.predicate.id, str(draft.value))
