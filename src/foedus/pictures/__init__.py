"""Maps, timelines, pact networks, proof trees and charts: one specification for notebook, command line and page.

What draws (vl-convert, Altair, networkx) is loaded when something is drawn.
"""

from foedus.pictures.bonds import DEFENCE
from foedus.pictures.bundle import interactive_bundle, show_script
from foedus.pictures.chronology import chronology_map, chronology_timeline, incidents_timeline, sahel
from foedus.pictures.collisions_chart import collisions_chart
from foedus.pictures.incident_map import incident_map
from foedus.pictures.land import sahel_geometry, world_geometry
from foedus.pictures.network import network
from foedus.pictures.parties import parties_through_time
from foedus.pictures.picture import SUFFIXES, Picture, Table, saved_as
from foedus.pictures.proof_tree import proof_tree
from foedus.pictures.world import duties_of_state, world_of_day
from foedus.pictures.years import pacts_by_year

__all__ = [
    "DEFENCE",
    "SUFFIXES",
    "Picture",
    "Table",
    "chronology_map",
    "chronology_timeline",
    "collisions_chart",
    "duties_of_state",
    "incident_map",
    "incidents_timeline",
    "interactive_bundle",
    "network",
    "pacts_by_year",
    "parties_through_time",
    "proof_tree",
    "sahel",
    "sahel_geometry",
    "saved_as",
    "show_script",
    "world_geometry",
    "world_of_day",
]
