"""The engine for a program that reads its terminal itself."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Self

from jjbot.engine import About, Asker, Candidates, Dossier, Engine, Evaluation, Question
from jjbot.model import Answer, Explanation, Viewpoint
from jjbot.settings import Settings, default_env_file


def read_settings() -> Settings:
    """Return the settings from the environment and `.env`; warnings go to standard error.

    Raises SettingsError.
    """
    settings = Settings.from_env(os.environ, default_env_file())
    for warning in settings.warnings:
        report(f"warning: {warning}")
    return settings


def report(text: str) -> None:
    """Write *text* for the operator to standard error."""
    for line in text.splitlines():
        sys.stderr.write(f"jjbot: {line}\n")
    sys.stderr.flush()


class Session:
    """An open engine whose methods wait for the answer.

    The event loop runs only while something is asked.  In between the terminal is read in the
    main thread with Python's own handling of Ctrl-C, which a running loop would take away.
    """

    def __init__(self, settings: Settings) -> None:
        """Keep the *settings*; nothing is opened before the session is entered."""
        self._settings = settings
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        """Open the engine; a first start builds the snapshot and reports its steps."""
        try:
            self._engine = self._runner.run(Engine.open(self._settings, report))
        except BaseException:
            self._runner.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the engine, else its thread would keep the process alive."""
        try:
            self._runner.run(self._engine.close())
        finally:
            self._runner.close()

    def about(self) -> About:
        """Return what the engine says of itself."""
        return self._engine.about()

    def ask(self, text: str, asker: Asker) -> tuple[Answer, float]:
        """Return the answer, and how many milliseconds it took."""
        begin = time.perf_counter()
        answer = self._runner.run(self._engine.ask(text, asker))
        return answer, (time.perf_counter() - begin) * 1000

    def evaluate(self, questions: Sequence[Question], today: date | None) -> Evaluation:
        """Return what becomes of *questions* that are asked on *today*."""
        return Evaluation(self._runner.run(self._engine.evaluate(questions, today)))

    def dossier(self, wanted: str, viewpoint: Viewpoint) -> Dossier | Candidates:
        """Return everything known about *wanted*, or whom it may mean."""
        return self._runner.run(self._engine.dossier(wanted, viewpoint))

    def explain(self, text: str, asker: Asker) -> Explanation:
        """Return how *text* is read and answered."""
        return self._runner.run(self._engine.explain(text, asker))
