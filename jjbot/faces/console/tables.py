"""Tables: drawn for a terminal, plain columns for a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich import box
from rich.table import Table as Drawing
from rich.text import Text

MOST_ROWS = 12  # of one table on a terminal, if not all are asked for


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under *heads*.

    numbers: the columns that are counts; long: those that may be wrapped on a narrow terminal.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    long: tuple[int, ...] = ()

    def cut(self, most: int) -> Table:
        """The first *most* rows."""
        return replace(self, rows=self.rows[:most])


def plain(table: Table) -> Iterator[str]:
    """Yield the lines of *table*: columns two blanks apart, nothing cut or wrapped."""
    lines = [table.heads, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.heads))]
    for line in lines:
        cells = (
            cell.rjust(width) if at in table.numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def drawn(table: Table) -> Drawing:
    """*table* for a terminal; long cells go on below themselves."""
    drawing = Drawing(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        header_style="dim",
    )
    for at, head in enumerate(table.heads):
        drawing.add_column(
            Text(head),
            justify="right" if at in table.numbers else "left",
            overflow="fold",
            no_wrap=bool(table.long) and at not in table.long,
        )
    for row in table.rows:
        drawing.add_row(*map(Text, row))
    return drawing
