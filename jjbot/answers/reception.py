"""How the show was received: prizes, and what was measured of it."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, group, unknown
from jjbot.answers.episodes import episodes_of, find_episode, missing_episode
from jjbot.answers.seasons import missing
from jjbot.answers.words import listed, named, on_day, plural, said
from jjbot.model import Claim, EntityId, Line, Outcome, Span, sentence

_WON = "won"


def awards(asked: Asked) -> Draft:
    """What was won, and what the show was up for."""
    return _awards(asked, yes="")


def award_count(asked: Asked) -> Draft:
    """How many prizes were won, as far as is known, and which."""
    about = _nominee(asked)
    if isinstance(about, Draft):
        return about
    found = _up_for(asked, about)
    everything = [claim for own in found if _won(own) and (claim := own.best("award"))]
    prize = asked.query.entity("award")
    won = [claim for claim in everything if prize in (None, claim.value)]
    if not everything:
        return unknown(sentence("I know of no awards that were won."))
    if not won:
        none = sentence("None of them, as far as I know.")
        known = sentence(asked.the_show, " has won: ", _once(everything), ".")
        return draft(none, known, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    first = sentence(
        f"{len(won)} won that I know of: ", listed([named(claim) for claim in won]), "."
    )
    lost = [own for own in found if not _won(own) and own.best("award")]
    also = _besides(lost) if lost and prize is None else None
    return draft(first, also, title=asked.title, checked=True)


def nomination_count(asked: Asked) -> Draft:
    """How many prizes the show was up for, as far as is known, and how many of them it won."""
    about = _nominee(asked)
    if isinstance(about, Draft):
        return about
    found = _up_for(asked, about)
    prizes = [claim for own in found if (claim := own.best("award"))]
    if not prizes:
        return unknown(sentence("I know of no nominations."))
    won = [result for own in found if _won(own) and (result := own.best("result"))]
    lost = [own for own in found if not _won(own) and own.best("award")]
    count = Span(plural(len(prizes), "nomination"), tuple(prizes))
    first = sentence(count, " that I know of, ", Span(f"{len(won)} of them won.", tuple(won)))
    prized = [claim for own in found if _won(own) and (claim := own.best("award"))]
    names = sentence("Won: ", listed([named(claim) for claim in prized]), ".") if prized else None
    also = _besides(lost) if lost else None
    return draft(first, names, also, title=asked.title, checked=True)


def _up_for(asked: Asked, about: tuple[EntityId, ...] | None) -> list[Facts]:
    """The nominations of one of *about*; of everything if that is None."""
    return [
        own
        for own in group(asked.facts.of_kind(asked.view, "nomination")).values()
        if about is None or any(_names(own, "nominee", one) for one in about)
    ]


def _besides(lost: list[Facts]) -> Line:
    """ "3 more nominations that I know of: A, B and C."."""
    prizes = [claim for own in lost if (claim := own.best("award"))]
    more = "1 more nomination" if len(lost) == 1 else f"{len(lost)} more nominations"
    return sentence(f"{more} that I know of: ", listed([named(claim) for claim in prizes]), ".")


def award_won(asked: Asked) -> Draft:
    """Whether a prize was won: yes or no first."""
    return _awards(asked, yes="Yes. ")


def _awards(asked: Asked, *, yes: str) -> Draft:
    query = asked.query
    about = _nominee(asked)
    if isinstance(about, Draft):
        return about
    prize, person = query.entity("award"), query.entity("person")
    found = [
        own
        for own in group(asked.facts.of_kind(asked.view, "nomination")).values()
        if own.best("award") and own.best("result")
    ]
    chosen = [
        own
        for own in found
        if _names(own, "award", prize)
        and (about is None or any(_names(own, "nominee", one) for one in about))
        and _names(own, "recipient", person)
    ]
    if not chosen:
        return _none(asked, found, prize)
    won = [own for own in chosen if _won(own)]
    ranked = [*won, *(own for own in chosen if own not in won)]
    if prize is None:
        opening, outcome = "", Outcome.ANSWERED
    else:
        opening = yes if won else "It was nominated, but I know of no win. "
        outcome = Outcome.ANSWERED if won else Outcome.CORRECTED
    lines = [_nomination(asked, own) for own in ranked]
    return draft(sentence(opening, *lines[0]), *lines[1:], outcome=outcome, title=asked.title)


def _nominee(asked: Asked) -> tuple[EntityId, ...] | Draft | None:
    """What the question limits itself to: an episode, or a season and all in it; None: nothing."""
    query = asked.query
    if query.entity("episode") or query.episode is not None:
        episode = find_episode(asked)
        return (episode.entity,) if episode else missing_episode(asked)
    if query.season is None:
        return None
    season = asked.season(query.season)
    if season is None:
        return missing(asked, query.season)
    episodes = episodes_of(asked, season.facts).values()
    return season.facts.entity, *(episode.entity for episode in episodes)


def _names(own: Facts, predicate: str, entity: EntityId | None) -> bool:
    """Whether *own* says *entity* under *predicate*, or nothing is asked for."""
    return entity is None or any(claim.value == entity for claim in own.all(predicate))


def _won(own: Facts) -> bool:
    result = own.best("result")
    return result is not None and result.value == _WON


def _none(asked: Asked, found: list[Facts], prize: EntityId | None) -> Draft:
    """That no such prize is known, with those that are."""
    won = [claim for own in found if _won(own) and (claim := own.best("award"))]
    if not found or (prize is None and not won):
        return unknown(sentence("I know of no awards."))
    known = sentence(asked.the_show, " has won: ", _once(won), ".") if won else None
    if prize is None and not asked.query.whether:
        return unknown(sentence("I know of none."), *([known] if known else []))
    return draft(
        sentence("Not that I know of."),
        known,
        outcome=Outcome.CORRECTED,
        title=asked.title,
        checked=True,
    )


def _once(claims: list[Claim]) -> Line:
    """The names of the values of *claims*, each once."""
    by: dict[str, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.label, []).append(claim)
    return listed([Span(label, tuple(own)) for label, own in by.items()])


def _nomination(asked: Asked, own: Facts) -> Line:
    """ "Won: Golden Lamp, Best Music (Ada Finch), for season 1, in April 2016."."""
    prize, result, category = own.best("award"), own.best("result"), own.best("category")
    nominee, when, people = own.best("nominee"), own.best("awarded_on"), own.all("recipient")
    what = "Won: " if _won(own) else "Nominated: "
    parts: list[str | Span | Line] = [Span(what, (result,)) if result else what]
    if prize:
        parts.append(named(prize))
    if category:
        parts.extend([", ", said(category)])
    if people:
        parts.extend([" (", listed([named(c) for c in people]), ")"])
    if nominee:
        parts.extend([", for ", _place(asked, nominee)])
    if when and _won(own):
        parts.extend([", ", on_day(when)])
    return sentence(*parts, ".")


def _place(asked: Asked, nominee: Claim) -> Line:
    """What was honored: the show, "season 1", or a title with its place."""
    kind = asked.facts.kinds[nominee.entity]
    if kind == "season":
        numbers = (s.number for s in asked.seasons if s.facts.entity == nominee.entity)
        words = (f"{asked.season_noun} {number}" for number in numbers)
        return sentence(Span(next(words, nominee.label), (nominee,)))
    if kind != "episode":
        return sentence(named(nominee))
    own = Facts(nominee.entity, asked.facts.about(asked.view, nominee.entity))
    season, number = own.best("season"), own.best("number")
    where: Line = ()
    if season and number:
        where = sentence(" (", Span(season.label, (season,)), ", episode ", said(number), ")")
    return sentence(Span(f"“{nominee.label}”", (nominee,)), where)


def ratings(asked: Asked) -> Draft:
    """What was said and measured of the show or a season, each with its day.

    Of the whole show without a rater, only what is said in words: the numbers would be a list.
    """
    number, rater = asked.query.season, asked.query.entity("company")
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    found = [own for own in _ratings(asked, season, rater) if not _of_viewers(own)]
    lines = _measured(asked, found) if rater or season else []
    if rater is None:
        lines = [*_said(asked, season.facts if season else None), *lines]
        lines = lines or _measured(asked, found)
    elif season and lines and not _names(found[0], "rates", season.facts.entity):
        none = f"Not for {asked.season_noun} {season.number} alone, as far as I know. "
        lines[0] = sentence(none, lines[0])
    if not lines:
        text = "I know of no rating of theirs." if rater else "I don't know how it was received."
        return unknown(sentence(text))
    return draft(*lines, title=season.facts.label if season else asked.title)


def audience(asked: Asked) -> Draft:
    """How many watched, as far as anybody has said."""
    number = asked.query.season
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    found = [own for own in _ratings(asked, season, None) if _of_viewers(own)]
    if not found:
        return unknown(sentence("I know of no number of viewers."))
    return draft(*_measured(asked, found), title=season.facts.label if season else asked.title)


def _ratings(asked: Asked, season: Season | None, rater: EntityId | None) -> list[Facts]:
    """The ratings of *season*, or of the show where a *rater* has none of it; the latest first."""
    found = [
        own
        for own in group(asked.facts.of_kind(asked.view, "rating")).values()
        if own.best("score") and _names(own, "rater", rater)
    ]
    here = [own for own in found if season is None or _names(own, "rates", season.facts.entity)]
    return sorted(here if here or rater is None else found, key=_newest)


def _of_viewers(own: Facts) -> bool:
    source = own.best("rated_by")
    return source is not None and source.value == "viewers"


def _newest(own: Facts) -> tuple[int, str]:
    """Sort key: the latest measured first, those of no known day last."""
    when = own.best("measured_on")
    return (-when.date.last_day.toordinal() if when else 0), own.entity


def _said(asked: Asked, season: Facts | None) -> list[Line]:
    """What is said of the reception: of the season; of the show, else of each season."""
    whole = [] if season else [asked.show]
    parts = [season] if season else [one.facts for one in asked.seasons]
    for chosen in (whole, parts):
        found = [sentence(said(claim)) for own in chosen if (claim := own.best("reception"))]
        if found:
            return found
    return []


def _measured(asked: Asked, found: list[Facts]) -> list[Line]:
    """One line for each rater, thing rated and day, with everything measured."""
    together: dict[tuple[str, ...], list[Facts]] = {}
    for own in found:
        claims = (own.best("rater"), own.best("rates"), own.best("measured_on"))
        key = tuple(str(claim.value) if claim else "" for claim in claims)
        together.setdefault(key, []).append(own)
    return [_rating(asked, several) for several in together.values()]


def _rating(asked: Asked, several: list[Facts]) -> Line:
    """ "Reelmeter, Season 1 (measured in March 2018): critics' score 81 of 100 from 20 votes."."""
    first = several[0]
    rater, rates, when = first.best("rater"), first.best("rates"), first.best("measured_on")
    parts: list[str | Span | Line] = []
    if rater:
        parts.append(named(rater))
    if rates and rates.value != asked.facts.show:
        parts.extend([", ", Span(rates.label, (rates,))])
    parts.append(sentence(" (measured ", on_day(when), "): ") if when else " (day unknown): ")
    for number, own in enumerate(several):
        measure, score, votes = own.best("measure"), own.best("score"), own.best("votes")
        if number:
            parts.append("; ")
        if measure:
            parts.extend([said(measure), " "])
        if score:
            parts.append(said(score))
        if votes:
            parts.append(Span(f" from {int(str(votes.value)):,} votes", (votes,)))
    return sentence(*parts, ".")
