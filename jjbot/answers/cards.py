"""What it is about, and a season at a glance."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, draft, unknown
from jjbot.answers.credits import credits_with
from jjbot.answers.seasons import missing, season_story
from jjbot.answers.words import listed, named, said
from jjbot.model import sentence


def premise(asked: Asked) -> Draft:
    """What the show or a season is about."""
    number = asked.query.season
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    facts = season.facts if season else asked.show
    claim = facts.best("premise")
    if not claim:
        return unknown(sentence(f"I don't know what {facts.label or 'it'} is about."))
    return draft(sentence(said(claim)), title=facts.label or asked.title)


def season_card(asked: Asked) -> Draft:
    """A season at a glance: state, length, showrunners, main cast, premise."""
    number = asked.query.season
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    story = season_story(asked, season)
    runners = season.facts.all("showrunner")
    noun = "Showrunner" if len(runners) == 1 else "Showrunners"
    ran = sentence(f"{noun}: ", listed([named(c) for c in runners]), ".") if runners else None
    credits = credits_with(asked, "season", season.facts.entity)
    main = [named(credit.performer) for credit in credits if credit.billing == "main"]
    starring = sentence("Main cast: ", listed(main), ".") if main else None
    about = season.facts.best("premise")
    return draft(
        *story,
        sentence(said(about)) if about else None,
        ran,
        starring,
        title=season.facts.label,
        checked=not season.premiered,
    )
