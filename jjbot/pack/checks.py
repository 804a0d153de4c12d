"""What must hold between claims.  One generator for each rule; its docstring is the rule."""

from __future__ import annotations

from jjbot.pack import (
    rules_of_dates,
    rules_of_entities,
    rules_of_intents,
    rules_of_lists,
    rules_of_topics,
)
from jjbot.pack.report import Report
from jjbot.pack.whole import Rule, Whole

# These hold of each entity by itself, whatever else could not be read.
OF_EACH: tuple[Rule, ...] = (
    *rules_of_entities.OF_EACH,
    *rules_of_dates.OF_EACH,
    *rules_of_intents.OF_EACH,
)
# These would find fault with what is only missing because a file could not be read.
OF_ALL: tuple[Rule, ...] = (
    *rules_of_entities.OF_ALL,
    *rules_of_dates.OF_ALL,
    *rules_of_lists.OF_ALL,
    *rules_of_topics.OF_ALL,
)


def check(whole: Whole, report: Report) -> None:
    """Report everything that breaks a rule."""
    rules = OF_EACH if report.entities_missing else (*OF_EACH, *OF_ALL)
    for rule in rules:
        for place, message in rule(whole):
            report.add(place, message)
