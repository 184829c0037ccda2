"""Who owes what to whom, and where duties collide."""

from foedus.obligations.collision import Collision, collisions, performance
from foedus.obligations.obligation import Obligation, obligations

__all__ = ["Collision", "Obligation", "collisions", "obligations", "performance"]
