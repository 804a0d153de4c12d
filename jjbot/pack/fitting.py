"""Nodes fitted into records; every misfit becomes a Problem with its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jjbot.pack.nodes import Mapping, Node, Scalar, Sequence
from jjbot.pack.records import Plain, Record, what
from jjbot.pack.report import Place, Report, did_you_mean, nearest, quoted

R = TypeVar("R", bound=Record)
Path = tuple[int | str, ...]

_EXPECTED = {
    "string_type": "one value",
    "list_type": "a list",
    "tuple_type": "a value or list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
}


def fit(shape: type[R], node: Node, file: str, report: Report) -> R | None:
    """*node* as a record of *shape*, or None with every reason in *report*."""
    if not isinstance(node, Mapping):
        report.add(Place(file, node.line), f"found {what(plain(node))}; expected a mapping of keys")
        return None
    try:
        return shape.model_validate(plain(node))
    except ValidationError as error:
        lines = dict(_lines(node, ()))
        misfits = error.errors(include_url=False)
        meant = {path for misfit in misfits if (path := _meant(shape, misfit))}
        for misfit in misfits:
            path = tuple(misfit["loc"])
            if misfit["type"] == "missing" and path in meant:
                continue  # it is there, misspelt, and told of there
            report.add(Place(file, _line(lines, path)), _sentence(shape, path, misfit))
        return None


def items(node: Node, file: str, report: Report) -> Iterable[Node]:
    """The items of the list that a whole file is."""
    if isinstance(node, Sequence):
        return node.items
    report.add(Place(file, node.line), f"found {what(plain(node))}; expected a list of items")
    return ()


def plain(node: Node) -> Plain:
    """*node* as text, lists and dicts.  As deep as the reader's limit at most."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def _lines(node: Node, path: Path) -> Iterable[tuple[Path, int]]:
    """Path → line, for everything in *node*."""
    yield path, node.line
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _lines(item, (*path, index))
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from _lines(value, (*path, key))
            if not isinstance(value, Scalar):  # a block begins below its key
                yield (*path, key), node.lines[key]


def _line(lines: dict[Path, int], path: Path) -> int:
    """The line of *path*, or of the nearest thing around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _sentence(shape: type[BaseModel], path: Path, misfit: ErrorDetails) -> str:
    """What is wrong at *path*, and what was expected."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    kind = misfit["type"]
    if kind == "missing":
        return f"{key!r} is missing"
    if kind == "extra_forbidden":
        known = _shape_at(shape, path[:-1]).model_fields
        return f"unknown key {quoted(key)}{did_you_mean(key, known)}"
    if kind == "value_error":
        return f"{key}: {misfit['ctx']['error']}"
    expected = _EXPECTED.get(kind, misfit["msg"])
    return f"{key}: found {what(misfit['input'])}; expected {expected}"


def _meant(shape: type[BaseModel], misfit: ErrorDetails) -> Path:
    """The path of the key that an unknown one stands for; empty if there is none."""
    path = tuple(misfit["loc"])
    if misfit["type"] != "extra_forbidden":
        return ()
    near = nearest(str(path[-1]), _shape_at(shape, path[:-1]).model_fields)
    return (*path[:-1], near) if near else ()


def _shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel]:
    """The record that stands at *path* inside a record of *shape*."""
    for part in path:
        if isinstance(part, str) and part in shape.model_fields:
            shape = _record_in(shape.model_fields[part].annotation) or shape
    return shape


def _record_in(annotation: object) -> type[BaseModel] | None:
    """The first record in a type such as ``dict[str, Record]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_record_in, get_args(annotation))), None)
