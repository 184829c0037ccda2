"""What the Python API answers with: the results of the rooms, which also show themselves in a notebook."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from foedus import briefs
from foedus.incidents import Correction, Discrepancy, Incident, Reconciliation
from foedus.reading import Claim, Report


class _Told:
    """A result that can be told in every format."""

    def render(
        self, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False
    ) -> str | bytes:
        """Return the result in a format: text for terminal, md, html, json, bib and ics, bytes for pdf and docx."""
        raise NotImplementedError

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the result as data, in the shape that the command writes."""
        return json.loads(self.render("json", lang=lang))

    def to_html(self, lang: str = "en") -> str:
        """Return the result as one page that needs nothing else."""
        return str(self.render("html", lang=lang))

    def to_markdown(self, lang: str = "en") -> str:
        """Return the result as Markdown."""
        return str(self.render("md", lang=lang))

    def __str__(self) -> str:
        return str(self.render())

    def _repr_html_(self) -> str:
        # A frame keeps the page's styles out of the notebook and the notebook's out of the page.
        page = html.escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:36em;border:0" sandbox="allow-same-origin"></iframe>'


@dataclass(frozen=True, repr=False)
class Assessment(_Told, briefs.Assessment):
    """What the library says of one incident: determinations, collisions and what would change them."""

    def render(
        self, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False, proofs: bool = False
    ) -> str | bytes:
        return briefs.render_assessment(self, format, lang=lang, width=width, colour=colour, proofs=proofs)

    def __repr__(self) -> str:
        return f"<Assessment of {self.incident.act or 'an incident'}: {len(self.determinations)} determinations>"


@dataclass(frozen=True, repr=False)
class Brief(_Told, briefs.Brief):
    """Everything that a reader is told of some reports, before any format or language."""

    def render(
        self, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False
    ) -> str | bytes:
        return briefs.render(self, format, lang=lang, width=width, colour=colour)

    def __repr__(self) -> str:
        return f"<Brief of {len(self.reports)} reports: {len(self.assessments)} incidents>"


@dataclass(frozen=True, repr=False)
class Reading(_Told):
    """Reports as read and what they come to: claims, merged incidents, discrepancies."""

    reports: tuple[Report, ...]
    reconciliation: Reconciliation
    library: str = ""
    published: date | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for report in self.reports for claim in report.claims)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return self.reconciliation.incidents

    @property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        return self.reconciliation.discrepancies

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return self.reconciliation.corrections

    def render(
        self, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False
    ) -> str | bytes:
        return briefs.render_reading(
            self.reports, self.reconciliation, format, library=self.library, lang=lang, width=width, colour=colour,
            published=self.published,
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"<Reading of {len(self.reports)} reports: {len(self.claims)} claims, {len(self.incidents)} incidents>"


def shown(result: Any, kind: type) -> Any:
    """Return a room's result as the kind of this desk that shows itself."""
    return kind(**{each.name: getattr(result, each.name) for each in fields(result)})
