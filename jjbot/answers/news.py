"""What happened last."""

from __future__ import annotations

from itertools import islice

from jjbot.answers.asked import Asked, Draft, draft
from jjbot.answers.seasons import missing
from jjbot.answers.timeline import happening_line, newest, timeline
from jjbot.model import sentence

_SHOWN = 4
_SHOWN_OF_THEN = 8


def news(asked: Asked) -> Draft:
    """The latest happenings, of the show or of one season, newest first."""
    season = asked.season(asked.query.season)
    if asked.query.season is not None and season is None:
        return missing(asked, asked.query.season)
    entries = timeline(asked, season.facts.entity) if season else newest(asked)
    what = season.facts.label if season else asked.title
    span = asked.query.date
    if span is not None:
        entries = (entry for entry in entries if span.first_day <= entry.on <= span.last_day)
    then = "" if span is None else " from then"
    found = list(islice(entries, _SHOWN if span is None else _SHOWN_OF_THEN))
    if not found:
        return draft(sentence(f"I know of no news about {what}{then}."), title=what, checked=True)
    title = f"News: {what}"
    lines = [happening_line(entry) for entry in found]
    if span is not None:
        # Of a span of time that is over, what came first is told first.
        return draft(*reversed(lines), title=title)
    return draft(sentence("Latest: ", *lines[0]), *lines[1:], title=title, checked=True)
