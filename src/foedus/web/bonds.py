"""Commitments of a day as a reader sees them: grouped by kind, one line for all towards whom they are alike."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any

from foedus import briefs, terms
from foedus.incidents import Incident
from foedus.obligations import Commitment, commitments_on
from foedus.pacts import Instrument, Library, Rule, in_force, membership
from foedus.terms import day_when

HELP = ("assist", "relief", "mobilise", "contribute forces", "intervene")
COUNSEL = ("consult", "negotiate")
NEUTRAL = ("remain neutral", "benevolent neutrality", "assist no enemy")
NO_FORCE = (
    "refrain from force", "refrain from intervention", "refrain from coercion", "refrain from blockade",
    "refrain from subversion", "not host hostile forces", "not lend territory for attack", "cease hostilities",
)  # fmt: skip
DEEMED = ("count as attack on all", "count as threat to all")
KINDS = ("help", "helped", "deemed", "free", "counsel", "neutral", "neutral to", "no force", "standing", "other")
"""The groups of a state's page, in its order; `helped` and `neutral to` are borne by others."""
FEW = 6
"""Of more states than this only a few are named; the others are folded away."""


@dataclass(frozen=True)
class Bond:
    """One provision as it binds one state, with all states towards whom (or by whom) it is owed alike.

    `who` are the states on the other side, empty for a duty towards all. `against` are the opponents against whom alone
    it holds, None for any.
    """

    kind: str
    who: tuple[str, ...]
    instrument: Instrument
    rule: Rule
    commitment: Commitment
    against: tuple[str, ...] | None

    @property
    def strength(self) -> str:
        """Return how strictly it binds: `automatic`, `means`, `whether`, `organ`, `free` or `forbidden`."""
        first = self.commitment
        if first.modality == "may":
            return "free"
        if any(gate.startswith(terms.DECISION) for gate in first.gates):
            return "organ"
        if first.modality in ("must not", "deems"):
            return "forbidden" if first.modality == "must not" else "deems"
        return first.discretion if first.discretion in ("means", "whether") else "automatic"

    def article(self, lang: str) -> str:
        return briefs.articles((self.rule.provision,), lang, instrument=self.instrument)

    @property
    def anchor(self) -> str:
        """Return the id of the article on the instrument's page."""
        return self.rule.provision.partition("/")[0]


def kept(most: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that keeps the last answers of a function of a library and what follows it."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        held: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def found(library: Library, *rest: object) -> Any:
            key = (library.digest, *rest)
            with lock:
                if key in held:
                    held.move_to_end(key)
                    return held[key]
            answer = function(library, *rest)
            with lock:
                held[key] = answer
                while len(held) > most:
                    held.popitem(last=False)
            return answer

        return found

    return decorate


@kept(8)
def help_of(library: Library, day: date) -> tuple[Commitment, ...]:
    """Return who is bound to assist whom on a day."""
    return commitments_on(library, day_when(day), duties=("assist",))


@kept(2)
def all_of(library: Library, day: date) -> tuple[Commitment, ...]:
    """Return every commitment of a day."""
    return commitments_on(library, day_when(day))


def is_defence(each: Commitment) -> bool:
    """Tell whether a commitment is a duty, as the text says without a named view, to help a state that is attacked."""
    return each.duty == "assist" and each.modality == "must" and each.reading is None and each.side == "target"


def kind_of(each: Commitment, state: str) -> str | None:
    """Return the group in which a commitment stands on a state's page, None where it stands on none."""
    borne = each.bearer == state
    if each.standing:
        return "standing" if borne else None
    if each.duty in NEUTRAL:
        return "neutral" if borne else "neutral to"
    if each.duty in HELP and each.modality == "must":
        return "help" if borne else "helped"
    if not borne:
        return None
    if each.modality == "may":
        return "free"
    for kind, duties in (("deemed", DEEMED), ("counsel", COUNSEL), ("no force", NO_FORCE)):
        if each.duty in duties:
            return kind
    return "other"


def bonds_of(library: Library, state: str, commitments: Iterable[Commitment], lang: str) -> dict[str, list[Bond]]:
    """Return a state's bonds by kind; a named reading stands only where the first reading says something else."""
    mine = [each for each in commitments if state in (each.bearer, each.beneficiary)]
    plain = {_said(each) for each in mine if each.reading is None}
    groups: dict[tuple[object, ...], list[Commitment]] = {}
    for each in mine:
        kind = kind_of(each, state)
        if kind is None or (each.reading is not None and _said(each) in plain):
            continue
        against = None if each.against is None else each.against | {each.bearer, each.beneficiary or ""}
        key = (kind, each.instrument, each.provision, each.reading, each.duty, each.modality, each.upon, each.side,
               each.gates, each.missing, each.certain, each.verified, against)  # fmt: skip
        groups.setdefault(key, []).append(each)
    found: dict[str, list[Bond]] = {kind: [] for kind in KINDS}
    for key, alike in groups.items():
        found[str(key[0])].append(_bond(library, state, str(key[0]), alike, lang))
    for bonds in found.values():
        bonds.sort(key=_weight)
    return found


def _weight(bond: Bond) -> tuple[object, ...]:
    """Return the key that puts first what was read in a text, names somebody and binds at once; narrow circles first."""
    first = bond.commitment
    named = first.reading is not None
    return first.coded, not bond.who, named, not first.settled, len(bond.instrument.parties), bond.instrument.id


def _said(each: Commitment) -> tuple[object, ...]:
    return (each.bearer, each.beneficiary, each.instrument, each.provision, each.duty, each.modality, each.upon, each.gates,
            each.missing, each.certain, each.against)  # fmt: skip


def _bond(library: Library, state: str, kind: str, alike: Sequence[Commitment], lang: str) -> Bond:
    first = alike[0]
    instrument = library[first.instrument]
    rule = next(
        one
        for rule in instrument.rules if rule.provision == first.provision
        for one in (*(one for one in instrument.versions(rule) if one.duty == first.duty), rule)
    )  # fmt: skip
    others = (each.bearer if each.bearer != state else each.beneficiary for each in alike)
    who = tuple(sorted({one for one in others if one}, key=lambda one: by_name(one, lang)))
    against = first.against
    shown = (
        None if against is None else tuple(sorted(against - {first.bearer, *who}, key=lambda one: by_name(one, lang)))
    )
    return Bond(kind, who, instrument, rule, first, shown)


@dataclass(frozen=True)
class Row:
    """One state in the table of a day: whom it must help if attacked, who must help it, and with whom it waits.

    `doubtful` are those with whom a decision has to come first, or something is not known, in either direction.
    """

    state: str
    helps: tuple[str, ...]
    helped_by: tuple[str, ...]
    doubtful: tuple[str, ...]


def table_of(commitments: Iterable[Commitment], lang: str) -> tuple[Row, ...]:
    """Return the states that help, or are helped, by duty, in the order of their names."""
    helps: dict[str, set[str]] = {}
    helped: dict[str, set[str]] = {}
    doubtful: dict[str, set[str]] = {}
    for each in commitments:
        if not is_defence(each) or each.beneficiary is None:
            continue
        if each.settled:
            helps.setdefault(each.bearer, set()).add(each.beneficiary)
            helped.setdefault(each.beneficiary, set()).add(each.bearer)
        else:
            doubtful.setdefault(each.bearer, set()).add(each.beneficiary)
            doubtful.setdefault(each.beneficiary, set()).add(each.bearer)
    rows = [
        Row(one, tuple(sorted(helps.get(one, ()))), tuple(sorted(helped.get(one, ()))),
            tuple(sorted(doubtful.get(one, set()) - helps.get(one, set()) - helped.get(one, set()))))
        for one in {*helps, *helped, *doubtful} if one in terms.states()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: by_name(row.state, lang)))


