"""Settings: what the operator wrote is taken as written, or refused in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from jjbot.errors import SettingsError
from jjbot.settings import (
    VARIABLES,
    Settings,
    default_env_file,
    default_pack_dir,
    default_var_dir,
)

TOKEN = "abc-DEF_1.x2y3z4.Zz9-_q"


@pytest.fixture
def env(tmp_path):
    """Return an environment with a pack and a folder to write to, and nothing wrong."""
    pack = tmp_path / "pack"
    pack.mkdir()
    return {"JJBOT_PACK_DIR": str(pack), "JJBOT_VAR_DIR": str(tmp_path / "var")}


def faults(env, env_file=None):
    """Return the lines of the SettingsError that *env* raises."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env, env_file)
    return str(caught.value).splitlines()


def test_every_setting_is_taken_from_its_variable(env, tmp_path):
    """An operator would set a variable and nothing would change."""
    settings = Settings.from_env(
        env
        | {
            "DISCORD_TOKEN": TOKEN,
            "JJBOT_FACTS_DIR": str(tmp_path / "elsewhere"),
            "JJBOT_HOME_GUILDS": "12, 34,",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings == Settings(
        token=TOKEN,
        pack_dir=tmp_path / "pack",
        var_dir=tmp_path / "var",
        facts_dir=tmp_path / "elsewhere",
        home_guilds=frozenset({12, 34}),
        log_level="DEBUG",
    )


def test_what_is_not_set_has_a_default(env, tmp_path):
    """A first start would need more than a token."""
    settings = Settings.from_env(env)
    assert settings.token is None
    assert settings.facts_dir == tmp_path / "var" / "facts"
    assert settings.home_guilds == frozenset()
    assert settings.log_level == "INFO"
    assert settings.warnings == ()


def test_nothing_at_all_is_enough_in_a_checkout():
    """A fresh clone would not start without a .env."""
    settings = Settings.from_env({})
    root = Path(__file__).resolve().parents[1]
    assert settings.pack_dir.parent == root / "data"
    assert settings.var_dir == root / "var"


def test_there_is_a_variable_for_every_field():
    """A setting would exist in the code that nobody can set."""
    assert set(VARIABLES) == set(Settings.model_fields) - {"warnings"}


def test_a_record_of_settings_cannot_be_changed(env):
    """One part of the program could change what another one already acted on."""
    with pytest.raises(ValidationError):
        Settings.from_env(env).token = TOKEN


def test_the_token_is_in_no_repr_and_no_error(env):
    """A token would be in a log that is pasted into a bug report."""
    settings = Settings.from_env(env | {"DISCORD_TOKEN": TOKEN})
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings)
    assert TOKEN not in "".join(faults(env | {"DISCORD_TOKEN": f"Bot {TOKEN}"}))


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("   ", "blanks only"),
        (f'"{TOKEN}"', "quotation marks"),
        (f"“{TOKEN}”", "quotation marks"),
        (f"Bot {TOKEN}", '"Bot "'),
        (f"{TOKEN}\n", "line end"),
        (f"{TOKEN[:9]} {TOKEN[9:]}", "blank"),
        ("a.b", "three parts"),
        ("a.b.c.d", "three parts"),
        ("your-token-here", "three parts"),
        ("a..c", "three parts"),
        ("á.b.c", "three parts"),
    ],
)
def test_a_token_that_cannot_be_one_is_refused_before_discord_sees_it(env, token, expected):
    """The bot would try to log in with it, and be told only that it is wrong."""
    (line,) = faults(env | {"DISCORD_TOKEN": token})
    assert line.startswith("DISCORD_TOKEN: ")
    assert expected in line
    assert token.strip() == "" or token not in line


