"""What the operator decides: read once, at the door, from a mapping and one named file.

Every fault is found before anything is opened, and all of them are reported together.
"""

from __future__ import annotations

import difflib
import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import Original, parse_stream
from pydantic import BaseModel, ConfigDict, Field

from jjbot.errors import SettingsError

PACKAGE = Path(__file__).resolve().parent

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

VARIABLES = {
    "token": "DISCORD_TOKEN",
    "pack_dir": "JJBOT_PACK_DIR",
    "var_dir": "JJBOT_VAR_DIR",
    "facts_dir": "JJBOT_FACTS_DIR",
    "home_guilds": "JJBOT_HOME_GUILDS",
    "log_level": "LOG_LEVEL",
}
"""Field of Settings → the environment variable it comes from."""

_PREFIX = "JJBOT_"
_QUOTES = "\"'`“”‘’"
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_ID = re.compile(r"[0-9]{1,20}", re.ASCII)
_LARGEST_ID = 2**64 - 1


class Settings(BaseModel):
    """One frozen record of all settings.

    token: None = no Discord, the local chat instead; never in a repr.
    pack_dir: the show's YAML; var_dir: what the bot writes; facts_dir: its snapshots.
    home_guilds: servers whose moderators may refresh the facts.
    warnings: sentences for the operator about what was ignored.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: str | None = Field(default=None, repr=False)
    pack_dir: Path
    var_dir: Path
    facts_dir: Path
    home_guilds: frozenset[int] = frozenset()
    log_level: str = "INFO"
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, env: Mapping[str, str], env_file: Path | None = None) -> Settings:
        """Take the settings out of *env* and, for what it does not name, out of *env_file*.

        A file that does not exist is no fault.  An empty value counts as not set; an empty one
        in *env* still hides the file's.  Relative folders count from the folder of *env_file*.
        Raises SettingsError, whose text has one line for each fault.
        """
        written = {**_read_env_file(env_file), **env}
        reader = _Reader(
            {name: value for name, value in written.items() if value},
            env_file.resolve().parent if env_file else None,
        )
        found = reader.read()
        if reader.faults:
            raise SettingsError("\n".join(reader.faults))
        return cls(**found, warnings=tuple(_unknown(written)))


def default_env_file(package: Path | None = None) -> Path:
    """Where `.env` is looked for: beside bot.py in a checkout, else in the current directory."""
    return (_checkout(package or PACKAGE) or Path.cwd()) / ".env"


def default_pack_dir(package: Path | None = None) -> Path | None:
    """Return the shipped pack (the first, if there are several); None if there is none."""
    package = package or PACKAGE
    checkout = _checkout(package)
    shelves = [package / "data", *([checkout / "data"] if checkout else [])]
    packs = (path.parent for shelf in shelves for path in sorted(shelf.glob("*/pack.yaml")))
    return next(packs, None)


def default_var_dir(
    env: Mapping[str, str], package: Path | None = None, platform: str = sys.platform
) -> Path | None:
    """Return `var/` of a checkout, else the platform's folder for an application's data.

    None if there is no home folder to put it in.
    """
    if checkout := _checkout(package or PACKAGE):
        return checkout / "var"
    if platform == "win32":
        roots = [env.get("LOCALAPPDATA")]
    elif platform == "darwin":
        roots = [_below_home(env, "Library/Application Support")]
    else:
        roots = [env.get("XDG_DATA_HOME"), _below_home(env, ".local/share")]
    absolute = (Path(root) for root in roots if root and Path(root).is_absolute())
    root = next(absolute, None)
    return root / "jjbot" if root else None


def _below_home(env: Mapping[str, str], path: str) -> str | None:
    home = env.get("HOME")
    return f"{home}/{path}" if home else None


def _checkout(package: Path) -> Path | None:
    """Return the checkout that *package* lies in; None if it is installed."""
    return package.parent if (package.parent / "pyproject.toml").is_file() else None


class _Reader:
    """Reads each setting in turn and collects what is wrong, so that all is said at once."""

    def __init__(self, env: Mapping[str, str], base: Path | None) -> None:
        self._env = env
        self._base = base
        self.faults: list[str] = []

    def read(self) -> dict[str, Any]:
        """Return all fields; worth something only if there are no faults."""
        var_dir = self._folder("JJBOT_VAR_DIR") or self._default_var_dir()
        return {
            "token": self._token(),
            "pack_dir": self._pack_dir(),
            "var_dir": var_dir,
            "facts_dir": self._folder("JJBOT_FACTS_DIR") or var_dir / "facts",
            "home_guilds": self._home_guilds(),
            "log_level": self._log_level(),
        }

    def _fault(self, name: str, what: str, remedy: str) -> None:
        self.faults.append(f"{name}: {what}; {remedy}.")

    def _token(self) -> str | None:
        """Return the token; what is wrong with it is told without showing it."""
        name = VARIABLES["token"]
        token = self._env.get(name)
        if token is None:
            return None
        if not token.strip():
            self._fault(name, "has blanks only", "paste the bot's token, or leave it empty")
        elif token[0] in _QUOTES or token[-1] in _QUOTES:
            self._fault(name, "has quotation marks around it", "take them away")
        elif token.casefold().startswith("bot "):
            self._fault(name, 'begins with "Bot "', "give the token alone")
        elif any(mark.isspace() for mark in token):
            self._fault(name, "has a blank or a line end in it", "paste the token in one piece")
        elif not _TOKEN.fullmatch(token):
            self._fault(
                name,
                "is not shaped like a bot's token (three parts with dots between them)",
                'copy it from the page "Bot" of your application in the Developer Portal',
            )
        return token

    def _pack_dir(self) -> Path:
        name = VARIABLES["pack_dir"]
        folder = self._folder(name)
        if folder is None:
            folder = default_pack_dir()
            if folder is None:
                self._fault(name, "is not set and no pack came with the program", "set it")
        elif not _is_folder(folder):
            value = self._env.get(name)
            where = f"{value!r} ({folder}) is no folder that can be read"
            self._fault(name, where, "give the folder that holds pack.yaml")
        return folder or Path()

    def _default_var_dir(self) -> Path:
        folder = default_var_dir(self._env)
        if folder is None:
            name = VARIABLES["var_dir"]
            self._fault(name, "is not set and there is no home folder", "set it to a folder")
        return folder or Path()

    def _folder(self, name: str) -> Path | None:
        """Return the folder that *name* gives, absolute; None if it gives none."""
        value = self._env.get(name)
        if value is None:
            return None
        home = self._env.get("HOME") or self._env.get("USERPROFILE")
        if home and (value == "~" or value.startswith(("~/", "~\\"))):
            path = Path(home, value[2:])
        elif Path(value).is_absolute():
            path = Path(value)
        else:
            if self._base is None:
                self._fault(name, f"{value!r} is a relative path", "write it from the root on")
            path = (self._base or Path()) / value
        try:
            return path.resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL byte
            self._fault(name, f"{value!r} is no usable path ({error})", "give another folder")
            return path

    def _home_guilds(self) -> frozenset[int]:
        name = VARIABLES["home_guilds"]
        guilds: set[int] = set()
        for part in self._env.get(name, "").split(","):
            written = part.strip()
            if _ID.fullmatch(written) and 0 < int(written) <= _LARGEST_ID:
                guilds.add(int(written))
            elif written:
                remedy = "write server ids (whole numbers above 0) with commas between them"
                self._fault(name, f"{written!r} is no server id", remedy)
        return frozenset(guilds)

    def _log_level(self) -> str:
        name = VARIABLES["log_level"]
        value = self._env.get(name, "INFO")
        level = value.strip().upper()
        if level not in LOG_LEVELS:
            near = difflib.get_close_matches(level, LOG_LEVELS, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            self._fault(name, f"{value!r} is unknown", f"{hint}write one of {_listed(LOG_LEVELS)}")
        return level


def _is_folder(path: Path) -> bool:
    """Whether *path* is a folder; what cannot even be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _unknown(env: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each variable that looks like ours and is not."""
    known = list(VARIABLES.values())
    for name in sorted(env):
        if name.startswith(_PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {_listed(tuple(known))}."
            yield f"{name} is no setting and is ignored; {hint}"


def _line(original: Original) -> int:
    """Return the line a statement is on; the blank lines before it belong to it, for dotenv."""
    text = original.string
    return original.line + text.count("\n", 0, len(text) - len(text.lstrip()))


def _read_env_file(path: Path | None) -> dict[str, str]:
    """Return the variables in the file at *path*; nothing if there is none.

    Raises SettingsError with file and line.
    """
    if path is None:
        return {}
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"{path}: cannot be read (it is no ordinary file).")
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{line}: is not UTF-8; save the file as UTF-8.") from None
    faults = [
        f"{path}:{_line(binding.original)}: cannot be read; write NAME=value."
        for binding in parse_stream(io.StringIO(text))
        if binding.error or (binding.key is not None and binding.value is None)
    ]
    if faults:
        raise SettingsError("\n".join(faults))
    values = dotenv_values(stream=io.StringIO(text), interpolate=False)
    return {name: value for name, value in values.items() if value is not None}
