"""The law library: every instrument loaded, found by id, with the chronology of dated acts."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from foedus import terms
from foedus.pacts.ast import Instrument, Rule
from foedus.pacts.cache import kept, signature
from foedus.pacts.reader import read_instrument
from foedus.pacts.standing import bound_parties
from foedus.pacts.tables import text_of
from foedus.terms import FoedusError, When

ENTRY_POINTS = "foedus.pacts"


@dataclass(frozen=True, repr=False)
class Library:
    """Instruments by id, in order of id, and the dated acts of the shipped chronology."""

    instruments: Mapping[str, Instrument]
    chronology: tuple[Mapping[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Library({len(self.instruments)} instruments, {self.digest[:12]})"

    def __getitem__(self, instrument_id: str) -> Instrument:
        """Return an instrument; raise FoedusError with the nearest known id when there is none."""
        if instrument_id not in self.instruments:
            like = next((known for known in self.instruments if instrument_id.lower() in known), None)
            raise FoedusError(
                f"unknown pact '{instrument_id}'",
                expected="an id of the law library",
                nearest=like or terms.nearest(instrument_id, self.instruments),
                remedy="see 'foedus pacts list'",
            )
        return self.instruments[instrument_id]

    def __iter__(self) -> Iterable[Instrument]:
        return iter(self.instruments.values())

    def __len__(self) -> int:
        return len(self.instruments)

    @cached_property
    def digest(self) -> str:
        """Return the sha256 over all instruments, which names this state of the law in answers."""
        total = hashlib.sha256()
        for instrument in self.instruments.values():
            total.update(f"{instrument.id} {instrument.digest}\n".encode())
        return total.hexdigest()

    @cached_property
    def fact_phrases(self) -> tuple[str, ...]:
        """Return every fact phrase that a loaded pact or the shared list knows."""
        phrases = dict.fromkeys(terms.vocabulary("facts"))
        for instrument in self.instruments.values():
            phrases.update(dict.fromkeys(instrument.fact_phrases))
            phrases.update(dict.fromkeys(f"{terms.DECISION}{name}" for name in instrument.organs))
        return tuple(phrases)

    @cached_property
    def reading_names(self) -> tuple[str, ...]:
        """Return the names of all readings that the library holds."""
        blocks = (block for instrument in self.instruments.values() for block in instrument.variants)
        return tuple(dict.fromkeys(block.reading for block in blocks if block.reading))

    @cached_property
    def in_use(self) -> tuple[Instrument, ...]:
        """Return the instruments that answer when none is named: imported ones that are wholly replaced left out."""
        return tuple(each for each in self.instruments.values() if self.rules_in_use(each) or not each.rules)

    def concerning(self, people: Iterable[str]) -> tuple[Instrument, ...]:
        """Return the instruments in use that an event about some states and bodies is asked of, in order of id.

        All that were encoded from their text, and those of a data set to which one of them was ever a party.
        """
        coded = self._coded_by_party
        asked = {number for each in people for number in coded.get(each, ())}
        return tuple(self.in_use[number] for number in sorted(asked.union(coded[""])))

    @cached_property
    def _coded_by_party(self) -> Mapping[str, tuple[int, ...]]:
        """Return the places in `in_use` of a data set's instruments by party; under no name those of all others."""
        found: dict[str, list[int]] = {"": []}
        for number, each in enumerate(self.in_use):
            for party in each.parties if each.about("coded by") else ("",):
                found.setdefault(party, []).append(number)
        return {party: tuple(numbers) for party, numbers in found.items()}

    @cached_property
    def prohibitions(self) -> tuple[tuple[Instrument, tuple[Rule, ...]], ...]:
        """Return the instruments in use that forbid an act, each with the rules that do."""
        found = (
            (each, tuple(rule for rule in self.rules_in_use(each) if rule.modality == "must not" and not rule.standing))
            for each in self.in_use
        )
        return tuple((each, rules) for each, rules in found if rules)

    def rules_in_use(self, instrument: Instrument) -> tuple[Rule, ...]:
        """Return the rules of an instrument that answer when it is not named: those of a text encoded by hand left out."""
        if instrument.about("replaced by") not in self.instruments:
            return instrument.rules
        phases = tuple(f"phase-{phase.strip()}/" for phase in instrument.about("replaced phases").split(",") if phase)
        return tuple(rule for rule in instrument.rules if phases and not rule.provision.startswith(phases))

    @cached_property
    def encoded(self) -> tuple[Instrument, ...]:
        """Return the instruments that somebody encoded from their text: those of a data set left out."""
        return tuple(each for each in self.instruments.values() if not each.about("coded by"))

    @cached_property
    def _founding(self) -> Mapping[str, tuple[Instrument, ...]]:
        found: dict[str, tuple[Instrument, ...]] = {}
        for instrument in self.instruments.values():
            if organisation := instrument.about("organisation"):
                found[organisation] = (*found.get(organisation, ()), instrument)
        return found

    def founding(self, organisation: str) -> tuple[Instrument, ...]:
        """Return the instruments that found an organisation, in order of id."""
        return self._founding.get(organisation, ())

    def members(self, organisation: str, when: When) -> tuple[str, ...]:
        """Return the states bound at a time by an instrument that founds an organisation; empty when none is known."""
        members: dict[str, None] = {}
        for instrument in self.founding(organisation):
            members.update(dict.fromkeys(bound_parties(instrument, when)))
        return tuple(members)


