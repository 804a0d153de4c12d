"""Opens, leases and swaps generations; the one door to what the bot knows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jjbot.engine import building
from jjbot.engine.asking import Asker
from jjbot.engine.authoring import reference, schemas
from jjbot.engine.baseline import Change, Tally, compare, read_baseline, write_baseline
from jjbot.engine.building import Checked, Progress, facts_folder, quiet
from jjbot.engine.changes import Changes, Refreshed
from jjbot.engine.dossier import Candidate, Candidates, Dossier
from jjbot.engine.engine import About, Engine
from jjbot.engine.evaluation import PERCENTILES, Evaluation, Examined, Share
from jjbot.engine.inventory import Inventory
from jjbot.engine.operating import build, digest_in_force, history, refresh, rollback
from jjbot.engine.publications import History, Publication
from jjbot.engine.question_files import Question, read_questions
from jjbot.engine.scoring import Expectation
from jjbot.errors import StoreError
from jjbot.pack import FILE_KINDS


async def check(pack_dir: Path, progress: Progress = quiet) -> Checked:
    """Read a pack and ask its golden questions.  Raises PackError with every problem."""
    try:
        scratch = tempfile.TemporaryDirectory(prefix="jjbot-check-")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        text = f"There is no folder for temporary files: {where}{error.strerror}"
        raise StoreError(f"{text}; set TMPDIR to one") from error
    with scratch:
        return await building.check(pack_dir, Path(scratch.name), progress)


__all__ = [
    "FILE_KINDS",
    "PERCENTILES",
    "About",
    "Asker",
    "Candidate",
    "Candidates",
    "Change",
    "Changes",
    "Checked",
    "Dossier",
    "Engine",
    "Evaluation",
    "Examined",
    "Expectation",
    "History",
    "Inventory",
    "Progress",
    "Publication",
    "Question",
    "Refreshed",
    "Share",
    "Tally",
    "build",
    "check",
    "compare",
    "digest_in_force",
    "facts_folder",
    "history",
    "read_baseline",
    "read_questions",
    "reference",
    "refresh",
    "rollback",
    "schemas",
    "write_baseline",
]
