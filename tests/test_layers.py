"""The house: who may know whom, how big a part may be, and that no show is in the code."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "jjbot"
PACKS = sorted(path.parent for path in (ROOT / "data").glob("*/pack.yaml"))

# floor → floors it may import; every floor may import itself and the package's version
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "settings": {"errors"},
    "pack": {"model", "errors"},
    "store": {"model", "errors"},
    "understanding": {"model", "errors"},
    "answers": {"model", "errors", "store"},
    "engine": {"model", "errors", "settings", "pack", "store", "understanding", "answers"},
    "faces": {"model", "errors", "settings", "engine"},
    "__main__": {"settings", "faces"},
    "": set(),
}

# library → the only places that may import it
ONLY_IN = {
    "yaml": ("jjbot.pack",),
    "pydantic": ("jjbot.pack", "jjbot.settings"),
    "pydantic_core": ("jjbot.pack",),
    "dotenv": ("jjbot.settings",),
    "sqlite3": ("jjbot.store",),
    "rapidfuzz": ("jjbot.understanding",),
    "discord": ("jjbot.faces.discord",),
    "aiohttp": ("jjbot.faces.discord",),
    "rich": ("jjbot.faces.console",),
}

# Words of names that are words of the language as well: a code that says "will" names nobody.
_ENGLISH = """
    a actor air an and as at be before best big black blue book brother by call case cat character
    child city code cold company count daughter dark day dead death doctor dog down end episode
    face fact fall father film fire first five for four free friend from game girl god good grace
    great green hand hard heart hello her hero his hope hot house i in iron is it jay job key kid
    killer king last law less life light line list little live lost love man may me mind mother
    movie mr mrs my mystery name network new next night no north of off old on one only or order
    original out over part perfect pop power price private queen question real red river robin
    room rose run season secret series seven she show six smile some son south star state step
    story street stan super television ten the their three time to today town tv two up very walker
    want way we west what when where white who whole why wife will wise with wizard woman word
    world year you young your
"""
ENGLISH = frozenset(_ENGLISH.split())


def modules() -> dict[str, Path]:
    """Return the name of every module of the program, and its file."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax tree of *module*."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str, node: ast.AST) -> Iterator[str]:
    """Yield what is imported in *node*; from a package: the submodule, where it is one."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom):
            source = part.module or ""
            if part.level:
                is_package = MODULES[module].name == "__init__.py"
                steps = part.level - is_package
                above = module.split(".")[: len(module.split(".")) - steps]
                source = ".".join([*above, *([source] if source else [])])
            for alias in part.names:
                whole = f"{source}.{alias.name}"
                yield whole if whole in MODULES else source


def floor(module: str) -> str:
    """Return the floor of the house that *module* is on; the package itself has none."""
    return [*module.split("."), ""][1]


def at_load(module: str) -> Iterator[str]:
    """Yield what *module* imports while it is loaded: not in functions, not for types alone."""
    todo: list[ast.AST] = list(tree(module).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(module, node)
        elif isinstance(node, ast.If):
            checking = "TYPE_CHECKING" in ast.dump(node.test)
            todo.extend(node.orelse if checking else [*node.body, *node.orelse])
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            todo.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_the_floors_below(module):
    """A floor could no longer be read, tested or replaced alone."""
    own = [name for name in imports(module, tree(module)) if name.split(".")[0] == "jjbot"]
    assert {floor(name) for name in own} - {floor(module), ""} <= MAY_IMPORT[floor(module)]


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_known_in_one_place_only(module):
    """Leaving a library, or a new version of it, would mean changes all over the house."""
    for name in imports(module, tree(module)):
        root = name.split(".")[0]
        if root in ONLY_IN:
            assert module.startswith(ONLY_IN[root]), f"{module} imports {name}"
        else:
            assert root in sys.stdlib_module_names | {"jjbot"}, f"{module} imports {name}"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("jjbot.faces.")])
def test_a_face_does_not_know_another(module):
    """The console would need Discord, or Discord a terminal."""
    face = module.split(".")[2]
    known = {n.split(".")[2] for n in imports(module, tree(module)) if n.startswith("jjbot.faces.")}
    assert known <= {face}


def test_no_modules_import_each_other_in_a_ring():
    """Whether the program loads would depend on which module comes first."""
    graph = {name: {n for n in at_load(name) if n in MODULES} - {name} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_stay_small_enough_to_read(module):
    """Nobody could change a part alone without reading for an hour."""
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines < 400, f"{module} has {lines} lines"
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length < 60, f"{module}.{node.name} has {length} lines"


def values(value: object) -> Iterator[str]:
    """Yield the texts of a claim's value, however it is written in the pack."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from values(one)
    elif isinstance(value, dict):
        yield from values(value.get("value"))


def names(pack: Path) -> set[tuple[str, str]]:
    """Return the kind and each name and alias of the entities of *pack*."""
    found: set[tuple[str, str]] = set()
    for path in sorted(pack.glob("*.yaml")):
        documents = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for document in documents if isinstance(documents, list) else ():
            for key in ("name", "alias"):
                kind = document.get("kind", "")
                found.update((kind, name) for name in values(document.get(key)))
    return found


def vocabulary_words() -> frozenset[str]:
    """Return the everyday words that the vocabulary lists as such."""
    words: set[str] = set()
    for path in (PACKAGE / "vocabulary").glob("*.yaml"):
        language = yaml.safe_load(path.read_text(encoding="utf-8")).get("language", {})
        for key in ("filler", "light", "numbers", "ordinals", "common"):
            words.update(str(word).casefold() for word in language.get(key, ()))
    return frozenset(words)


@cache
def telling(pack: Path) -> list[str]:
    """Return the names of *pack* that can only mean its show, and the words in them that can.

    Titles are taken as a whole: any word may be in the title of an episode.
    """
    everyday = ENGLISH | vocabulary_words()
    found: set[str] = set()
    for kind, name in names(pack):
        words = re.findall(r"[^\W\d_]+", name.replace("'s", "").replace("’s", ""))
        strange = {w for w in words if w[0].isupper() and w.casefold() not in everyday}
        if strange and (len(words) > 1 or kind != "episode"):
            found.add(name)
        if kind in ("show", "person", "character"):
            found.update(word for word in strange if len(word) > 2)
    return sorted(found)


def named_in(text: str, names: list[str]) -> set[str]:
    """Return which of *names* occur in *text* as whole words; short ones only as written."""
    short = "|".join(re.escape(name) for name in names if len(name) <= 3)
    long = "|".join(re.escape(name) for name in names if len(name) > 3)
    return set(re.findall(rf"(?<!\w)(?:{short}|(?i:{long}))(?!\w)", text))


def test_there_is_a_pack_to_look_for():
    """The search for names would find nothing because it looks for nothing."""
    assert PACKS
    assert all(len(telling(pack)) > 100 for pack in PACKS)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
@pytest.mark.parametrize(
    "path",
    [*MODULES.values(), ROOT / "bot.py", *sorted((PACKAGE / "vocabulary").glob("*.yaml"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_show_is_in_the_code(path, pack):
    """Another show would need another program, and an answer could come from nowhere."""
    assert named_in(path.read_text(encoding="utf-8"), telling(pack)) == set()
