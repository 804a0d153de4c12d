"""What a question takes for granted: checked, and corrected in the first sentence.

A shape answers about some slots of its Query.  Every other slot that is filled is an assumption:
it is held against the visible claims here, whatever the shape.  What is so needs no word; what is
not so is corrected before anything else is said; what can be neither is called unconfirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from jjbot.answers.asked import Asked, Draft, Facts, agrees
from jjbot.answers.cast import by_performer, plays
from jjbot.answers.credits import credits_with
from jjbot.answers.episodes import find_episode, missing_episode
from jjbot.answers.places import platforms, streams
from jjbot.answers.seasons import missing
from jjbot.answers.side_by_side import SIDE_BY_SIDE
from jjbot.answers.timeline import happening_line, timeline
from jjbot.answers.words import date_words, ended, listed, named, plural, subject
from jjbot.model import Claim, DateRange, EntityId, Line, Outcome, PartialDate, Span, sentence

_PEOPLE = frozenset({"person", "character"})
_NAMED = _PEOPLE | {"work", "award", "company", "place", "topic", "episode", "rating", "event"}
# Shape → the slots that its answer deals with.  A shape that is not here deals with none, so
# that whatever a question puts into a new one is checked.  `values` deals with what it looks up.
_SLOTS: Mapping[str, frozenset[str]] = {
    shape: frozenset(slots.split())
    for shape, slots in {
        "appears_in": "work person character",
        "audience": "season",
        "award_won": "award season episode person",
        "awards": "award season episode person",
        "cancel_after": "season company",
        "cancel_because": "company work person character topic award place episode",
        "cancel_when": "season date company",
        "cancel_why": "season company",
        "cast": "season",
        "character_in": "season person character",
        "count_over": "season number",
        "count_under": "season number",
        "count_why": "season number",
        "death": "season episode character",
        "deaths": "season episode",
        "departure": "person",
        "episode_card": "season episode",
        "episode_count": "season number",
        "episode_people": "season episode person",
        "episodes_with": "season character person",
        "everywhere": "character person",
        "expected": "season episode date company",
        "fate": "character",
        "fate_at_end": "character",
        "filmed_in": "season date",
        "filming_begun": "season",
        "filming_moment": "season date",
        "has_date": "season",
        "has_left": "company",
        "killing": "season episode character",
        "is_villain": "season character",
        "last_season": "season",
        "network": "company",
        "news": "season date",
        "performed": "season person character",
        "performers": "season person character",
        "platform_end": "company",
        "platform_start": "season company",
        "predecessor": "person",
        "premiere": "season episode date company",
        "premise": "season",
        "ratings": "season company",
        "recast": "season person character",
        "released_in": "date",
        "renewal": "season date",
        "returning": "season person character",
        "returning_after": "season person character",
        "role_in": "work person character",
        "roles": "season person",
        "season_canceled": "season",
        "season_card": "season",
        "season_count": "number",
        "season_status": "season date",
        "show_status": "date",
        "showrunner": "season person",
        "successor": "person",
        "swapped": "person character",
        "topic": "season date number " + " ".join(sorted(_NAMED)),
        "victims": "season character",
        "survival": "season episode character",
        "there_alone": "season character person",
        "villain": "season character",
        "was_on": "company",
        "where_to_watch": "company date",
        "who_is": "person character",
        "work_card": "work",
        "work_count": "work number",
        "work_premiere": "work date",
        "works_of": "character person company",
        "young_performers": "character season person",
    }.items()
}
ANSWERED: Mapping[str, frozenset[str]] = {**_SLOTS, **SIDE_BY_SIDE}
# Shapes that have words of their own for a season that does not exist.
_SAYING_NO = frozenset({"cancel_why", "has_date", "season_status", "renewal"})
# Shapes that say of an episode that does not exist how many there are.
_SAYING_WHICH = frozenset({"awards", "award_won", "episode_card", "episode_people", "premiere"})
# What only the network does; for any other question a producer's show is rightly called theirs.
_ACTS = frozenset({"cancel_after", "cancel_when", "cancel_why", "renewal", "season_canceled"})
# What whoever streams the show has of it: that it was made for another is no correction.
_HELD = frozenset({"season_count", "episode_count"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of one assumption.

    wrong: it is contradicted, and `lines` come before the answer; else they come after it.
    instead_of: the line of the answer that they say, too.
    """

    lines: tuple[Line, ...]
    wrong: bool = True
    instead_of: Line | None = None


Checker = Callable[[Asked, str, Draft], Finding | None]


def check(asked: Asked, shape: str, found: Draft) -> Draft:
    """*found*, the answer of *shape*, with what the question wrongly takes for granted."""
    whole = _no_such_place(asked, shape)
    if whole is not None:
        return whole
    findings = [one for checker in _CHECKERS if (one := checker(asked, shape, found))]
    if not findings or found.outcome is Outcome.AMBIGUOUS:
        return found
    before = [line for one in findings if one.wrong for line in one.lines]
    after = [line for one in findings if not one.wrong for line in one.lines]
    if not before:
        return found if found.outcome.declined else replace(found, lines=(*found.lines, *after))
    # What can neither be confirmed is no longer the point, and "Yes" would take it all for true.
    said = [one.instead_of for one in findings]
    rest = (_without_yes(line) for line in found.lines if line not in said)
    return replace(found, lines=(*before, *rest, *after), outcome=Outcome.CORRECTED)


