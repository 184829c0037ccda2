"""What if: states act, incidents follow, and the same determinations answer step by step."""

from foedus.escalation.chain import LONGEST, SCHEMA, Act, Chain, chain_of
from foedus.escalation.duties import Clash, Discharged, Duty
from foedus.escalation.footing import Assumption, Carried, War
from foedus.escalation.play import Step, play
from foedus.escalation.suggestions import Suggestion

__all__ = [
    "LONGEST",
    "SCHEMA",
    "Act",
    "Assumption",
    "Carried",
    "Chain",
    "Clash",
    "Discharged",
    "Duty",
    "Step",
    "Suggestion",
    "War",
    "chain_of",
    "play",
]