def test_an_empty_value_counts_as_not_set(env, tmp_path):
    """A line left empty in .env, as in the example, would be a fault."""
    empty = dict.fromkeys(("DISCORD_TOKEN", "JJBOT_FACTS_DIR", "JJBOT_HOME_GUILDS"), "")
    settings = Settings.from_env(env | empty | {"LOG_LEVEL": ""})
    assert settings.token is None
    assert settings.facts_dir == tmp_path / "var" / "facts"
    assert settings.log_level == "INFO"


def test_all_faults_are_named_at_once_with_value_and_remedy(tmp_path):
    """An operator would mend one fault at a time, with a start for each."""
    lines = faults(
        {
            "DISCORD_TOKEN": "nonsense",
            "JJBOT_PACK_DIR": str(tmp_path / "nowhere"),
            "JJBOT_VAR_DIR": "relative/var",
            "JJBOT_HOME_GUILDS": "12,0,my server,-3,１２",
            "LOG_LEVEL": "verbose",
        }
    )
    text = "\n".join(lines)
    assert len(lines) == 8
    assert "nonsense" not in text
    for value in ("nowhere", "relative/var", "'0'", "'my server'", "'-3'", "'１２'", "'verbose'"):
        assert value in text
    assert all("; " in line and line.endswith(".") for line in lines)


def test_a_misspelt_log_level_gets_the_nearest_name(env):
    """An operator would have to look up how the level is written."""
    (line,) = faults(env | {"LOG_LEVEL": "WARN"})
    assert "did you mean WARNING?" in line


def test_an_unknown_variable_of_ours_is_a_warning_with_the_nearest_name(env):
    """A misspelt setting would silently be the default."""
    settings = Settings.from_env(env | {"JJBOT_FACT_DIR": "x", "JJBOT_ZZZ": "", "OTHER": "1"})
    near, far = settings.warnings
    assert "JJBOT_FACT_DIR" in near
    assert "did you mean JJBOT_FACTS_DIR?" in near
    assert "JJBOT_ZZZ" in far


def test_the_file_gives_what_the_environment_does_not(env, tmp_path):
    """A container's environment could not override a .env, or the .env would not count at all."""
    file = tmp_path / ".env"
    file.write_text(f"# mine\nDISCORD_TOKEN={TOKEN}\nLOG_LEVEL=ERROR\n", encoding="utf-8-sig")
    settings = Settings.from_env(env | {"LOG_LEVEL": "DEBUG"}, file)
    assert settings.token == TOKEN
    assert settings.log_level == "DEBUG"
    assert Settings.from_env(env | {"DISCORD_TOKEN": ""}, file).token is None


def test_a_value_in_the_file_is_taken_literally(env, tmp_path):
    """A ``$`` in a value would be replaced by something else."""
    file = tmp_path / ".env"
    file.write_text("JJBOT_FACTS_DIR='${HOME}/facts'\n", encoding="utf-8")
    settings = Settings.from_env(env | {"HOME": "/home/x"}, file)
    assert settings.facts_dir == tmp_path / "${HOME}" / "facts"


def test_a_relative_folder_counts_from_the_files_own_folder(env, tmp_path, monkeypatch):
    """The same settings would mean another folder when started from elsewhere."""
    (tmp_path / "away").mkdir()
    monkeypatch.chdir(tmp_path / "away")
    settings = Settings.from_env(env | {"JJBOT_FACTS_DIR": "snap/shots"}, tmp_path / ".env")
    assert settings.facts_dir == tmp_path / "snap" / "shots"


def test_a_folder_may_be_below_the_home(env):
    """``~/facts`` would make a folder named ``~``."""
    settings = Settings.from_env(env | {"JJBOT_FACTS_DIR": "~/facts", "HOME": "/home/x"})
    assert settings.facts_dir == Path("/home/x/facts")


@pytest.mark.parametrize("line", ['LOG_LEVEL="INFO', "LOG_LEVEL", "a b c = d"])
def test_a_line_of_the_file_that_cannot_be_read_is_named(env, tmp_path, line):
    """A setting would be dropped because of a missing quotation mark."""
    file = tmp_path / ".env"
    file.write_text(f"LOG_LEVEL=INFO\n\n# a comment\n\n{line}\n", encoding="utf-8")
    (fault,) = faults(env, file)
    assert fault.startswith(f"{file}:5: ")


