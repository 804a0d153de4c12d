"""What can be asked."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft
from jjbot.model import Intent, sentence

_SHOWN = ("season_status", "premiere", "cast", "actor_of_character", "cancel_why", "where_to_watch")


def help_(asked: Asked) -> Draft:
    """A few questions that would really be answered, made from the intents' own examples."""
    intents = asked.facts.vocabulary.intents
    # Only what the Viewpoint knows to have happened is asked about.
    unhappened = set() if asked.show.best("canceled_on") else {"cancel_why"}
    wanted = [name for name in _SHOWN if name in intents and name not in unhappened]
    shown = " · ".join(text for name in wanted if (text := example(intents[name], asked)))
    topics = "seasons, episodes, release dates, the cast, who made it, renewals and cancellation"
    return Draft(
        (
            sentence("Ask me about ", asked.the_show, f": {topics}, news and where to watch it."),
            sentence(f"For example: {shown}"),
            sentence("Every answer names its sources; what I don't know I say I don't know."),
        ),
        title=asked.title,
    )


def example(intent: Intent, asked: Asked) -> str:
    """The intent's example question with its slots filled; empty if one cannot be."""
    text = intent.example
    if not text:
        return ""
    season = next((s for s in reversed(asked.seasons) if s.premiered), asked.last)
    if season is not None:
        text = text.replace("{season}", f"{asked.season_noun} {season.number}")
    lead = asked.show.best("title_character")
    if lead is not None and lead.label:
        text = text.replace("{character}", lead.label)
    return "" if "{" in text else text[0].upper() + text[1:]
