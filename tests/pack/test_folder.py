"""The folder of a pack: only its own regular files are read, all as they were at one moment."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading

import pytest

from jjbot.errors import PackError
from jjbot.model import Contents
from jjbot.pack import fingerprint, read_pack


def refused(folder):
    """The problems for which the pack is refused."""
    with pytest.raises(PackError) as error:
        read_pack(folder)
    return [str(problem) for problem in error.value.problems]


def test_a_socket_or_device_is_not_opened(minuit, monkeypatch):
    """Opening a device can do harm by itself, and reading one never ends."""
    monkeypatch.chdir(minuit)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("sock.yaml")
        (minuit / "zero.yaml").symlink_to("/dev/zero")
        problems = refused(minuit)
    assert problems == [
        "sock.yaml: is a device or socket and not a regular file; take it away",
        "zero.yaml: is a link out of the pack's folder; put the file itself there",
    ]


def test_a_pipe_and_a_folder_are_named(minuit):
    """The reader would wait for ever for somebody to write."""
    os.mkfifo(minuit / "pipe.yaml")
    (minuit / "dir.yaml").mkdir()
    assert refused(minuit) == [
        "dir.yaml: is a folder and not a regular file; take it away",
        "pipe.yaml: is a pipe and not a regular file; take it away",
    ]


def test_a_link_inside_the_folder_is_followed(minuit):
    """A mounted configuration, which is links into one folder, could not be read."""
    (minuit / "..data").mkdir()
    (minuit / "people.yaml").rename(minuit / "..data" / "people.yaml")
    (minuit / "people.yaml").symlink_to("..data/people.yaml")
    assert read_pack(minuit)


def test_links_that_lead_nowhere_are_named(minuit):
    """A ring of links would be a traceback."""
    (minuit / "ring.yaml").symlink_to("ring2.yaml")
    (minuit / "ring2.yaml").symlink_to("ring.yaml")
    (minuit / "lost.yaml").symlink_to("nowhere.yaml")
    assert {text.partition(":")[0] for text in refused(minuit)} == {
        "lost.yaml", "ring.yaml", "ring2.yaml"}  # fmt: skip


def test_nothing_from_outside_is_echoed(minuit, tmp_path):
    """A link could make the bot print a secret."""
    (tmp_path / "secret.txt").write_text("TOKEN=abc: [hidden-thing\n")
    (minuit / "a.yaml").symlink_to(tmp_path / "secret.txt")
    (minuit / "b.yaml").symlink_to("../secret.txt")
    said = "\n".join(refused(minuit))
    assert "hidden-thing" not in said
    assert "TOKEN" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(minuit):
    """A wrong mode would be a traceback."""
    (minuit / "people.yaml").chmod(0)
    assert any(text.startswith("people.yaml: cannot be read") for text in refused(minuit))


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[31m.yaml", "a\u202eb.yaml", "a\udcff.yaml"])
def test_a_name_that_cannot_be_printed_is_escaped(minuit, name):
    """A file name could fake a line of the report, or colour the terminal."""
    (minuit / name).write_text("[]\n")
    (problem,) = refused(minuit)
    assert problem.isprintable()
    assert "cannot be printed" in problem


IGNORED = [
    "more.yml",
    "MORE.YAML",
    "people.yaml~",
    ".people.yaml.swp",
    "people.yaml.orig",
    "x.json",
]


@pytest.mark.parametrize("name", IGNORED)
def test_a_wrong_ending_is_left_alone_with_a_warning(minuit, caplog, name):
    """A file with a mistyped ending would be missed without a word, or read by half."""
    (minuit / name).write_text("- broken: [")
    read_pack(minuit)
    assert f"'{name}'" in caplog.text
    assert ".yaml" in caplog.text


def test_a_hidden_file_is_left_alone_in_silence(minuit, caplog):
    """Each build would warn of what every checkout has."""
    (minuit / ".gitignore").write_text("*~\n")
    (minuit / ".DS_Store").write_bytes(b"\0")
    read_pack(minuit)
    assert not caplog.records


MISNAMED = [
    ("sources.yaml", "source.yaml"),
    ("pack.yaml", "Pack.yaml"),
    ("questions.yaml", "question.yaml"),
]


@pytest.mark.parametrize(("old", "new"), MISNAMED)
def test_a_nearly_right_name_of_a_file_is_named(minuit, old, new):
    """Its lines would be taken for entities, each a problem of its own."""
    (minuit / old).rename(minuit / new)
    problems = refused(minuit)
    assert problems == [f"{new}: has an unknown name; did you mean '{old}'?"]


@pytest.mark.parametrize("file", ["pack.yaml", "sources.yaml"])
def test_a_file_that_must_be_there_is_named(minuit, file):
    """What follows from its lack would be told instead."""
    (minuit / file).unlink()
    (problem,) = refused(minuit)
    assert problem.startswith(f"{file}: is missing")


def test_a_pack_of_nothing_is_refused(tmp_path):
    """A wrong folder would be taken for an empty pack."""
    assert any(text.endswith("holds no .yaml file") for text in refused(tmp_path))


def test_a_pack_that_says_nothing_is_refused(minuit):
    """A pack that lost all its claims would replace the one that has them."""
    for file in ("credits", "parts", "people", "world", "questions"):
        (minuit / f"{file}.yaml").unlink()
    show = "- {id: minuit, kind: show, sources: [courier-2019], name: Café, known_on: always}\n"
    (minuit / "show.yaml").write_text(show, "utf-8")
    (problem,) = refused(minuit)
    assert problem.startswith("pack.yaml:2: the pack says nothing but names")


def test_all_files_together_have_limits(minuit):
    """A folder could fill the memory of the one that reads it."""
    for number in range(6):
        (minuit / f"x{number}.yaml").write_text("# " + "x" * 1_900_000 + "\n")
    assert any("8,000,000 bytes of all files" in text for text in refused(minuit))


def test_all_files_together_have_a_limit_of_items(minuit):
    """Many files, each just small enough, would keep the reader busy for long."""
    for number in range(6):
        (minuit / f"x{number}.yaml").write_text("- {a, b}\n" * 30_000)
    assert any("400,000 of a pack are the limit" in text for text in refused(minuit))


@pytest.mark.parametrize("file", ["credits", "pack", "parts", "people", "show", "sources", "world"])
@pytest.mark.parametrize("part", [0.25, 0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(minuit, file, part):
    """Half a file would pass for the whole, half a value for another."""
    path = minuit / f"{file}.yaml"
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * part)].rstrip())
    assert refused(minuit)


class _Meddler:
    """Changes a file when it is opened for the second time, as another process might."""

    def __init__(self, path):
        self.path = path
        self.opened = 0
        self.on = True

    def __call__(self, event, args):
        if self.on and event == "open" and str(args[0]) == str(self.path):
            self.opened += 1
            if self.opened == 2:
                self.on = False
                self.path.write_text(self.path.read_text("utf-8") + "# more\n", "utf-8")


def test_a_file_that_changes_meanwhile_is_noticed(minuit):
    """Half of a pack would be the old one, half the new one."""
    meddler = _Meddler(minuit / "people.yaml")
    sys.addaudithook(meddler)
    try:
        problems = refused(minuit)
    finally:
        meddler.on = False
    assert problems == ["people.yaml: changed while the pack was being read; try again"]
    assert read_pack(minuit)


def test_a_pack_that_is_written_all_the_time_is_read_or_refused(minuit):
    """A save at the wrong moment would be a traceback."""
    path = minuit / "people.yaml"
    text = path.read_text("utf-8")
    done = threading.Event()

    def write():
        while not done.is_set():
            path.write_text(text, "utf-8")
            path.unlink()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            with contextlib.suppress(PackError):
                assert isinstance(read_pack(minuit), Contents)
    finally:
        done.set()
        writer.join()


def test_a_file_that_is_left_alone_is_named_once(minuit, caplog):
    """A warning that comes twice looks like two."""
    (minuit / "more.yml").write_text("")
    read_pack(minuit)
    fingerprint(minuit)
    assert len(caplog.records) == 1