def _answered(asked: Asked, shape: str) -> frozenset[str]:
    """The slots that the answer deals with."""
    if shape != "values":
        return ANSWERED.get(shape, frozenset())
    vocabulary = asked.facts.vocabulary
    predicate = vocabulary.predicates[vocabulary.intents[asked.query.intent].predicate]
    return frozenset({*predicate.of, *predicate.of_kind})


def _open(asked: Asked, shape: str, *slots: str) -> EntityId | None:
    """The entity in the first of *slots* that is filled and that the answer says nothing of."""
    return asked.query.entity(*(slot for slot in slots if slot not in _answered(asked, shape)))


def _no_such_place(asked: Asked, shape: str) -> Draft | None:
    """The correction of a season or an episode that there is not: nothing else can be said."""
    query = asked.query
    if query.entity("work") is not None or shape in _SAYING_NO:
        return None  # another work has seasons of its own
    if query.season is not None and asked.season(query.season) is None:
        return missing(asked, query.season)
    asks = query.episode is not None or query.entity("episode") is not None
    if not asks or shape in _SAYING_WHICH or find_episode(asked):
        return None
    wrong = missing_episode(asked)
    return wrong if wrong.outcome is Outcome.CORRECTED else None


def _without_yes(line: Line) -> Line:
    """*line* without a "Yes." that would hold for what was just corrected, too."""
    first, *rest = line
    return (replace(first, text=first.text.removeprefix("Yes. ")), *rest)


