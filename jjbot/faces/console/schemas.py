"""`schema`: JSON Schema of a pack's files, and the reference of the vocabulary."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from jjbot import engine
from jjbot.errors import JJBotError, PackError
from jjbot.faces.console.screen import Screen

DEFAULT = "entities"


def schema(args: argparse.Namespace) -> int:
    """Print one schema, or write some or all of them; write the reference if it is asked for."""
    folder = Path(args.pack) if args.pack is not None else None
    screen = Screen(sys.stdout)
    try:
        if args.out is not None:
            made = engine.schemas(folder)
            wanted = made if args.kind is None else {args.kind: made[args.kind]}
            _write_all(screen, Path(args.out), wanted)
        elif args.kind is not None or args.reference is None:
            sys.stdout.write(engine.schemas(folder)[args.kind or DEFAULT])
        if args.reference == "-":
            sys.stdout.write(engine.reference(folder))
        elif args.reference is not None:
            _write(Path(args.reference), engine.reference(folder))
            screen.say(f"{args.reference}: the vocabulary as a page to read.")
    except PackError as error:
        screen.refuse(error)
        return 1
    return 0


def _write_all(screen: Screen, folder: Path, schemas: Mapping[str, str]) -> None:
    """Write *schemas* into *folder* and say by which line an editor finds each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JJBotError(f"{folder}: cannot be made ({error.strerror}).") from None
    for kind, text in schemas.items():
        _write(folder / f"{kind}.json", text)
    screen.say(f"{folder}: {len(schemas)} schema{'' if len(schemas) == 1 else 's'}.")
    screen.say("The first line of the files in a folder beside it, so that editors use them:")
    for kind in schemas:
        name = "any other" if kind == DEFAULT else f"{kind}.yaml"
        place = f"../{folder.resolve().name}/{kind}.json"
        screen.item(f"{name:16} # yaml-language-server: $schema={place}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise JJBotError(f"{path}: cannot be written ({error.strerror}).") from None
