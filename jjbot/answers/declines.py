"""What is said when there is no answer: one friendly sentence, and what would be answered."""

from __future__ import annotations

from collections.abc import Sequence

from jjbot.answers.asked import Asked, Facts
from jjbot.model import (
    Answer,
    EntityId,
    Outcome,
    Query,
    Suggestion,
    Viewpoint,
    sentence,
)
from jjbot.store import Snapshot

MOST_SUGGESTIONS = 3


_EXAMPLE = "who created it?"


def decline(
    outcome: Outcome,
    suggestions: Sequence[Suggestion],
    facts: Snapshot,
    view: Viewpoint,
    *,
    empty: bool = False,
    work: EntityId | None = None,
) -> Answer:
    """Say that there is no answer; *suggestions* are questions that were found to have one.

    empty: nothing was asked; there was a greeting, or not even that; work: the other show that
    was asked about.
    """
    asked = Asked.prepare(Query(intent="help"), facts, view)
    show = asked.title
    match outcome:
        case Outcome.AMBIGUOUS:
            text = "That can mean more than one thing – which one?"
        case Outcome.OUT_OF_SCOPE if other := _name(work, facts, view):
            text = f"I don't cover {other}: I only answer questions about {show}."
        case Outcome.OUT_OF_SCOPE:
            text = f"That is outside what I know: I only answer questions about {show}."
        case Outcome.NOT_UNDERSTOOD if empty:
            text = f"Hello! Ask me something about {show}, for example: {_EXAMPLE}"
        case _ if suggestions:
            text = "I'm not sure what you mean. Perhaps one of these?"
        case _:
            text = f"I'm not sure what you mean. Ask me about the seasons, cast or news of {show}."
    return Answer(
        outcome=outcome,
        lines=(sentence(text),),
        title=show,
        suggestions=tuple(suggestions[:MOST_SUGGESTIONS]),
        as_of=view.as_of,
        digest=facts.digest,
    )


def _name(work: EntityId | None, facts: Snapshot, view: Viewpoint) -> str:
    """What *work* is called, if that is harmless; else empty."""
    if work is None:
        return ""
    own = Facts(work, facts.about(view, work, under=("name", "alias")))
    name = own.best("name", "alias")
    return own.label if name and not name.revealed else ""


def suggestion(query: Query, facts: Snapshot, view: Viewpoint) -> Suggestion | None:
    """*query* as a question that somebody would ask; None where there are no words for it."""
    if query.names:
        return None  # by the right or the harmless name it would tell who is meant
    asked = Asked.prepare(query, facts, view)
    intent = facts.vocabulary.intents[query.intent]
    text = intent.example
    labels: list[str] = []
    for slot, entity in query.entities:
        own = Facts(entity, facts.about(view, entity))
        label, name = own.label, own.best("name", "alias")
        if not label or (name and name.revealed):
            return None
        labels.append(label)
        text = text.replace(f"{{{slot}}}", label)
    if asked.query.season is not None:
        text = text.replace("{season}", f"{asked.season_noun} {asked.query.season}")
    if asked.query.episode is not None and asked.query.episode > 0:
        text = text.replace("{episode}", f"episode {asked.query.episode}")
    filled = [slot for slot, _ in query.entities]
    if filled == ["person"]:
        text = text.replace("{character}", labels[0])
    if filled == ["episode"]:
        text = text.replace("{season} ", "")
    if "{" in text or not text:
        return None
    return Suggestion(text[0].upper() + text[1:], asked.query)
