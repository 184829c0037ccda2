"""When two accounts can be of one event: acts of one family, participants that fit, places that fit."""

from __future__ import annotations

from functools import cache, lru_cache

from foedus.terms import actors, is_a, kind_of, lineage, stands_for

Sides = tuple[frozenset[str], frozenset[str]]
"""Who acts, and who is acted upon."""

_RECURRING = (
    "attack", "armed rebellion", "internal armed conflict", "terrorist act", "organised crime",
    "human rights violations", "humanitarian disaster", "subversion", "hosting of armed groups",
    "lending territory for attack", "support to armed groups", "violation of airspace", "request", "refusal",
    "consultation", "vote", "decision", "declaration", "protest", "accusation", "announcement", "negotiation",
    "pledge", "delivery", "deployment", "cooperation", "mobilisation", "border closure", "ceasefire",
)  # fmt: skip
_MUTUAL = (
    "signature", "consultation", "negotiation", "ceasefire", "cooperation", "armed clash",
    "internal armed conflict", "termination",
)  # fmt: skip
_PER_STATE = (
    "attack", "terrorist act", "armed rebellion", "internal armed conflict", "coup", "attempted coup",
    "unconstitutional change of government", "coercion", "human rights violations",
    "expulsion", "withdrawal of forces", "violation of airspace", "suspension",
)  # fmt: skip
_THREATS = ("ultimatum", "declared intervention", "state of war declared", "threat of force", "declaration")
_ONCE = (
    "signature", "ratification", "accession", "denunciation", "withdrawal", "termination", "coup", "end of mandate",
    "recognition", "mandate",
)  # fmt: skip
_OF_A_STATE = ("coup", "attempted coup", "unconstitutional change of government")


def _any(act: str | None, family: tuple[str, ...]) -> bool:
    return act is not None and any(is_a(act, word) for word in family)


@cache
def recurs(act: str | None) -> bool:
    """Tell whether such an act may happen often between the same two, so that a likeness proves little."""
    return act is None or _any(act, _RECURRING)


@cache
def is_mutual(act: str | None) -> bool:
    """Tell whether the act is done by all its participants together, such as a signature or a clash."""
    return _any(act, _MUTUAL)


@cache
def is_per_state(act: str | None) -> bool:
    """Tell whether an act told of several states at once is one act for each of them."""
    return _any(act, _PER_STATE)


@cache
def is_of_a_state(act: str | None) -> bool:
    """Tell whether the act is told by the state in which it happens, whoever did it, as a coup is."""
    return _any(act, _OF_A_STATE)


@cache
def happens_at_a_place(act: str | None) -> bool:
    """Tell whether where the library has the act is where it took effect, unlike a threat or a notice."""
    return is_of_a_state(act) or _any(act, ("signature", "accession"))


def serves_as_threat(act: str | None) -> bool:
    """Tell whether an act is how a threat of force is uttered, as an ultimatum or a warning declaration is."""
    return act is not None and act in _THREATS


@cache
def is_threat(act: str | None) -> bool:
    """Tell whether an act is in itself the threat of another, told as something that happened."""
    return act in ("threat of force", "ultimatum", "declared intervention")


@cache
def is_done_once(act: str | None) -> bool:
    """Tell whether such an act is done once by the same hands within a few days, so that two dates are a slip."""
    return _any(act, _ONCE)


@cache
def menaces(act: str | None) -> bool:
    """Tell whether a threat to do the act is a threat of force."""
    return act is not None and (is_a(act, "attack") or serves_as_threat(act))


@cache
def same_family(one: str | None, other: str | None) -> bool:
    """Tell whether two words can name one act: one `is a` the other."""
    if one is None or other is None:
        return one is other
    return is_a(one, other) or is_a(other, one)


@cache
def siblings(one: str | None, other: str | None) -> bool:
    """Tell whether two words are kinds of one act, as a raid and an ambush both are armed attacks."""
    if one is None or other is None:
        return False
    shared = set(lineage(one)) & set(lineage(other))
    return any(is_a(word, "armed attack") for word in shared)


def is_town(place: str | None) -> bool:
    """Tell whether a place is a town or region and not a whole state given by its id."""
    return bool(place) and not (place.isupper() and (len(place) == 3 or "-" in place))


_JIHADIST_ROOTS = ("AQ", "IS", "BOKO_HARAM", "ANSARU", "MUJAO", "ANSAROUL_ISLAM")
_ALSO = {"CSP": ("CMA",), "AES": ("BFA", "MLI", "NER"), "terrorists": ("jihadists",)}


@cache
def _belongs_to(name: str) -> frozenset[str]:
    """Return everything of which an actor is a part, its state and collective words such as `jihadists` with it."""
    found, row = set(), actors().get(name)
    while row is not None and row.part_of and row.part_of not in found:
        found.add(row.part_of)
        row = actors().get(row.part_of)
    line = {name, *found}
    if line & set(_JIHADIST_ROOTS):
        found |= {"jihadists", "terrorists"}
    if kind_of(name) == "armed group":
        found.add("armed_groups")
    found |= {wide for wide, narrow in _ALSO.items() if line & set(narrow)}
    found.add(stands_for(name))
    return frozenset(found - {name})


def covers(wide: str, narrow: str) -> bool:
    """Tell whether one id names the other or a collective that it belongs to."""
    return wide == narrow or wide in _belongs_to(narrow)


def _akin(one: str, other: str) -> bool:
    return covers(one, other) or covers(other, one)


def contained(small: frozenset[str], large: frozenset[str]) -> bool:
    """Tell whether each member of `small` is, belongs to, or embraces some member of `large`."""
    return all(any(_akin(one, other) for other in large) for one in small)


@lru_cache(maxsize=65_536)
def fits(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two lists of participants can be of one event: an empty one says nothing."""
    return not one or not other or contained(one, other) or contained(other, one)


def _sides_asked(act: str | None, sides: Sides) -> tuple[frozenset[str], ...]:
    """Return what must fit: both sides, all together for a mutual act, for a coup the state in which it was."""
    if is_of_a_state(act):
        return (sides[1] or sides[0],)
    if is_mutual(act):
        return (sides[0] | sides[1],)
    return sides


def participants_fit(act: str | None, mine: Sides, theirs: Sides) -> bool:
    """Tell whether the participants can be those of one event; a side left out says nothing."""
    return all(fits(one, other) for one, other in zip(_sides_asked(act, mine), _sides_asked(act, theirs), strict=True))


def share_participant(act: str | None, mine: Sides, theirs: Sides) -> bool:
    """Tell whether at least one side is named in both and fits."""
    pairs = zip(_sides_asked(act, mine), _sides_asked(act, theirs), strict=True)
    return any(one and other and fits(one, other) for one, other in pairs)


def one_event(act: str | None, mine: Sides, theirs: Sides) -> bool:
    """Tell whether the participants fit and somebody is named in both."""
    return participants_fit(act, mine, theirs) and share_participant(act, mine, theirs)


def narrowest(ids: frozenset[str]) -> tuple[str, ...]:
    """Return the ids, sorted, without those that only embrace another one in the list."""
    return tuple(sorted(one for one in ids if not any(one != other and covers(one, other) for other in ids)))
