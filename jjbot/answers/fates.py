"""What becomes of characters.  Nearly all of it gives something away and rests on its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, group, unknown
from jjbot.answers.credits import credits_with, lead
from jjbot.answers.episodes import episodes_of, find_episode, missing_episode
from jjbot.answers.seasons import missing
from jjbot.answers.values import named_facts
from jjbot.answers.words import ended, listed, named, said
from jjbot.model import (
    Claim,
    EntityId,
    Line,
    Outcome,
    Span,
    position,
    season_of,
    sentence,
    spoilers_last,
)


def fate(asked: Asked) -> Draft:
    """What becomes of a character, as far as the viewer may know: the latest."""
    own = _character(asked)
    if own is None:
        return unknown(sentence("I don't know whom you mean."))
    season = asked.season(asked.query.season)
    told = [
        claim
        for claim in own.all("fate")
        if season is None or season_of(claim.revealed) == season.number
    ]
    latest = max(told, key=_revealed, default=None)
    if latest is None and season is not None and own.all("fate"):
        there = f" in {asked.season_noun} {season.number}."
        return unknown(sentence("I don't know what becomes of ", named_facts(own), there))
    if latest is None:
        return unknown(sentence("I don't know what becomes of ", named_facts(own), "."))
    return draft((Span(ended(str(latest.value)), (latest,)),), title=asked.title)


def fate_at_end(asked: Asked) -> Draft:
    """What becomes of a character in the end; said to be the last known where it is no end."""
    own = _character(asked)
    found = fate(replace(asked, query=replace(asked.query, season=None)))
    if own is None or found.outcome is not Outcome.ANSWERED:
        return found
    dead = own.all("killed_by") or own.all("dies_in") or own.all("died")
    if dead or _to_the_end(asked, own):
        return found
    first, *rest = found.lines
    opening = Span("In the end I don't know; the last that I know: ", first[0].claims)
    return replace(found, lines=((opening, *first), *rest))


def death(asked: Asked) -> Draft:
    """Whether, how and where a character dies, and at whose hand; yes first if asked whether."""
    return _told_end(asked, "Yes. " if asked.query.whether else "")


def survival(asked: Asked) -> Draft:
    """Whether a character lives on: no first where they do not."""
    own, query = _character(asked), asked.query
    where = own.best("dies_in") if own else None
    then = where is None or _is_then(asked, where)
    # Who dies in another season than the one that is named lived through it, or was dead before.
    whole = replace(asked, query=replace(query, season=None, episode=None))
    return _told_end(whole, "No. " if then else "")


def _told_end(asked: Asked, opening: str) -> Draft:
    """The end of the character who is asked about, after *opening*."""
    own = _character(asked)
    if own is None:
        return unknown(sentence("I don't know whom you mean."))
    found = _end_of(asked, own)
    if found.outcome is Outcome.UNKNOWN and opening and _to_the_end(asked, own):
        return fate(replace(asked, query=replace(asked.query, season=None)))
    if found.outcome is not Outcome.ANSWERED or not opening:
        return found
    first, *rest = found.lines
    return replace(found, lines=((Span(opening, first[0].claims), *first), *rest))


def _to_the_end(asked: Asked, own: Facts) -> bool:
    """Whether what becomes of the character of *own* is known up to the last episode."""
    last = asked.last
    finale = position(last.number, max(episodes_of(asked, last.facts), default=0)) if last else 0
    return any(claim.revealed >= finale for claim in own.all("fate"))


def killing(asked: Asked) -> Draft:
    """How or whether one character killed another; corrected where it was somebody else.

    The first who is named is said to be the killer.
    """
    return _killing(asked, asked.query.named("character"))


def killed_by(asked: Asked) -> Draft:
    """Whether one character was killed by another: the first who is named is the victim."""
    return _killing(asked, asked.query.named("character")[::-1])


def _killing(asked: Asked, two: Sequence[EntityId]) -> Draft:
    """How or whether the first of *two* killed the second."""
    about = [Facts(one, asked.facts.about(asked.view, one)) for one in two]
    if len(about) < 2:
        return death(asked)
    killer, victim = about[:2]
    killers = victim.all("killed_by")
    if any(claim.entity == killer.entity for claim in killers):
        found = _end_of(asked, victim)
        says = asked.facts.vocabulary.intents[asked.query.intent].says
        if found.outcome is not Outcome.ANSWERED or not says:
            return found
        opening = Span(says.removesuffix("{value}"), found.lines[0][0].claims)
        return replace(found, lines=((opening, *found.lines[0]), *found.lines[1:]))
    if killers:
        whom, who = named_facts(victim), named_facts(killer)
        rest = (*whom.claims, *who.claims, *killers)
        by = "".join(span.text for span in _by(killers))
        no = "No: it was not" if asked.query.whether else "It was not"
        text = f"{no} {who.text}: {whom.text} is killed by {by}."
        return draft((Span(text, rest),), outcome=Outcome.CORRECTED, title=asked.title)
    if any(claim.entity == victim.entity for claim in killer.all("killed_by")):
        found = _end_of(asked, killer)
        no = "No, the other way round: " if asked.query.whether else "The other way round: "
        opening = Span(no, found.lines[0][0].claims)
        lines = ((opening, *_killed(killer, killer.all("killed_by"))), *found.lines)
        return replace(found, lines=lines, outcome=Outcome.CORRECTED)
    if victim.best("dies_in") or victim.best("died"):
        found = _end_of(asked, victim)
        doubt = Span("Not that I know of. ", found.lines[0][0].claims)
        lines = ((doubt, *found.lines[0]), *found.lines[1:])
        return replace(found, lines=lines, outcome=Outcome.CORRECTED)
    return _lives(asked, victim)


def _lives(asked: Asked, own: Facts) -> Draft:
    """That no death is known, with what is known to become of them instead."""
    latest = max(own.all("fate"), key=_revealed, default=None)
    if latest is None:
        return unknown(sentence("I know of no death of ", named_facts(own), "."))
    none = sentence("No death of ", named_facts(own), " is known to me.")
    told = (Span(ended(str(latest.value)), (latest,)),)
    return draft(none, told, outcome=Outcome.CORRECTED, title=asked.title)


def _end_of(asked: Asked, own: Facts) -> Draft:
    """How, where and at whose hand the character of *own* dies."""
    killers, where = own.all("killed_by"), own.best("dies_in")
    before = own.best("died")
    if not killers and where is None and before is not None:
        return draft(sentence(named_facts(own), " died ", said(before), "."), title=asked.title)
    if not killers and where is None:
        return _lives(asked, own)
    known = max(claim.revealed for claim in (*killers, *([where] if where else [])))
    told = [claim for claim in own.all("fate") if claim.revealed == known]
    how = (Span(ended(str(told[0].value)), (told[0],)),) if told else _killed(own, killers)
    place = _episode(asked, where) if where else None
    if where and not _is_then(asked, where):
        wrong = (Span("No. ", how[0].claims), *how)
        return draft(wrong, place, outcome=Outcome.CORRECTED, title=asked.title)
    if where is None and (asked.query.season, asked.query.episode) != (None, None):
        place = (Span("Whether that was then I cannot confirm.", how[0].claims),)
    return draft(how, place, title=asked.title)


def _is_then(asked: Asked, where: Claim) -> bool:
    """Whether the episode *where* is the one, or in the season, that the question names."""
    query = asked.query
    if query.season is not None and not _is_in(asked, where, asked.season(query.season)):
        return False
    if query.episode is None and query.entity("episode") is None:
        return True
    meant = find_episode(asked)
    return meant is None or meant.entity == where.entity


def _character(asked: Asked) -> Facts | None:
    """The character who is asked about, else the title character."""
    character = asked.query.entity("character") or lead(asked)
    if character is None:
        return None
    return Facts(character, asked.facts.about(asked.view, character))


def _revealed(claim: Claim) -> tuple[int, str]:
    return claim.revealed, claim.id


def _is_in(asked: Asked, where: Claim, season: Season | None) -> bool:
    """Whether the episode *where* belongs to *season*."""
    own = Facts(where.entity, asked.facts.about(asked.view, where.entity))
    here = own.best("season")
    return season is not None and here is not None and here.entity == season.facts.entity


def _killed(own: Facts, killers: list[Claim]) -> Line:
    whom = named_facts(own)
    rest = (*whom.claims, *killers)
    if not killers:
        return (Span(f"{whom.text} dies.", whom.claims),)
    return sentence(Span(whom.text, rest), Span(" is killed by ", rest), *_by(killers), ".")


def _by(killers: list[Claim]) -> Line:
    return listed([named(claim) for claim in killers])


def _episode(asked: Asked, where: Claim) -> Line | None:
    """ "That is in season 1, episode 13, “Title”.", all of it as telling as the claim."""
    own = Facts(where.entity, asked.facts.about(asked.view, where.entity))
    season, number = own.best("season"), own.best("number")
    if not season or not number:
        return None
    claims = (where, season, number)
    text = f"That is in {season.label}, episode {number.value}, “{where.label}”."
    return (Span(text, claims),)


def deaths(asked: Asked) -> Draft:
    """Who dies, in the show or in a season."""
    number = asked.query.season
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    episode_asked = asked.query.episode is not None or asked.query.entity("episode") is not None
    if episode_asked and find_episode(asked) is None:
        return missing_episode(asked)
    lines: list[Line] = []
    dying = asked.with_predicate("dies_in")
    where = {claim.entity for claim in dying}
    episodes = group(asked.facts.about(asked.view, *where, under=("season", "number")))
    for claim in dying:
        episode = episodes.get(claim.entity, Facts(claim.entity, ()))
        here, place = episode.best("season"), episode.best("number")
        if not here or not place or not _is_then(asked, claim):
            continue
        text = f"{claim.subject_label} ({here.label}, episode {place.value})"
        lines.append((Span(text, (claim, here, place)),))
    if not lines:
        return unknown(sentence("I don't know of anybody who dies there."))
    listed_ = listed([span for line in sorted(lines, key=_by_place) for span in line])
    whole = tuple(c for span in listed_ for c in span.claims if c.spoils)
    # That somebody dies at all is as telling as who.
    return draft(
        tuple(Span(span.text, (*span.claims, *whole)) for span in sentence(listed_, ".")),
        title=season.facts.label if season else asked.title,
    )


def victims(asked: Asked) -> Draft:
    """Whom a character kills."""
    character = asked.query.entity("character") or lead(asked)
    killed = asked.naming(character, "killed_by") if character else []
    if character is None or not killed:
        return unknown(sentence("I don't know of anybody."))
    own = Facts(character, asked.facts.about(asked.view, character))
    number, opening = asked.query.season, ""
    if number is not None:
        here = [claim for claim in killed if _dies_in(asked, claim.subject, number)]
        opening = "" if here else f"Nobody that I know of in {asked.season_noun} {number}. "
        killed = here or killed
    names = list(dict.fromkeys(claim.subject_label for claim in killed))
    text = f"{opening}{own.label} kills {_in_words(names)}."
    return draft(
        (Span(text, (*named_facts(own).claims, *killed)),),
        outcome=Outcome.CORRECTED if opening else Outcome.ANSWERED,
        title=asked.title,
    )


def _dies_in(asked: Asked, character: EntityId, number: int) -> bool:
    """Whether *character* is known to die in season *number*."""
    where = Facts(character, asked.facts.about(asked.view, character)).best("dies_in")
    return where is not None and _is_in(asked, where, asked.season(number))


def _in_words(names: list[str]) -> str:
    return "".join(span.text for span in listed([Span(name) for name in names]))


def _by_place(line: Line) -> tuple[int, str]:
    return line[0].spoils, line[0].text


def villain(asked: Asked) -> Draft:
    """Who the chief opponent of a season is, and who plays the part."""
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    lines = [_opponent(asked, season, claim) for season, claim in _opponents(asked)]
    if not lines:
        return unknown(sentence("I don't know of a chief villain there."))
    return draft(*spoilers_last(lines), title=asked.title)


def is_villain(asked: Asked) -> Draft:
    """Whether somebody is the chief opponent: yes or no first, then of which season or who is."""
    whom, found = asked.query.entity("character"), _opponents(asked)
    theirs = [(season, claim) for season, claim in found if claim.entity == whom]
    if whom is None or not found:
        return villain(asked)
    lines = [_opponent(asked, season, claim) for season, claim in theirs or found]
    if theirs and not asked.query.whether:
        return draft(*spoilers_last(lines), title=asked.title)
    opening = "Yes. " if theirs else "Not the chief villain, as far as I know. "
    first, *rest = lines
    return draft(
        (Span(opening, first[0].claims), *first),
        *spoilers_last(rest),
        outcome=Outcome.ANSWERED if theirs else Outcome.CORRECTED,
        title=asked.title,
    )


def _opponents(asked: Asked) -> list[tuple[Facts, Claim]]:
    """The chief opponents of the season that is named, or of all, with their season."""
    return [
        (season.facts, claim)
        for season in asked.seasons
        if asked.query.season in (None, season.number)
        for claim in season.facts.all("villain")
    ]


def _opponent(asked: Asked, season: Facts, claim: Claim) -> Line:
    """ "Season 1: Mr Grey, played by Ada Finch."."""
    played = _players(asked, claim, season.entity)
    secret = tuple(c for span in played for c in span.claims if c.spoils)
    by = sentence(Span(", played by ", secret), listed(played)) if played else ()
    return sentence(Span(f"{season.label}: ", (claim,)), named(claim), *by, ".")


def _players(asked: Asked, opponent: Claim, season: EntityId) -> list[Span]:
    """Who plays the *opponent* in *season*: as much of a secret as who that is."""
    character = opponent.entity
    credits = credits_with(asked, "character", character)
    # A part with a note (as a child, as a voice) is not the one that is asked about.
    plain = [c for c in credits if not c.facts.best("credit_note")] or credits
    here = [c for c in plain if _in(c.facts, season)] or plain[:1]
    return [
        Span(c.performer.label, (opponent, c.performer, *([c.character] if c.character else [])))
        for c in here
    ]


def _in(own: Facts, season: EntityId) -> bool:
    return any(claim.value == season for claim in own.all("season"))
