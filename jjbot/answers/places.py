"""Where the show was and where it is: network, platforms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jjbot.answers.asked import Asked, Draft, draft, group, unknown
from jjbot.answers.words import date_words, listed, named, on_day, subject
from jjbot.model import Claim, DateRange, Line, Outcome, PartialDate, Span, sentence


@dataclass(frozen=True, slots=True)
class Platform:
    """The show on one platform for a span of time."""

    platform: Claim
    start: Claim | None
    end: Claim | None
    region: Claim | None

    def on(self, day: date) -> bool:
        """Whether it can be watched there on *day*."""
        begun = self.start is None or self.start.date.last_day <= day
        return begun and (self.end is None or day <= self.end.date.last_day)


def platforms(asked: Asked) -> list[Platform]:
    """Every platform that the Viewpoint knows, the latest first."""
    found: list[Platform] = []
    for own in group(asked.facts.of_kind(asked.view, "availability")).values():
        platform = own.best("platform")
        if platform:
            start, end = own.best("available_from"), own.best("available_until")
            found.append(Platform(platform, start, end, own.best("region")))
    return sorted(
        found,
        key=lambda p: (p.start.date.first_day if p.start else date.min, p.platform.id),
        reverse=True,
    )


def network(asked: Asked) -> Draft:
    """The network the show was made for, and where it is now."""
    claim = asked.show.best("network")
    if not claim:
        return unknown(sentence("I don't know which network it was made for."))
    company = asked.query.entity("company")
    opening, outcome = "", Outcome.ANSWERED
    if company is not None:
        right = company == claim.entity
        opening = "Yes. " if right else "No. "
        outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    first = sentence(opening, asked.the_show, " was made for ", named(claim), ".")
    now = [p for p in platforms(asked) if p.on(asked.view.as_of or asked.view.today)]
    elsewhere = [p for p in now if p.platform.entity != claim.entity]
    after = streams(elsewhere[0]) if elsewhere else None
    return draft(first, after, outcome=outcome, title=asked.title, checked=bool(after))


def streams(platform: Platform) -> Line:
    """ "It streams on Lanterna since March 16, 2022 (in the US)."."""
    since = sentence(", since ", _plain(platform.start)) if platform.start else ()
    region = platform.region
    where = sentence(" (at first in ", Span(str(region.value), (region,)), ")") if region else ()
    return sentence("It streams on ", named(platform.platform), *where, *since, ".")


def _comes(platform: Platform) -> Line:
    when = (" ", on_day(platform.start)) if platform.start else ()
    return sentence("It is to come to ", named(platform.platform), *when, ".")


def _plain(claim: Claim) -> Span:
    words = on_day(claim).text.split(" ", 1)[1]
    return Span(words, (claim,))


def where_to_watch(asked: Asked) -> Draft:
    """Where the show can be watched on the day the question speaks of."""
    known = platforms(asked)
    day = asked.view.as_of or asked.view.today
    assumed = asked.query.date
    if assumed is not None and assumed.last_day < day:
        return _watched_then(asked, assumed)
    now = [p for p in known if p.on(day)]
    gone = [p for p in known if p.end and p.end.date.last_day < day]
    left = [
        sentence("It left ", named(p.platform), " after ", _plain(p.end), ".")
        for p in gone
        if p.end
    ]
    if not known:
        return unknown(sentence("I don't know where it can be watched."))
    company = asked.query.entity("company")
    opening, outcome = _about_company(company, now)
    here = (
        sentence(opening, *streams(now[0]))
        if now
        else sentence("No. " if company else "", "I know of no service that has it at present.")
    )
    coming = [p for p in known if p.start and p.start.date.last_day > day]
    more = [*map(streams, now[1:]), *map(_comes, coming)]
    if company is None and len(now) > 1:
        names = listed([named(platform.platform) for platform in now])
        here, more = sentence("It streams on ", names, "."), []
    return draft(here, *more, *left, outcome=outcome, title=asked.title, checked=True)


def _watched_then(asked: Asked, then: PartialDate | DateRange) -> Draft:
    """Where it could be watched on a day that is over."""
    had = [p for p in platforms(asked) if p.on(then.last_day)]
    when = f"{'on' if then.to_the_day else 'in'} {date_words(then)}"
    company = asked.query.entity("company")
    if company is not None and all(p.platform.entity != company for p in had):
        found = _platform(asked)
        if found is None:
            return _never(asked)
        first = sentence(f"Not {when}: ", *_time_on(asked, found))
        return draft(first, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    if not had:
        return unknown(sentence(f"I know of no service that had it {when}."))
    names = listed([named(platform.platform) for platform in had])
    opening = "Yes. " if company else ""
    return draft(sentence(f"{opening}It was on ", names, f" {when}."), title=asked.title)


def platform_start(asked: Asked) -> Draft:
    """When the show came to a platform."""
    found = _platform(asked)
    if found is None:
        return _never(asked)
    season = asked.season(asked.query.season)
    out = season.facts.best("premiered_on") if season else None
    if out and (found.start is None or found.start.date.last_day < out.date.first_day):
        # What came out after the show had come to the platform was there from its first day.
        return draft(sentence(subject(out), " premiered ", on_day(out), "."), title=asked.title)
    if found.start is None or (season and not out):
        return unknown(sentence("I don't know since when it has been there."))
    first = sentence(asked.the_show, " came to ", named(found.platform), " ", on_day(found.start))
    return draft(sentence(*first, "."), title=asked.title)


def platform_end(asked: Asked) -> Draft:
    """When the show left a platform; corrected where it did not."""
    found = _platform(asked)
    if found is None:
        return _never(asked)
    if found.end is None:
        still = sentence("It has not left, as far as I know. ", *streams(found))
        return draft(still, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    first = sentence(asked.the_show, " left ", named(found.platform), " after ", _plain(found.end))
    return draft(sentence(*first, "."), title=asked.title)


def was_on(asked: Asked) -> Draft:
    """Whether the show was, or is, on a platform."""
    found = _platform(asked)
    if found is None:
        return _never(asked)
    line = _time_on(asked, found)
    day = asked.view.as_of
    if day and found.end and found.end.date.last_day < day:
        # Of a day after its last it is asked whether it was there still.
        over = sentence("No longer: ", *line)
        return draft(over, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    return draft(sentence("Yes. ", *line), title=asked.title, checked=True)


def _time_on(asked: Asked, platform: Platform) -> Line:
    """Since when it has been on a platform, or from when to when it was."""
    if platform.on(asked.view.as_of or asked.view.today):
        return streams(platform)
    start = sentence(", from ", _plain(platform.start)) if platform.start else ()
    end = sentence(" to ", _plain(platform.end)) if platform.end else ()
    return sentence(asked.the_show, " was on ", named(platform.platform), *start, *end, ".")


def has_left(asked: Asked) -> Draft:
    """Whether the show is gone from a platform: yes or no first."""
    found = _platform(asked)
    if found is None:
        return _never(asked)
    if found.on(asked.view.as_of or asked.view.today) or found.end is None:
        still = sentence("No. ", *streams(found))
        return draft(still, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    gone = sentence("Yes. It left ", named(found.platform), " after ", _plain(found.end), ".")
    day = asked.view.as_of or asked.view.today
    now = [streams(other) for other in platforms(asked) if other.on(day)]
    return draft(gone, *now, title=asked.title, checked=True)


def _never(asked: Asked) -> Draft:
    """That a platform never had the show, as far as is known, and who had it."""
    network = asked.show.best("network")
    if network is None:
        return unknown(sentence("I don't know that it was ever on there."))
    made = sentence("Not that I know of. ", asked.the_show, " was made for ", named(network), ".")
    return draft(made, outcome=Outcome.CORRECTED, title=asked.title, checked=True)


def _platform(asked: Asked) -> Platform | None:
    company = asked.query.entity("company")
    known = platforms(asked)
    return next((p for p in known if p.platform.entity == company), None)


def _about_company(company: object, now: list[Platform]) -> tuple[str, Outcome]:
    if company is None:
        return "", Outcome.ANSWERED
    if any(platform.platform.entity == company for platform in now):
        return "Yes. ", Outcome.ANSWERED
    return "No. ", Outcome.CORRECTED
