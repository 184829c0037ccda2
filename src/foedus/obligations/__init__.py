"""Who owes what to whom, and where duties collide."""

from foedus.obligations.across import SupposedCollision, collisions_on, supposed_attack
from foedus.obligations.arguments import arguments
from foedus.obligations.collision import Collision, collisions, performance, same_side_spares
from foedus.obligations.commitment import Commitment
from foedus.obligations.commitments import IfAttacked, changes, commitments_on, if_attacked
from foedus.obligations.obligation import Obligation, obligations

__all__ = [
    "Collision",
    "Commitment",
    "IfAttacked",
    "Obligation",
    "SupposedCollision",
    "arguments",
    "changes",
    "collisions",
    "collisions_on",
    "commitments_on",
    "if_attacked",
    "obligations",
    "performance",
    "same_side_spares",
    "supposed_attack",
]