def shipped_library_folder() -> Path:
    """Return the folder of the instruments that ship with foedus."""
    return Path(str(files("foedus") / "library"))


def load_library(*folders: str) -> Library:
    """Return the shipped library with the instruments of further folders beside it; a later id replaces an earlier.

    Installed packages add folders of pacts by the entry point `foedus.pacts`, before those that are named here. The
    shipped law and the imported ATOP alliances come from a cache that is rebuilt when a file of theirs changes.
    A library is made once for the same files: what is changed on disk is read at the next call.
    """
    added = (*_added_folders(), *folders)
    mark = signature(_files((shipped_library_folder(), *map(Path, added))))
    return _made(mark, added)


@lru_cache(maxsize=8)
def _made(mark: str, folders: tuple[str, ...]) -> Library:
    shipped = shipped_library_folder()
    sources = (*_files((shipped,)), *_reader_files())
    instruments: dict[str, Instrument] = dict(kept("library", signature(sources), _shipped))
    for folder in map(Path, folders):
        if not folder.is_dir():
            raise FoedusError(
                "no such folder of pacts",
                file=str(folder),
                expected="a folder of instruments",
                remedy="start one with 'foedus pacts new ID --into DIR'",
            )
        instruments |= _read_folder(folder)
    return Library(dict(sorted(instruments.items())), _read_chronology())


@cache
def _added_folders() -> tuple[str, ...]:
    """Return the folders of pacts that installed packages bring: each entry names a folder, or a package that is one."""
    found = []
    for entry in entry_points(group=ENTRY_POINTS):
        brought = entry.load()
        brought = brought() if callable(brought) else brought
        found += [str(path) for path in getattr(brought, "__path__", None) or (brought,)]
    return tuple(found)


def _shipped() -> dict[str, Instrument]:
    from foedus.pacts.atop import read_atop

    return {**{each.id: each for each in read_atop()}, **_read_folder(shipped_library_folder())}


def _read_folder(folder: Path) -> dict[str, Instrument]:
    paths = [folder] if (folder / "text.md").is_file() else sorted(folder.iterdir())
    return {path.name: read_instrument(path) for path in paths if path.is_dir() and (path / "text.md").is_file()}


def _files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def _reader_files() -> tuple[Path, ...]:
    """Return what the reading of the law hangs on beside the law itself: words, reader, imported tables."""
    root = Path(str(files("foedus")))
    found = [
        *root.glob("terms/*.csv"),
        *root.glob("terms/*.py"),
        *root.glob("pacts/**/*.py"),
        *root.glob("pacts/**/*.csv"),
    ]
    return tuple(sorted([*found, *root.glob("data/atop/*")]))


def _read_chronology() -> tuple[Mapping[str, str], ...]:
    path = shipped_library_folder() / "chronology.csv"
    return tuple(csv.DictReader(text_of(path).splitlines())) if path.is_file() else ()
