"""The law: reader, declarations, who is party when, the library."""

from foedus.pacts.ast import (
    TRIGGER_KEYS,
    Article,
    Body,
    Condition,
    Instrument,
    Organ,
    Origin,
    Precedence,
    Reservation,
    Rule,
    RuleException,
    Seat,
    Source,
    Spell,
    StandingClause,
    Term,
)
from foedus.pacts.finding import CHECKS, LEVELS, Finding
from foedus.pacts.kinds import OF_PARTIES
from foedus.pacts.library import Library, load_library, shipped_library_folder
from foedus.pacts.lint import flag_counts, lint
from foedus.pacts.provision import article_label, provision_id
from foedus.pacts.reader import read_instrument
from foedus.pacts.rows import Block, Row
from foedus.pacts.standing import Status, bound_parties, in_force, membership, rule_in_force
from foedus.pacts.threshold import Threshold, parse_threshold
from foedus.pacts.vocabulary import (
    ACTOR_WORDS,
    ADMINISTERED,
    BEARER_WORDS,
    GREAT_POWERS,
    PLACE_WORDS,
    STATE_IN,
    TARGET_WORDS,
)

__all__ = [
    "ACTOR_WORDS",
    "ADMINISTERED",
    "BEARER_WORDS",
    "CHECKS",
    "GREAT_POWERS",
    "LEVELS",
    "OF_PARTIES",
    "PLACE_WORDS",
    "STATE_IN",
    "TARGET_WORDS",
    "TRIGGER_KEYS",
    "Article",
    "Block",
    "Body",
    "Condition",
    "Finding",
    "Instrument",
    "Library",
    "Organ",
    "Origin",
    "Precedence",
    "Reservation",
    "Row",
    "Rule",
    "RuleException",
    "Seat",
    "Source",
    "Spell",
    "StandingClause",
    "Status",
    "Term",
    "Threshold",
    "article_label",
    "bound_parties",
    "flag_counts",
    "in_force",
    "lint",
    "load_library",
    "membership",
    "parse_threshold",
    "provision_id",
    "read_instrument",
    "rule_in_force",
    "shipped_library_folder",
]
