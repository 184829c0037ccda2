"""`foedus pacts show`: a pact as a page, its words and its rules under each article, its parties, readings and sources."""

from __future__ import annotations

from datetime import date

from foedus.briefs.pacts import as_json, html_page, page_lines
from foedus.cli.options import Options
from foedus.cli.output import check_output, made_by, put, put_json, width
from foedus.cli.page_text import terminal_lines
from foedus.cli.saving import check_save, save_parties
from foedus.desk import when_of
from foedus.pacts import load_library
from foedus.terms import day_when


def write_pact(options: Options, pact: str, on: str, save: str = "") -> None:
    """Write an instrument: its articles with their rules, its parties on a day or through time, its sources."""
    check_output(options)
    check_save(save)
    asked = when_of(on, "--on")
    today = asked or day_when(date.today())
    library = load_library(*options.library)
    instrument = library[pact]
    if options.format == "json":
        put_json(as_json(instrument, made_by(library.digest), today), options)
    elif options.format == "md":
        put("\n".join(page_lines(instrument, options.lang, on=asked, today=today)), options)
    elif options.format == "html":
        put(html_page(instrument, options.lang, on=asked, today=today), options)
    else:
        put("\n".join(terminal_lines(page_lines(instrument, options.lang, on=asked, today=today), width())), options)
    save_parties(save, instrument, options)
