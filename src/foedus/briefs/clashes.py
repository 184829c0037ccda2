"""Collisions gathered for a reader: each pair of provisions once, the nearest law first, what nobody verified last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.briefs.assessment import Assessment
from foedus.briefs.duties import rests_on_unverified
from foedus.obligations import Collision

Found = tuple[Assessment, Collision]


def collision_groups(found: Sequence[Found], main: Iterable[str] = ()) -> list[list[Found]]:
    """Return collisions by pair of provision and instrument, whoever bears them and whatever event raises them.

    First those of the main pacts; among them those with a circle that the actor belongs to or speaks for, then with the
    narrower circle of parties. Of these, what rests on unverified law stands behind the rest.
    """
    near = set(main)
    groups: dict[tuple[object, ...], list[Found]] = {}
    for assessment, collision in found:
        first, second = collision.between
        key = (first.instrument.id, first.provision, second.instrument.id, collision.avoidable)
        groups.setdefault(key, []).append((assessment, collision))
    return sorted(groups.values(), key=lambda group: _rank(group, near))


def _rank(group: Sequence[Found], near: set[str]) -> tuple[object, ...]:
    first, second = group[0][1].between
    actors = {actor for assessment, _ in group for actor in assessment.incident.actor}
    circle = second.instrument.about("organisation") in actors or bool(actors & set(second.instrument.parties))
    return (
        first.instrument.id not in near,
        first.reading is not None,
        rests_on_unverified(first),
        len(first.instrument.parties),
        rests_on_unverified(second),
        not circle,
        len(second.instrument.parties),
    )
