"""The words: states and codes, actors, acts, areas, dates and spells, truth, errors."""

from foedus.terms.actors import Actor, actor, actors, find_actor, kind_of, name_of, stands_for
from foedus.terms.administration import administered_by
from foedus.terms.area_table import home_in
from foedus.terms.areas import areas, country_at, in_territory, place_text, within, within_one_of
from foedus.terms.dates import (
    UNKNOWN_WHEN,
    Edge,
    Moment,
    When,
    date_would_tell,
    day_edge,
    day_when,
    lasting,
    parse_edge,
    parse_moment,
    parse_when,
    reached,
)
from foedus.terms.errors import FoedusError
from foedus.terms.evidence import GROUNDS, Evidence
from foedus.terms.governments import Authority, authorities, find_authority, view_name
from foedus.terms.great_powers import GREAT_POWERS_FROM, GREAT_POWERS_UNTIL, great_power
from foedus.terms.ground import Unit, units
from foedus.terms.identity import is_id, lineage_of
from foedus.terms.map_days import map_days
from foedus.terms.offices import Office, find_person, holders, offices, offices_of, persons
from foedus.terms.phrases import LANGUAGES, Ids, Word, join, say, tell, translate
from foedus.terms.places import Place, find_place, places, state_of_place
from foedus.terms.points import parse_point
from foedus.terms.spoken import Spoken, spoken_names
from foedus.terms.states import State, exists, nearest_state, resolve, state, states
from foedus.terms.territory import unit_title
from foedus.terms.truth import Truth, all_of, any_of, not_
from foedus.terms.words import DECISION, acts, is_a, lineage, nearest, plain, table, vocabulary

__all__ = [
    "DECISION",
    "GREAT_POWERS_FROM",
    "GREAT_POWERS_UNTIL",
    "GROUNDS",
    "LANGUAGES",
    "UNKNOWN_WHEN",
    "Actor",
    "Authority",
    "Edge",
    "Evidence",
    "FoedusError",
    "Ids",
    "Moment",
    "Office",
    "Place",
    "Spoken",
    "State",
    "Truth",
    "Unit",
    "When",
    "Word",
    "actor",
    "actors",
    "acts",
    "administered_by",
    "all_of",
    "any_of",
    "areas",
    "authorities",
    "country_at",
    "date_would_tell",
    "day_edge",
    "day_when",
    "exists",
    "find_actor",
    "find_authority",
    "find_person",
    "find_place",
    "great_power",
    "holders",
    "home_in",
    "in_territory",
    "is_a",
    "is_id",
    "join",
    "kind_of",
    "lasting",
    "lineage",
    "lineage_of",
    "map_days",
    "name_of",
    "nearest",
    "nearest_state",
    "not_",
    "offices",
    "offices_of",
    "parse_edge",
    "parse_moment",
    "parse_point",
    "parse_when",
    "persons",
    "place_text",
    "places",
    "plain",
    "reached",
    "resolve",
    "say",
    "spoken_names",
    "stands_for",
    "state",
    "state_of_place",
    "states",
    "table",
    "tell",
    "translate",
    "unit_title",
    "units",
    "view_name",
    "vocabulary",
    "within",
    "within_one_of",
]
