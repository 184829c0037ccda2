"""Who owes what to whom, and where duties collide."""

from foedus.obligations.across import SupposedCollision, collisions_on, supposed_attack
from foedus.obligations.arguments import arguments
from foedus.obligations.collision import Collision, collisions, performance
from foedus.obligations.obligation import Obligation, obligations

__all__ = [
    "Collision",
    "Obligation",
    "SupposedCollision",
    "arguments",
    "collisions",
    "collisions_on",
    "obligations",
    "performance",
    "supposed_attack",
]
