"""What happened last."""

from __future__ import annotations

from itertools import islice

from jjbot.answers.asked import Asked, Draft, draft
from jjbot.answers.seasons import missing
from jjbot.answers.timeline import happening_line, newest, timeline
from jjbot.model import sentence

_SHOWN = 4


def news(asked: Asked) -> Draft:
    """The latest happenings, of the show or of one season, newest first."""
    season = asked.season(asked.query.season)
    if asked.query.season is not None and season is None:
        return missing(asked, asked.query.season)
    entries = timeline(asked, season.facts.entity) if season else newest(asked)
    found = list(islice(entries, _SHOWN))
    what = season.facts.label if season else asked.title
    if not found:
        return draft(sentence(f"I know of no news about {what}."), title=what, checked=True)
    lines = [happening_line(entry) for entry in found]
    return draft(sentence("Latest: ", *lines[0]), *lines[1:], title=f"News: {what}", checked=True)
