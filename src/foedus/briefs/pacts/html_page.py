"""A pact as one self-contained HTML page: words on the left, the rules made of them on the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from foedus.briefs.pacts.body import Form, Part, Section, sections
from foedus.briefs.pacts.markdown import after_the_text, asleep, head_lines, opened, parties_title
from foedus.briefs.pacts.memberships import parties_on, parties_through_time
from foedus.briefs.pacts.rule_words import told_lines
from foedus.briefs.pacts.wording import told
from foedus.pacts import Instrument
from foedus.terms import When

_ADDRESS = re.compile(r"^https?://\S+$")


def html_page(instrument: Instrument, lang: str, *, on: When | None = None, today: When | None = None) -> str:
    """Return a pact as HTML that opens without a network: nothing is loaded, nothing runs."""
    opening, body = opened(sections(instrument))
    after = [(title, lines) for title, lines in after_the_text(instrument, lang)]
    pairs = [line.removeprefix("- ").partition(": ") for line in head_lines(instrument, lang, today)]
    notes = [instrument.about("status note"), told("imported note", lang) if instrument.about("coded by") else ""]
    named = [(section, _anchor(section.id or section.heading)) for section in body]
    environment = Environment(
        loader=PackageLoader("foedus.briefs", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("pact.html").render(
        lang=lang, title=instrument.title, id=instrument.id, head=[(key, value) for key, _, value in pairs],
        notes=[note for note in notes if note], contents_title=told("contents", lang),
        contents=[
            (parties_title(lang, on), "parties"), *((section.heading, anchor) for section, anchor in named),
            *((title, _anchor(title)) for title, _ in after),
        ],
        parties_title=parties_title(lang, on),
        parties=told_html(parties_on(instrument, on, lang) if on else parties_through_time(instrument, lang)),
        opening=[_section(section, "", instrument, on, lang) for section in opening],
        sections=[_section(section, anchor, instrument, on, lang) for section, anchor in named],
        after=[{"heading": title, "anchor": _anchor(title), "body": told_html(lines)} for title, lines in after],
    )  # fmt: skip


def _anchor(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", text.lower()).strip("-")


def _section(section: Section, anchor: str, instrument: Instrument, on: When | None, lang: str) -> dict[str, object]:
    heading = told(section.heading, lang) if not section.id else section.heading
    parts = [_part(part, instrument, on, lang) for part in section.parts]
    return {"heading": heading, "id": section.id, "anchor": anchor, "parts": parts}


def _part(part: Part, instrument: Instrument, on: When | None, lang: str) -> dict[str, object]:
    if instrument.about("coded by"):
        lines = told_lines([form.block for form in part.forms if form.block], instrument, on, lang)
        return {"words": told_html([*part.words, "", *lines]), "forms": []}
    return {
        "words": told_html(part.words),
        "forms": [_form(form, asleep(form, instrument, on, lang)) for form in part.forms],
    }


def _form(form: Form, remark: str) -> dict[str, object]:
    rows = Markup("\n").join(_row(row) for row in form.rows if not row.lstrip().startswith("#"))
    return {"text": rows, "remark": remark, "reading": bool(form.block and form.block.reading)}


def _row(row: str) -> Markup:
    key, colon, value = row.partition(":")
    return Markup("<b>{}</b>:{}").format(key, value) if colon and not row.startswith(" ") else escape(row)


def told_html(lines: Iterable[str]) -> Markup:
    """Return paragraphs, lists and tables of Markdown as HTML, everything in them escaped."""
    out, paragraph, items, table = [], [], [], []

    def close() -> None:
        if paragraph:
            out.append(Markup("<p>{}</p>").format(inline(" ".join(paragraph))))
        if items:
            told_items = (Markup("<li>{}</li>").format(inline(each)) for each in items)
            out.append(Markup("<ul>{}</ul>").format(Markup("").join(told_items)))
        if table:
            out.append(_table(table))
        for each in (paragraph, items, table):
            each.clear()

    for line in lines:
        text = line.strip()
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                if not table:
                    close()
                table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif not text:
            close()
        elif line.startswith("- "):
            if not items:
                close()
            items.append(line[2:])
        elif items:
            items[-1] += f" {text}"
        else:
            paragraph.append(text)
    close()
    return Markup("\n").join(out)


def _table(rows: Sequence[Sequence[str]]) -> Markup:
    head, *rest = rows
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in head)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(inline(cell)) for cell in row))
        for row in rest
    )
    return Markup('<div class="scroll"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        heads, body
    )


def inline(text: str) -> Markup:
    """Return one line as HTML: what stands in backticks as code, a whole address as a link."""
    if _ADDRESS.fullmatch(text):
        return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(text)
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)
    )
