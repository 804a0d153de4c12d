"""Rules about entities: what each must have, how they are told apart and refer to each other."""

from __future__ import annotations

import re

from jjbot.model import WHOLE_SEASON
from jjbot.pack.drafts import NAMES, Draft
from jjbot.pack.report import did_you_mean, one_of, quoted
from jjbot.pack.whole import Found, Rule, Whole

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
# What leads from one thing to another of its kind, and never back.
_ONE_WAY = ("part_of", "based_on", "succeeded_by", "within")
MAX_RUNTIME = 600  # minutes; an episode that long would be several
_MAX_SHOWN = 20  # of the names in a circle
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def one_show(whole: Whole) -> Found:
    """A pack is about exactly one show, the one in its manifest."""
    if whole.manifest is None:
        return
    shows, wanted = whole.ids("show"), whole.manifest.show
    for extra in shows:
        if extra != wanted and wanted in shows:
            yield whole.place(extra), f"a second show; a pack is about one, this about {wanted!r}"
    if wanted not in shows and wanted not in whole.shaky:
        hint = did_you_mean(wanted, shows) or "; write the id of the entity of kind show"
        yield whole.manifest_place("show"), f"show: there is no show {wanted!r}{hint}"


def something_said(whole: Whole) -> Found:
    """A pack says more of its show than how it is called."""
    if whole.manifest is None or whole.shaky:
        return
    if not any(draft.predicate.id not in NAMES for draft in whole.drafts):
        yield whole.manifest_place("show"), "the pack says nothing but names; write what is known"


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


def numbers_count(whole: Whole) -> Found:
    """Seasons and episodes are counted from 1; an episode lasts a while."""
    for draft in whole.drafts:
        value = draft.value
        if draft.predicate.id == "number" and isinstance(value, int):
            if not 0 < value < WHOLE_SEASON:
                yield draft.place, f"number: found {value}; expected 1 to {WHOLE_SEASON - 1}"
        elif draft.predicate.id == "runtime" and value not in range(1, MAX_RUNTIME + 1):
            message = f"runtime: found {value}; expected minutes, 1 to {MAX_RUNTIME}"
            yield draft.place, f"{message}, or no runtime at all"


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


def aliases_are_nobodys_name(whole: Whole) -> Found:
    """An alias is not the name of another of its kind; two may share one, and are asked back."""
    named: dict[tuple[str, str], Draft] = {}
    for draft in whole.drafts:
        if draft.predicate.id == "name":
            named.setdefault((draft.kind, _folded(draft)), draft)
    for draft in whole.drafts:
        other = named.get((draft.kind, _folded(draft))) if draft.predicate.id == "alias" else None
        if other and other.subject != draft.subject and not (draft.deprecated or other.deprecated):
            message = f"{draft.key}: {quoted(str(draft.value))} is the name of {other.subject}"
            yield draft.place, f"{message} ({other.place}); leave it to one of them"


def names_can_be_asked_for(whole: Whole) -> Found:
    """A name has a word that is more than filler; else every sentence would mention it."""
    idle = set(whole.vocabulary.language.filler)
    for draft in whole.drafts:
        if draft.predicate.id not in NAMES or draft.kind in ("season", "topic"):
            continue
        words = _WORDS.findall(str(draft.value).casefold())
        if words and all(word in idle or (len(word) == 1 and word.isascii()) for word in words):
            shown = quoted(str(draft.value))
            message = f"{shown} is made of everyday words alone; add a word that tells it apart"
            yield draft.place, f"{draft.key}: {message}"


def names_are_no_seasons(whole: Whole) -> Found:
    """ "Season 2" means the season, whatever else somebody would call so."""
    said = _numbering(whole)
    for draft in whole.drafts:
        own = draft.predicate.id == "name" and draft.kind in ("season", "episode")
        if draft.predicate.id not in NAMES or own:
            continue  # what a season or episode is called is not the author's choice
        if said.fullmatch(" ".join(_WORDS.findall(str(draft.value).casefold()))):
            message = f"{quoted(str(draft.value))} reads as a season or episode"
            yield draft.place, f"{draft.key}: {message}; add a word that tells it apart"