def _strangers(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """A name that nobody visible bears: nothing that is known says anything of it."""
    if not asked.query.strangers or found.outcome is not Outcome.ANSWERED:
        return None
    first = found.lines[0]
    doubt = "Not that I know of: I have nothing that says so of the name you give. "
    network = asked.show.best("network")
    told = network is None or any(network in span.claims for span in first)
    if "company" in asked.query.strangers and network and not told:
        made = sentence(doubt, asked.the_show, " was made for ", named(network), ".")
        return Finding((made,))
    return Finding((sentence(doubt, *_without_yes(first)),), instead_of=first)


def _episode(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """An episode that there is, in an answer about its whole season."""
    query = asked.query
    if query.episode is None or "episode" in _answered(asked, shape):
        return None
    season = asked.season(query.season)
    what = f"all of {asked.season_noun} {season.number}" if season else "the whole show"
    return Finding((sentence(f"That is for {what}, not for the one episode alone."),), wrong=False)


def _season(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """A season that there is, but to which the one who is asked about does not belong."""
    query, season = asked.query, asked.season(asked.query.season)
    if season is None or "season" in ANSWERED.get(shape, ()):
        return None
    who = query.entity("character", "person")
    if who is None:
        return None
    slot = "character" if query.entity("character") else "performer"
    parts = credits_with(asked, slot, who)
    in_show = sorted({credit.season for credit in parts if credit.season is not None})
    if not in_show or season.number in in_show:
        return None
    lines = [plays(asked, own) for own in by_performer([c for c in parts if c.season]).values()]
    opening = f"Not in {asked.season_noun} {season.number}, as far as I know: "
    return Finding((sentence(opening, *lines[0]),))


def _company(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """A company that is not the show's: whose it is, and what the company is to it."""
    query = asked.query
    company = query.entity("company")
    if company is None or query.entity("work") is not None:
        return None
    stated = "company" in _answered(asked, shape)
    if stated and shape not in _ACTS:
        return None
    ours = ("network", "ordered_by") if shape in _ACTS else ("network", "ordered_by", "produced_by")
    if any(claim.subject in _show(asked) for claim in asked.naming(company, *ours)):
        return None
    relations = tuple(_relations(asked, company))
    if stated:  # the shape has said whose it is
        return Finding(relations, wrong=False) if relations else None
    network = asked.show.best("network")
    own = Facts(company, asked.facts.about(asked.view, company))
    if network is None:
        return Finding((sentence("Whose show it is I cannot confirm."),), wrong=False)
    because = [
        sentence(Span(ended(claim.deprecated.because), (claim,)))
        for claim in asked.facts.corrections(asked.view, asked.show.entity, "produced_by")
        if claim.value == company and claim.deprecated
    ]
    here = [one for one in platforms(asked) if one.platform.entity == company]
    if here and here[0].on(asked.view.as_of or asked.view.today):
        both = sentence(*streams(here[0])[:-1], "; it was made for ", named(network), ".")
        return Finding((both,), wrong=shape not in _HELD)
    made = sentence(asked.the_show, " was made for ", named(network), ", not for ", _label(own))
    return Finding((sentence(*made, "."), *because, *relations))


def _relations(asked: Asked, company: EntityId) -> list[Line]:
    """What *company* is to the show: a place to watch it, a producer, part of its history."""
    lines: list[Line] = []
    for platform in platforms(asked):
        if platform.platform.entity == company:
            if platform.on(asked.view.as_of or asked.view.today):
                lines.append(streams(platform))
            elif platform.end:
                until = Span(date_words(platform.end.date), (platform.end,))
                lines.append(sentence(named(platform.platform), " had it until ", until, "."))
    produced = [c for c in asked.show.all("produced_by") if c.entity == company]
    if produced:
        lines.append(sentence(named(produced[0]), " was among those who produced it."))
    shown = [one for one in timeline(asked, company) if one.about & _show(asked)]
    if shown and not lines and not shown[-1].text.spoils:
        lines.append(happening_line(shown[-1]))
    return lines


def _show(asked: Asked) -> frozenset[EntityId]:
    """The show and its seasons."""
    return frozenset({asked.show.entity, *(season.facts.entity for season in asked.seasons)})


def _person(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """Somebody who is said to play a character in a question about something else."""
    person, character = asked.query.entity("person"), asked.query.entity("character")
    if person is None or character is None or _answered(asked, shape) >= _PEOPLE:
        return None
    parts = [c for c in credits_with(asked, "character", character) if c.season is not None]
    if not parts or any(credit.performer.entity == person for credit in parts):
        return None
    own = Facts(person, asked.facts.about(asked.view, person))
    players = [plays(asked, theirs) for theirs in by_performer(parts).values()]
    return Finding((sentence("It is not ", _label(own), ": ", *players[0]),))


def _date(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """A date that what the answer tells of does not have."""
    assumed = asked.query.date
    if assumed is None or "date" in _answered(asked, shape):
        return None
    told = [
        (claim, line)
        for line in found.lines
        for span in line
        for claim in span.claims
        if _dated(asked, claim)
    ]
    claims = [claim for claim, _ in told]
    if _fits(assumed, claims, shape):
        return None
    when = f"{'on' if assumed.to_the_day else 'in'} {date_words(assumed)}"
    if not told:
        text = f"Whether that was so {when} I cannot confirm."
        return Finding((sentence(text),), wrong=False)
    line = told[0][1]
    return Finding((sentence(f"Not {when}: ", *_without_yes(line)),), instead_of=line)


def _fits(assumed: PartialDate | DateRange, claims: list[Claim], shape: str) -> bool:
    """Whether the date *assumed* is one of those of *claims*, or in the time that they bound."""
    if any(agrees(assumed, claim) for claim in claims):
        return True
    starts = [c.date.first_day for c in claims if c.predicate == "available_from"]
    ends = [c.date.last_day for c in claims if c.predicate == "available_until"]
    if shape != "was_on" or not starts or assumed.last_day < min(starts):
        return False
    return not ends or assumed.first_day <= max(ends)


def _dated(asked: Asked, claim: Claim) -> bool:
    return asked.facts.vocabulary.predicates[claim.predicate].type == "date"


def _number(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """A number of seasons or episodes that there are not."""
    number, season = asked.query.number, asked.season(asked.query.season)
    if number is None or "number" in _answered(asked, shape):
        return None
    own = season.facts if season else asked.show
    counts = [
        (claim, noun)
        for predicate, noun in (("season_count", asked.season_noun), ("episode_count", "episode"))
        if (claim := own.best(predicate))
    ]
    if any(claim.value == number for claim, _ in counts):
        return None
    if not counts:
        return Finding((sentence("The number I cannot confirm."),), wrong=False)
    shown = [Span(plural(int(str(claim.value)), noun), (claim,)) for claim, noun in counts]
    label = asked.the_show if season is None else subject(counts[0][0])
    return Finding((sentence(f"Not {number}: ", label, " has ", listed(shown), "."),))


def _others(asked: Asked, shape: str, found: Draft) -> Finding | None:
    """Anything else that is named and that the answer does not speak of."""
    if found.outcome.declined:
        return None
    slots = _NAMED - {"company", "episode"} - _answered(asked, shape)
    told = {c for line in found.lines for span in line for c in span.claims}
    spoken_of = {claim.subject for claim in told} | {claim.value for claim in told}
    for slot, entity in asked.query.entities:
        if slot in slots and entity not in spoken_of and not _part(asked, entity):
            label = _label(Facts(entity, asked.facts.about(asked.view, entity)))
            return Finding(
                (sentence("What you say of ", label, " I cannot confirm."),), wrong=False
            )
    return None


def _part(asked: Asked, entity: EntityId) -> bool:
    """Whether *entity* is in a pair of person and character that `_person` has looked at."""
    both = asked.query.entity("person"), asked.query.entity("character")
    return None not in both and entity in both


def _label(own: Facts) -> Span:
    """The name of what *own* is about, resting on the claim that gives it."""
    name = own.best("name", "alias")
    return Span(own.label or "that", (name,) if name else ())


_CHECKERS: tuple[Checker, ...] = (
    _strangers,
    _company,
    _person,
    _season,
    _date,
    _number,
    _episode,
    _others,
)
