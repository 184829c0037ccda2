"""`--save FILE`: the picture of an answer, written beside the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.cli.options import Options
from foedus.terms import FoedusError, nearest

if TYPE_CHECKING:
    from foedus.briefs import Assessment, Brief
    from foedus.pacts import Instrument, Library
    from foedus.pictures import Picture
    from foedus.terms import When

PICTURES = ("map", "proof", "network", "timeline")


def check_save(save: str, picture: str = "") -> None:
    """Raise FoedusError for a file that no picture can be written to or a picture that there is not, before any work."""
    if picture and picture not in PICTURES:
        raise FoedusError(
            f"unknown picture '{picture}'", field="--picture", expected=f"one of {', '.join(PICTURES)}",
            nearest=nearest(picture, PICTURES),
        )  # fmt: skip
    if picture and not save:
        raise FoedusError("no file for the picture", field="--picture", remedy="name one with --save FILE")
    if save:
        from foedus.pictures import saved_as

        saved_as(save)


def save_parties(save: str, instrument: Instrument, options: Options) -> None:
    """Save the parties of an instrument through time, where a file was asked for."""
    if save:
        from foedus.pictures import parties_through_time

        parties_through_time(instrument, options.lang).save(save)


def save_world(save: str, library: Library, on: When, options: Options) -> None:
    """Save the world of a day, where a file was asked for."""
    if save:
        from foedus.obligations import commitments_on
        from foedus.pictures import DEFENCE, world_of_day

        known = commitments_on(library, on, duties=DEFENCE)
        world_of_day(known, on, options.lang, library=library).save(save)


def save_events(save: str, found: Brief, options: Options) -> None:
    """Save the incidents of a brief as a timeline, where a file was asked for."""
    if save:
        from foedus.pictures import incidents_timeline

        incidents_timeline([each.incident for each in found.assessments], options.lang).save(save)


def save_answer(save: str, picture: str, found: Assessment, library: Library, options: Options) -> None:
    """Save a picture of an answer, the map of the incident unless another was named, where a file was asked for."""
    if save:
        _pictured(picture or "map", found, library, options.lang).save(save)


def _pictured(picture: str, found: Assessment, library: Library, lang: str) -> Picture:
    from foedus import pictures

    if picture == "proof":
        return pictures.proof_tree(_first(found.determinations), lang)
    if picture == "timeline":
        return pictures.incidents_timeline([found.incident], lang)
    if picture == "map":
        return pictures.incident_map(found.determinations, found.incident, lang, on=_day(found))
    from foedus.obligations import commitments_on

    incident = found.incident
    bearers = {bearer for each in found.determinations if not each.rule.standing for bearer in each.bearers}
    known = commitments_on(library, found.on, duties=pictures.DEFENCE)
    return pictures.network(known, found.on, lang, {*incident.actor, *incident.target, *bearers}, library=library)


def _first(determinations: Any) -> Any:
    """Return the determination whose proof is drawn: the first that the event engages, else the first."""
    from foedus.determinations import ENGAGED

    every = tuple(determinations)
    if not every:
        raise FoedusError(
            "no provision answers, so there is no proof", field="--picture", remedy="ask with --all or --pact ID"
        )
    by_event = [each for each in every if not each.rule.standing]
    return next((each for each in by_event if each.verdict in ENGAGED), (by_event or every)[0])


def _day(found: Assessment) -> date | None:
    return found.incident.date.first_day or found.on.first_day