def _numbering(whole: Whole) -> re.Pattern[str]:
    """What finds folded words that say which season or episode is meant: season 2, s2e5, last."""
    language = whole.vocabulary.language
    parts = {"season", "episode"}
    parts |= {short for short, word in language.spellings.items() if word in parts}
    if whole.manifest:
        parts.add(whole.manifest.season_word.casefold())
    numbers = "|".join(map(re.escape, sorted(language.numbers)))
    places = "|".join(map(re.escape, sorted(language.ordinals)))
    part = "|".join(map(re.escape, sorted(parts)))
    one = rf"(?:(?:the )?(?:{places}) (?:{part})|(?:{part}) (?:[0-9]{{1,4}}|{numbers})"
    one += r"|(?:s|season|szn)[0-9]{1,4}(?:e[0-9]{1,3})?|[0-9]{1,2}x[0-9]{1,3})"
    return re.compile(rf"{one}(?: (?:of )?{one})*")


def no_rings(whole: Whole) -> Found:
    """Nothing is part of, based on or succeeded by itself, however many steps it takes."""
    for predicate in _ONE_WAY:
        ways: dict[str, list[Draft]] = {}
        for draft in whole.drafts:
            if draft.predicate.id == predicate and not draft.deprecated:
                ways.setdefault(draft.subject, []).append(draft)
        if ring := _ring(ways):
            names = [*(draft.subject for draft in ring), ring[0].subject]
            if len(names) > _MAX_SHOWN:
                names = [*names[: _MAX_SHOWN - 2], "…", names[-1]]
            yield ring[0].place, f"{predicate} goes round in a circle: {' → '.join(names)}"


def _ring(ways: dict[str, list[Draft]]) -> list[Draft]:
    """The first way that leads back to where it came from, if there is one; no recursion."""
    done: set[str] = set()
    for start in sorted(ways):
        path: list[Draft] = []
        on_path = {start: 0}
        stack = [(start, iter(ways[start]))] if start not in done else []
        while stack:
            here, left = stack[-1]
            step = next(left, None)
            if step is None:
                stack.pop()
                done.add(here)
                del on_path[here]
                if path:
                    path.pop()
                continue
            target = str(step.value)
            if target in on_path:
                return [*path[on_path[target] :], step]
            if target in ways and target not in done:
                on_path[target] = len(stack)
                path.append(step)
                stack.append((target, iter(ways[target])))
    return []


def credits_fit(whole: Whole) -> Found:
    """A credit is of a season or of another work, and its episodes are of that season."""
    index = whole.index
    for id in whole.ids("credit"):
        season, work = index.best(id, "season"), index.best(id, "work")
        if season and work:
            yield work.place, f"{id}: has a season ({season.value}) and a work; write one of them"
        for episode in index.right(id, "episode"):
            of = index.best(str(episode.value), "season")
            if of and season and of.value != season.value:
                where = f"belongs to {of.value} and not to {season.value}"
                yield episode.place, f"{id}: the episode {episode.value} {where}"


def credits_once(whole: Whole) -> Found:
    """One credit for each person, part and season; its episodes stand together."""
    seen: dict[tuple[object, ...], str] = {}
    for id in whole.ids("credit"):
        best = [whole.index.best(id, key) for key in ("performer", "character", "season", "work")]
        key = tuple(draft.value if draft else None for draft in best)
        first = seen.setdefault(key, id)
        if first != id and id not in whole.shaky and best[0] and best[1]:
            who = f"{best[0].value} as {best[1].value}"
            yield whole.place(id), f"{who} is here again; first in {whole.place(first)}"


def _folded(draft: Draft) -> str:
    """A name as it is compared: letters and digits alone, in one case."""
    words = _WORDS.findall(str(draft.value).casefold())
    return " ".join(words) or str(draft.value)


OF_EACH: tuple[Rule, ...] = (
    everything_needed,
    numbers_count,
    numbers_once,
    aliases_are_nobodys_name,
    names_can_be_asked_for,
    names_are_no_seasons,
    no_rings,
    credits_fit,
    credits_once,
)
OF_ALL: tuple[Rule, ...] = (one_show, something_said)
