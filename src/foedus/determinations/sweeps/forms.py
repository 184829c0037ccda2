"""Rulings of one form: the same rows, with who and which instrument as parameters, answered by one expression."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.determinations.docket import Docket, applies_to
from foedus.determinations.sweeps.duties import Owing, owing_of
from foedus.determinations.sweeps.law import Law, Ruling
from foedus.determinations.sweeps.nodes import Holds, Node, Spot, Writer, leaves, narrowest, routes
from foedus.pacts import Condition, Precedence, Reservation, RuleException
from foedus.terms import Edge


@dataclass(frozen=True)
class Defeat:
    """An exception of a form, or a reservation: when it holds, and whether it has days of its own."""

    node: Node
    dated: bool = False


@dataclass(frozen=True)
class Yielding:
    """A precedence of the instrument that yields to others: when, and to which provisions."""

    when: tuple[Node, ...]
    to: tuple[str, ...]
    law: tuple[Edge | None, Edge | None] = (None, None)


@dataclass(frozen=True)
class Form:
    """What rulings share. `trigger` pairs the key of each row with its node.

    `coded` tells that the instruments are imported ones, which answer only when a party of theirs is named.
    """

    trigger: tuple[tuple[str, Node], ...]
    requires: tuple[Node, ...]
    unless: tuple[Node, ...]
    exceptions: tuple[Defeat, ...]
    reservations: tuple[Defeat, ...]
    yields: tuple[Yielding, ...]
    standing: bool
    coded: bool

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return every node of the form."""
        return (
            *(node for _, node in self.trigger), *self.requires, *self.unless, *(each.node for each in self.exceptions),
            *(each.node for each in self.reservations),
            *(node for each in self.yields for node in each.when),
        )  # fmt: skip

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the rows about where, each once."""
        return tuple(dict.fromkeys(leaf for node in self.nodes for leaf in leaves(node) if isinstance(leaf, Spot)))

    @property
    def routes(self) -> frozenset[str] | None:
        """Return over whom events meet the rulings: those who must be parties; None for anybody."""
        return narrowest(routes(node) for _, node in self.trigger)


@dataclass(frozen=True)
class Filled:
    """A ruling as a form filled in: what stands in its slots, and who owes.

    Where a term that was amended makes it another form in other times, `cells` are those in which it is this one.
    """

    ruling: Ruling
    slots: tuple[Condition, ...]
    owing: Owing
    cells: frozenset[int] | None = None


@dataclass(frozen=True)
class Group:
    """A form and its rulings."""

    form: Form
    filled: tuple[Filled, ...]


def forms_of(law: Law) -> tuple[Group, ...]:
    """Return the rulings of a law grouped by form, in order of the first ruling of each."""
    found: dict[Form, list[Filled]] = {}
    for ruling in law.rulings:
        if not law.amended(ruling.docket):
            form, filled = _form(ruling, law, 0)
            found.setdefault(form, []).append(filled)
            continue
        told: dict[tuple[Form, Filled], set[int]] = {}
        for cell in range(law.cell_count(ruling.docket)):
            told.setdefault(_form(ruling, law, cell), set()).add(cell)
        for (form, filled), cells in told.items():
            found.setdefault(form, []).append(replace(filled, cells=frozenset(cells)))
    return tuple(Group(form, tuple(filled)) for form, filled in found.items())


def _form(ruling: Ruling, law: Law, cell: int) -> tuple[Form, Filled]:
    docket = law.docket(ruling.docket, cell)
    writer = Writer(docket)
    rule = ruling.rule
    form = Form(
        trigger=tuple((row.key, writer.node(row)) for row in rule.trigger),
        requires=tuple(map(writer.node, rule.requires)),
        unless=tuple(map(writer.node, rule.unless)),
        exceptions=tuple(Defeat(writer.term(each.rows, each.any_of), _dated(each)) for each in ruling.exceptions),
        reservations=tuple(
            Defeat(writer.term(each.rows, ()) if each.rows else Holds(""), _dated(each)) for each in ruling.reservations
        ),
        yields=_yields(ruling, docket, writer),
        standing=rule.standing,
        coded=bool(ruling.instrument.about("coded by")),
    )
    return form, Filled(ruling, tuple(writer.slots), owing_of(rule, ruling.reservations))


def _dated(block: RuleException | Reservation | Precedence) -> bool:
    return block.law_from is not None or block.law_until is not None


def _yields(ruling: Ruling, docket: Docket, writer: Writer) -> tuple[Yielding, ...]:
    return tuple(
        Yielding(tuple(map(writer.node, each.when)), each.yields_to, (each.law_from, each.law_until))
        for each in docket.precedences if each.yields_to and applies_to(each.to, ruling.rule)
    )  # fmt: skip