def by_name(actor: str, lang: str) -> str:
    """Return the key that puts a name in the order of the alphabet, accents aside."""
    import unicodedata

    return unicodedata.normalize("NFKD", terms.name_of(actor, lang)).encode("ascii", "ignore").decode().lower()


@dataclass(frozen=True)
class InForce:
    """The instruments of a day: those surely in force, and those of which it is not known; each by hand or from ATOP."""

    sure: tuple[Instrument, ...]
    doubtful: tuple[Instrument, ...]

    @property
    def encoded(self) -> tuple[Instrument, ...]:
        return tuple(each for each in self.sure if not briefs.is_coded(each))

    @property
    def coded(self) -> tuple[Instrument, ...]:
        return tuple(each for each in self.sure if briefs.is_coded(each))


@kept(16)
def pacts_on(library: Library, day: date) -> InForce:
    """Return the instruments in force on a day, those left out that a text encoded by hand replaces."""
    when = day_when(day)
    sure, doubtful = [], []
    for each in library.in_use:
        truth = in_force(each, each.standing, when).truth
        if truth is not False:
            (sure if truth else doubtful).append(each)
    return InForce(tuple(sure), tuple(doubtful))


def memberships(library: Library, state: str, day: date) -> list[tuple[Instrument, str, bool]]:
    """Return the pacts of a state on a day: instrument, status (`party`, `suspended` …), and whether it is sure."""
    when = day_when(day)
    known = pacts_on(library, day)
    found = []
    for sure, instruments in ((True, known.sure), (False, known.doubtful)):
        for each in instruments:
            if state in each.parties:
                status = membership(each, state, when)
                if status.truth is not False:
                    found.append((each, status.kinds[-1] if status.kinds else "party", sure and status.truth is True))
    return sorted(found, key=lambda one: (briefs.is_coded(one[0]), len(one[0].parties), one[0].id))


def conditions(bond: Bond, day: date, lang: str) -> Mapping[str, list[str]]:
    """Return what would have to be decided (`gates`) and known (`missing`) first, in words."""
    first = bond.commitment
    # of many alike nobody in particular is named
    target = (first.beneficiary or first.bearer,) if len(bond.who) == 1 or bond.kind == "helped" else ()
    supposed = Incident(date=day_when(day), target=target, status="hypothetical")
    own = {row["phrase"]: row for row in bond.instrument.facts}
    return {
        "gates": briefs.missing_words(first.gates, supposed, lang, own),
        "missing": briefs.missing_words(first.missing, supposed, lang, own),
    }


__all__ = ["Bond", "InForce", "Row", "all_of", "bonds_of", "by_name", "conditions", "help_of",
           "is_defence", "kept", "memberships", "pacts_on", "table_of"]  # fmt: skip