def test_a_file_in_another_encoding_is_refused_with_its_line(env, tmp_path):
    """A file saved by an old editor would end in a traceback."""
    file = tmp_path / ".env"
    file.write_bytes("LOG_LEVEL=INFO\n# Café\n".encode("latin-1"))
    (fault,) = faults(env, file)
    assert fault.startswith(f"{file}:2: ")
    assert "UTF-8" in fault


def test_a_folder_in_the_files_place_is_refused(env, tmp_path):
    """A container with a wrong mount would start without its token, and not say why."""
    (tmp_path / ".env").mkdir()
    (fault,) = faults(env, tmp_path / ".env")
    assert "cannot be read" in fault


def test_a_file_that_is_not_there_is_no_fault(env, tmp_path):
    """A start with the environment alone would need an empty .env."""
    assert Settings.from_env(env, tmp_path / ".env") == Settings.from_env(env)


def test_a_checkout_has_its_own_files_and_an_installed_package_the_users(tmp_path, monkeypatch):
    """An installed bot would write among its own code, or a checkout into the home folder."""
    package = tmp_path / "jjbot"
    package.mkdir()
    monkeypatch.chdir(tmp_path)
    home = {"HOME": "/home/x"}
    assert default_var_dir(home, package, "linux") == Path("/home/x/.local/share/jjbot")
    (tmp_path / "pyproject.toml").touch()
    assert default_var_dir(home, package, "linux") == tmp_path / "var"
    monkeypatch.chdir("/")
    assert default_env_file(package) == tmp_path / ".env"
    (tmp_path / "pyproject.toml").unlink()
    assert default_env_file(package) == Path("/.env")


@pytest.mark.parametrize(
    ("platform", "env", "expected"),
    [
        ("linux", {"HOME": "/home/x"}, "/home/x/.local/share/jjbot"),
        ("linux", {"HOME": "/home/x", "XDG_DATA_HOME": "/data"}, "/data/jjbot"),
        ("linux", {"HOME": "/home/x", "XDG_DATA_HOME": "rel"}, "/home/x/.local/share/jjbot"),
        ("darwin", {"HOME": "/Users/x"}, "/Users/x/Library/Application Support/jjbot"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/jjbot"),
    ],
)
def test_each_platform_has_its_folder_for_data(tmp_path, platform, env, expected):
    """Snapshots would lie where nobody looks and no backup goes."""
    assert default_var_dir(env, tmp_path / "jjbot", platform) == Path(expected)


def test_without_a_pack_the_operator_is_told_which_variable_to_set(tmp_path, monkeypatch):
    """A broken installation would start and know nothing."""
    monkeypatch.setattr("jjbot.settings.PACKAGE", tmp_path / "jjbot")
    (fault,) = faults({"JJBOT_VAR_DIR": str(tmp_path)})
    assert fault.startswith("JJBOT_PACK_DIR: is not set")


def test_without_a_home_the_operator_is_told_which_variable_to_set(tmp_path, monkeypatch):
    """A container's user without a home folder would get a traceback."""
    monkeypatch.setattr("jjbot.settings.PACKAGE", tmp_path / "jjbot")
    (fault,) = faults({"JJBOT_PACK_DIR": str(tmp_path)})
    assert fault.startswith("JJBOT_VAR_DIR: is not set")


def test_the_first_of_several_shipped_packs_is_the_default(tmp_path):
    """Which show the bot speaks of would depend on the order of a folder."""
    package = tmp_path / "jjbot"
    assert default_pack_dir(package) is None
    for name in ("zebra", "alpha", "beta"):
        (package / "data" / name).mkdir(parents=True)
    for name in ("zebra", "beta"):
        (package / "data" / name / "pack.yaml").touch()
    assert default_pack_dir(package) == package / "data" / "beta"
