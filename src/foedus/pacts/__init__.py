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
    Source,
    Spell,
    StandingClause,
    Term,
)
from foedus.pacts.library import Library, load_library, shipped_library_folder
from foedus.pacts.provision import article_label, provision_id
from foedus.pacts.reader import read_instrument
from foedus.pacts.rows import Block, Row
from foedus.pacts.standing import Status, bound_parties, in_force, membership, rule_in_force
from foedus.pacts.vocabulary import ACTOR_WORDS, BEARER_WORDS, PLACE_WORDS, TARGET_WORDS

__all__ = [
    "ACTOR_WORDS",
    "BEARER_WORDS",
    "PLACE_WORDS",
    "TARGET_WORDS",
    "TRIGGER_KEYS",
    "Article",
    "Block",
    "Body",
    "Condition",
    "Instrument",
    "Library",
    "Organ",
    "Origin",
    "Precedence",
    "Reservation",
    "Row",
    "Rule",
    "RuleException",
    "Source",
    "Spell",
    "StandingClause",
    "Status",
    "Term",
    "article_label",
    "bound_parties",
    "in_force",
    "load_library",
    "membership",
    "provision_id",
    "read_instrument",
    "rule_in_force",
    "shipped_library_folder",
]
