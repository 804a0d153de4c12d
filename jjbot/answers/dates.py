"""When: premieres, orders, filming."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, Season, agrees, draft, unknown
from jjbot.answers.episodes import find_episode, missing_episode
from jjbot.answers.places import platform_start
from jjbot.answers.seasons import (
    filming_line,
    in_text,
    latest_announcement,
    missing,
    order_line,
    season_story,
)
from jjbot.answers.status import show_status
from jjbot.answers.timeline import latest_about
from jjbot.answers.words import date_words, day, listed, on_day, said, subject
from jjbot.model import (
    Claim,
    Line,
    Outcome,
    Span,
    sentence,
)


def premiere(asked: Asked) -> Draft:
    """When a season, an episode, another work or the show was released."""
    query = asked.query
    company, network = query.entity("company"), asked.show.best("network")
    if company is not None and (network is None or network.entity != company):
        came = platform_start(asked)
        if came.outcome is not Outcome.CORRECTED:
            return came
        others = tuple(pair for pair in query.entities if pair[0] != "company")
        when = premiere(replace(asked, query=replace(query, entities=others)))
        return replace(came, lines=(*came.lines, *when.lines))
    if query.entity("episode") or query.episode is not None:
        return _episode_release(asked)
    if query.season is not None:
        season = asked.season(query.season)
        return missing(asked, query.season) if season is None else _season_premiere(asked, season)
    return _show_premiere(asked)


def _season_premiere(asked: Asked, season: Season) -> Draft:
    out = season.facts.best("premiered_on")
    if out:
        return _checked_date(asked, out, _count_line(season))
    announced = latest_announcement(season)
    name = season.facts.best("name")
    label = subject(name) if name else Span(season.facts.label)
    if announced:
        first = sentence(label, " is announced for ", day(announced), ".")
    else:
        first = sentence("No release date for ", label, " has been announced.")
    return draft(first, order_line(asked, season), title=season.facts.label, checked=True)


def expected(asked: Asked) -> Draft:
    """When a season, else whatever comes next, is expected."""
    coming = _coming(asked)
    if asked.query.season is not None:
        return premiere(asked)
    return show_status(asked) if coming is None else _season_premiere(asked, coming)


def _coming(asked: Asked) -> Season | None:
    """The first season that is known of and not out."""
    return next((season for season in asked.seasons if not season.premiered), None)


def has_date(asked: Asked) -> Draft:
    """Whether it is known when a season, else whatever comes next, is out: yes or no first."""
    number = asked.query.season
    season = _coming(asked) if number is None else asked.season(number)
    if season is None:
        return show_status(asked) if number is None else missing(asked, number, opening="No. ")
    found = _season_premiere(asked, season)
    known = season.premiered or latest_announcement(season) is not None
    first = sentence("Yes: " if known else "", *found.lines[0])
    return draft(first, *found.lines[1:], title=found.title, checked=found.checked)


def _checked_date(asked: Asked, out: Claim, *details: Line | None) -> Draft:
    """The date of *out*, corrected where the question assumes another."""
    assumed = asked.query.date
    wrong = assumed is not None and not agrees(assumed, out)
    first = sentence(subject(out), " premiered ", on_day(out, weekday=True), ".")
    if wrong and assumed is not None:
        first = sentence("No: ", *first)
    outcome = Outcome.CORRECTED if wrong else Outcome.ANSWERED
    return draft(first, *details, outcome=outcome, title=out.subject_label)


def _count_line(season: Season) -> Line | None:
    count = season.facts.best("episode_count")
    return sentence("It has ", said(count), " episodes.") if count else None


def _show_premiere(asked: Asked) -> Draft:
    released = [(s, out) for s in asked.seasons if (out := s.facts.best("premiered_on"))]
    if not released:
        if asked.seasons:
            return _season_premiere(asked, asked.seasons[0])
        return unknown(sentence("I know of no release date."))
    _, out = released[0]
    assumed = asked.query.date
    if assumed is not None and not agrees(assumed, out):
        return _checked_date(asked, out)
    rest = [Span(f"{s.facts.label}: {day(claim).text}", (claim,)) for s, claim in released[1:]]
    return draft(
        sentence(asked.the_show, " premiered ", on_day(out, weekday=True), "."),
        sentence(*listed(rest, "·"), ".") if rest else None,
        title=asked.title,
    )


def work_premiere(asked: Asked) -> Draft:
    """When another work was released."""
    work = asked.query.entity("work")
    if work is None:
        return unknown(sentence("I don't know when that came out."))
    own = Facts(work, asked.facts.about(asked.view, work))
    out = own.best("premiered_on")
    if out:
        return _checked_date(asked, out)
    announced = own.best("premiere_announced")
    if announced:
        return draft(
            sentence(subject(announced), " is announced for ", day(announced), "."), checked=True
        )
    return unknown(sentence(f"I don't know when {own.label or 'that'} came out."))


def _episode_release(asked: Asked) -> Draft:
    own = find_episode(asked)
    if own is None:
        return missing_episode(asked)
    out = own.best("released_on")
    if not out:
        return unknown(sentence("I don't know when that episode came out."))
    name = own.best("name")
    label = Span(f"“{own.label}”", (name,) if name else ())
    assumed = asked.query.date
    wrong = assumed is not None and not agrees(assumed, out)
    first = sentence(label, " was released ", on_day(out, weekday=True), ".")
    return draft(
        sentence("No: " if wrong else "", *first),
        outcome=Outcome.CORRECTED if wrong else Outcome.ANSWERED,
        title=own.label,
    )


def renewal(asked: Asked) -> Draft:
    """When a season was ordered and how far it has come; without a season, every order."""
    number = asked.query.season
    if number is None:
        return _orders(asked)
    season = asked.season(number)
    if season is None:
        none = missing(asked, number, opening="No. ")
        if asked.view.as_of is None or not asked.query.whether:
            return none
        # Whether it will be is open, but of that day it is certain that it had not been.
        return replace(none, lines=(sentence("No: not announced by then."), *none.lines[1:]))
    ordered = order_line(asked, season)
    story = season_story(asked, season)
    assumed = asked.query.date
    date = season.facts.best("renewed_on", "ordered_on")
    wrong = bool(assumed and date and not agrees(assumed, date))
    lines = [line for line in story if line != ordered]
    first = sentence("No: ", *ordered) if wrong and ordered else ordered
    return draft(
        first,
        *lines,
        outcome=Outcome.CORRECTED if wrong else Outcome.ANSWERED,
        title=season.facts.label,
        checked=not season.premiered,
    )


def _orders(asked: Asked) -> Draft:
    orders = [
        (line, claim)
        for season in asked.seasons
        if (line := order_line(asked, season))
        and (claim := season.facts.best("renewed_on", "ordered_on"))
    ]
    lines, assumed = [line for line, _ in orders], asked.query.date
    if assumed is not None and orders:
        then = [line for line, claim in orders if agrees(assumed, claim)]
        if then:
            return draft(*then, title=asked.title)
        first = sentence("Not then: ", *lines[0])
        return draft(first, *lines[1:], outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    canceled = asked.show.best("canceled_on")
    if canceled:
        end = sentence(asked.the_show, " was canceled ", on_day(canceled), ".")
        return draft(end, *lines, title=asked.title, checked=True)
    if not lines:
        return draft(sentence("No order is known to me."), title=asked.title, checked=True)
    return draft(*reversed(lines), title=asked.title, checked=True)


def filming(asked: Asked) -> Draft:
    """When a season, or each season, was filmed."""
    number = asked.query.season
    if number is None:
        lines = [line for season in asked.seasons if (line := filming_line(asked, season))]
        return draft(*lines, title=asked.title) if lines else unknown(_NOT_FILMED)
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    found = filming_line(asked, season)
    if found:
        ended = season.facts.best("filming_wrapped_on") or not season.premiered
        end = None if ended else sentence("When it ended I don't know.")
        return draft(found, end, title=season.facts.label)
    return unknown(_NOT_FILMED) if season.premiered else _no_start(asked, season)


def filming_begun(asked: Asked) -> Draft:
    """Whether the filming of a season has begun: yes or no first."""
    season = asked.season(asked.query.season)
    if season is None:
        return missing(asked, asked.query.season)
    found = filming_line(asked, season)
    if found:
        return draft(sentence("Yes. ", *found), title=season.facts.label)
    if season.premiered:
        return unknown(_NOT_FILMED)
    none = _no_start(asked, season)
    return replace(none, lines=(sentence("Not that I know of. ", *none.lines[0]), *none.lines[1:]))


def _no_start(asked: Asked, season: Season) -> Draft:
    """That nothing is known of the filming of a season that is still to come."""
    first = sentence("No start of filming of ", in_text(asked, season), " is known.")
    order = order_line(asked, season)
    heard = latest_about(asked, season.facts.entity)
    return draft(first, order, *heard, title=season.facts.label, checked=True)


def filmed_in(asked: Asked) -> Draft:
    """Whether a season was filmed within a span of time."""
    season, assumed = asked.season(asked.query.season), asked.query.date
    if season is None:
        return missing(asked, asked.query.season)
    found = filming_line(asked, season)
    if found is None or assumed is None:
        return filming(asked)
    start = season.facts.best("filming_started_on")
    end = season.facts.best("filming_wrapped_on")
    early = start is not None and assumed.last_day < start.date.first_day
    # What is out has been filmed.
    done = end or season.facts.best("premiered_on")
    late = done is not None and done.date.last_day < assumed.first_day
    if early or late:
        first = sentence("No: ", *found)
        return draft(first, outcome=Outcome.CORRECTED, title=season.facts.label)
    within = start is not None and (end is not None or assumed.covers(start.date))
    return draft(sentence("Yes: " if within else "", *found), title=season.facts.label)


def filming_moment(asked: Asked) -> Draft:
    """Whether the filming of a season began, or ended, within a span of time."""
    season, assumed = asked.season(asked.query.season), asked.query.date
    if season is None:
        return missing(asked, asked.query.season)
    predicate = asked.facts.vocabulary.intents[asked.query.intent].predicate
    found, told = season.facts.best(predicate), filming_line(asked, season)
    if found is None or told is None or assumed is None:
        return filming(asked)
    title = season.facts.label
    if agrees(assumed, found):
        return draft(sentence("Yes. ", *told), title=title)
    when = f"{'on' if assumed.to_the_day else 'in'} {date_words(assumed)}"
    return draft(sentence(f"Not {when}: ", *told), outcome=Outcome.CORRECTED, title=title)


_NOT_FILMED = sentence("I don't know when that was filmed.")
