"""Beyond the show: parts in other works, and whether it comes back."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.cast import character_in, other_works, performers, roles
from jjbot.answers.credits import Credit, credits_with, lead, notes
from jjbot.answers.seasons import cancel_sentence, season_status
from jjbot.answers.status import show_status
from jjbot.answers.timeline import happening_line, newest, timeline
from jjbot.answers.words import named, on_day, stopped, subject
from jjbot.model import Certainty, Claim, EntityId, Line, Span, sentence, spoilers_last

_REPORTS = 2


def appears_in(asked: Asked) -> Draft:
    """ "Is X in W?": yes or no first."""
    return _in_work(asked, "Yes. ", reports=True)


def role_in(asked: Asked) -> Draft:
    """ "Whom does X play in W?"."""
    return _in_work(asked, "", reports=False)


def _in_work(asked: Asked, opening: str, *, reports: bool) -> Draft:
    query = asked.query
    work = query.entity("work")
    character, person = query.entity("character"), query.entity("person")
    if work is None:
        return unknown(sentence("I don't know that."))
    if character is None and person is None:
        character = lead(asked)
    credits = [
        credit
        for one in (work, *_parts_of(asked, work))
        for credit in credits_with(asked, "work", one)
        if person in (None, credit.performer.entity)
        and character in (None, credit.character.entity if credit.character else None)
    ]
    own = Facts(work, asked.facts.about(asked.view, work))
    if not credits:
        who = person or character
        label = Facts(who, asked.facts.about(asked.view, who)).label if who else ""
        return unknown(sentence(f"I know of no part for {label or 'them'} in {own.label or 'it'}."))
    out = own.best("premiered_on", "premiere_announced")
    when: Line | None = None
    if out:
        verb = " premiered " if out.predicate == "premiered_on" else " is announced for "
        when = sentence(subject(out), verb, on_day(out), ".")
    # Of what happened to the other work, only what has to do with the show or with them.
    ours = {asked.facts.show, *(one for one in (person, character) if one)}
    entries = [entry for entry in timeline(asked, work) if entry.about & ours]
    heard = map(happening_line, entries[:_REPORTS] if reports else [])
    first = sentence(opening, *_part(credits[0]))
    rest = [*notes(credits), *heard]
    details = spoilers_last([when, *rest] if when else rest)
    return draft(first, *details, title=asked.title)


def _parts_of(asked: Asked, work: EntityId) -> list[EntityId]:
    """The seasons or parts of *work*: whoever is in one of them is in the whole."""
    return [claim.subject for claim in asked.naming(work, "part_of")]


def _part(credit: Credit) -> Line:
    """ "Ada Finch plays Mara in Harbour."."""
    as_whom = sentence(" plays ", named(credit.character)) if credit.character else (Span(" is"),)
    where = sentence(" in ", named(credit.work)) if credit.work else ()
    return sentence(named(credit.performer), *as_whom, *where, ".")


def works_of(asked: Asked) -> Draft:
    """In which other works somebody is; yes first where that is asked."""
    query = asked.query
    person = query.entity("person")
    character = query.entity("character") or (None if person else lead(asked))
    if person is not None:
        credits = credits_with(asked, "performer", person)
    else:
        credits = credits_with(asked, "character", character) if character else []
    by: dict[EntityId, list[Credit]] = {}
    for credit in credits:
        if credit.work is not None:
            by.setdefault(credit.performer.entity, []).append(credit)
    lines = [line for own in by.values() for line in other_works(own, "")]
    if not lines:
        return unknown(sentence("I know of no other show with them."))
    if query.whether:
        lines[0] = sentence("Yes. ", *lines[0])
    return draft(lines[0], *spoilers_last(lines[1:]), title=asked.title)


def work_card(asked: Asked) -> Draft:
    """What another work is, and who of this show is in it."""
    work = asked.query.entity("work")
    if work is None:
        return unknown(sentence("I don't know that."))
    own = Facts(work, asked.facts.about(asked.view, work))
    described, out = own.best("description"), own.best("premiered_on")
    credits = [
        credit
        for one in (work, *_parts_of(asked, work))
        for credit in credits_with(asked, "work", one)
    ]
    name = own.best("name", "alias")
    label = Span(own.label, (name,) if name else ())
    lines = [
        sentence(label, " is ", Span(stopped(described.value), (described,)))
        if described
        else None,
        out and sentence(subject(out), " premiered ", on_day(out), "."),
        *map(_part, credits),
    ]
    found = [line for line in lines if line]
    if not found:
        return unknown(sentence("I know the name, but nothing more."))
    return draft(*spoilers_last(found), title=asked.title)


def returning(asked: Asked) -> Draft:
    """Whether the show comes back, or somebody of it."""
    query = asked.query
    if query.season is not None and not query.entities:
        return season_status(asked)
    title_role = lead(asked)
    person, character = query.entity("person"), query.entity("character") or title_role
    if person is not None:
        credits = credits_with(asked, "performer", person)
    else:
        credits = credits_with(asked, "character", character) if character else []
    if (
        not any(c.character and c.character.entity == title_role for c in credits)
        or query.season is not None
    ) and query.entities:
        # Somebody else coming back is a matter of the seasons they are in, and so is a season.
        if query.season is not None:
            return roles(asked) if person is not None else character_in(asked)
        # That they were in it is no yes to the question whether they come back.
        plain = replace(asked, query=replace(query, whether=False))
        told = roles(plain) if person is not None else performers(plain)
        return _no_more(asked, told)
    canceled = asked.show.best("canceled_on")
    lines: list[Line] = []
    if canceled:
        no_new = f"Not as a show: no new {asked.season_noun} has been announced. "
        lines.append(sentence(no_new, *cancel_sentence(asked, canceled)))
    else:
        lines.extend((show_status(asked)).lines)
    lines.extend(other_works([credit for credit in credits if credit.work]))
    if canceled:
        lines.extend(_talk(asked, canceled))
    return draft(lines[0], *spoilers_last(lines[1:]), title=asked.title, checked=True)


def _no_more(asked: Asked, told: Draft) -> Draft:
    """*told*, of somebody's parts, with that no more are to come, where that is known."""
    canceled = asked.show.best("canceled_on")
    if canceled is None or told.outcome.declined:
        return told
    no_new = f"No new {asked.season_noun} to come back in has been announced: "
    end = sentence(no_new, *cancel_sentence(asked, canceled))
    return replace(told, lines=(end, *told.lines), checked=True)


def returning_after(asked: Asked) -> Draft:
    """Whether somebody comes back after a season: after the last, whether at all."""
    last = asked.last
    if last is None or asked.query.season != last.number:
        return returning(asked)
    return returning(replace(asked, query=replace(asked.query, season=None)))


def _talk(asked: Asked, canceled: Claim) -> list[Line]:
    """The latest rumour since the end, called one."""
    for entry in newest(asked):
        if entry.on <= canceled.date.last_day:
            break
        if entry.text.claims[0].certainty <= Certainty.RUMOUR:
            return [happening_line(entry)]
    return []
