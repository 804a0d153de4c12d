"""`show`: everything known about one entity, as tables or as one JSON object."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date

from jjbot.engine import Candidates, Dossier
from jjbot.faces.console.door import dossier_object
from jjbot.faces.console.options import viewpoint
from jjbot.faces.console.screen import Screen, source_line
from jjbot.faces.console.session import Session, read_settings, report
from jjbot.faces.console.tables import Table
from jjbot.model import Claim, Deprecation, SourceId, written_position


def show(args: argparse.Namespace) -> int:
    """Show one entity; who cannot be found or is not the only one of that name is a failure."""
    wanted = " ".join(args.entity)
    view = viewpoint(args.as_of, args.seen, None)
    with Session(read_settings()) as session:
        found = session.dossier(wanted, view)
    if isinstance(found, Candidates):
        for line in _unclear(wanted, found):
            report(line)
        return 1
    if args.json:
        sys.stdout.write(f"{json.dumps(dossier_object(found), ensure_ascii=False)}\n")
    else:
        _write(Screen(sys.stdout), found, whole=args.all)
    return 0


def _unclear(wanted: str, found: Candidates) -> Iterable[str]:
    """Why there is nothing to show, and what to ask for instead."""
    if found.called:
        yield f"{len(found.found)} are called {wanted!r}; ask for one by its id:"
    else:
        hint = "; did you mean:" if found.found else "."
        yield f"nothing is called {wanted!r}{hint}"
    for each in found.found:
        yield f"  {each.entity}  {each.kind}  {each.name}"


def _write(screen: Screen, found: Dossier, *, whole: bool) -> None:
    numbers = {source.id: str(at) for at, source in enumerate(found.sources, start=1)}
    screen.say(f"{found.name or found.entity} ({found.kind} {found.entity})", "bold")
    screen.table("What is known", _known(found.claims, numbers), whole=True)
    screen.table("What is known to be wrong", _wrong(found.wrong, numbers), whole=True)
    screen.table(
        f"Where it is mentioned: {len(found.mentions)}", _mentions(found, numbers), whole=whole
    )
    screen.say()
    screen.say("Sources", "bold")
    for source in found.sources:
        screen.item(f"{numbers[source.id]}. {source.id}: {source_line(source)}")


def _known(claims: Iterable[Claim], numbers: dict[SourceId, str]) -> Table:
    return Table(
        ("predicate", "value", "known on", "revealed", "certainty", "sources"),
        tuple(
            (
                claim.predicate,
                _value(claim),
                _day(claim.known_on),
                written_position(claim.revealed),
                claim.certainty.name.lower(),
                _cited(claim.sources, numbers),
            )
            for claim in claims
        ),
        long=(1, 5),
    )


def _wrong(claims: Iterable[Claim], numbers: dict[SourceId, str]) -> Table:
    return Table(
        ("predicate", "value", "known on", "wrong since", "because", "sources"),
        tuple(
            (
                claim.predicate,
                _value(claim),
                _day(claim.known_on),
                str(wrong.known_on or "the start"),
                wrong.because,
                _cited((*claim.sources, *wrong.sources), numbers),
            )
            for claim in claims
            for wrong in _deprecations(claim)
        ),
        long=(1, 4, 5),
    )


def _deprecations(claim: Claim) -> Iterable[Deprecation]:
    return () if claim.deprecated is None else (claim.deprecated,)


def _mentions(found: Dossier, numbers: dict[SourceId, str]) -> Table:
    return Table(
        ("of", "predicate", "known on", "revealed", "sources"),
        tuple(
            (
                f"{found.subjects[claim.subject]} ({claim.subject})",
                claim.predicate,
                _day(claim.known_on),
                written_position(claim.revealed),
                _cited(claim.sources, numbers),
            )
            for claim in found.mentions
        ),
        long=(0, 4),
    )


def _value(claim: Claim) -> str:
    """The value as it is written; of an entity its name, too; and what an author noted."""
    value = f"{claim.label} ({claim.value})" if claim.label else str(claim.value)
    value = f"about {value}" if claim.about else value
    return f"{value} [note: {claim.note}]" if claim.note else value


def _day(known_on: date | None) -> str:
    if known_on is None:
        return "unknown"
    return "always" if known_on == date.min else str(known_on)


def _cited(sources: Iterable[SourceId], numbers: dict[SourceId, str]) -> str:
    return ", ".join(dict.fromkeys(numbers[source] for source in sources))
