"""The commands and their help; what a command needs is loaded when it runs."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from foedus.cli.options import Options, argument, everywhere, group, option
from foedus.cli.plain import PlainCommand

PLAIN: dict[str, Any] = {"no_args_is_help": True, "rich_markup_mode": None, "pretty_exceptions_enable": False}
LIBRARY = "The law library: list, print, test, compare and start pacts."

app = typer.Typer(name="foedus", add_completion=False, **PLAIN)
pacts_app = typer.Typer(**PLAIN)
app.callback()(
    group(
        """Run mutual-defence pacts: what happened, which pact is engaged, who owes what to whom, and why.

        No legal advice and no prediction. The options below may stand before or after a command.
        """
    )
)
pacts_app.callback()(group(LIBRARY))

Reports = Annotated[list[str], argument("REPORT", "News reports as text or HTML; '-' for standard input.")]
Published = Annotated[str, option("--published", "DATE", "Day of reports that carry no date of their own.")]
On = Annotated[str, option("--on", "DATE", "Day of the law (default: the incident's own).")]
OnParties = Annotated[str, option("--on", "DATE", "Who is party on this day (default: through time; in force today).")]
OnDay = Annotated[
    str, option("--on", "DATE", "Only what is or may be in force on this day (default: all, as of today).")
]
LawDay = Annotated[str, option("--on", "DATE", "Day of the law (default: today).")]
OfBearer = Annotated[str, option("--party", "ID", "Only collisions of this state.")]
OfParty = Annotated[
    str, option("--party", "ID", "Only pacts of this state or body: id, code or name; with --on bound then.")
]
OfRegion = Annotated[str, option("--region", "TEXT", "Only pacts of a region, such as Sahel.")]
OfKind = Annotated[str, option("--kind", "TEXT", "Only pacts of a kind, such as mutual defence.")]
Imported = Annotated[
    bool,
    typer.Option(
        "--atop",
        help="In the terminal also the alliances coded by ATOP; any filter shows those that fit it.",
        show_default=False,
    ),
]
Corrections = Annotated[str, option("--corrections", "FILE", "What people change of the reading, as JSON.")]
AsOf = Annotated[str, option("--as-of", "DATE", "Leave out what was first known after this day.")]
Pacts = Annotated[list[str], option("--pact", "ID", "Ask these pacts only; repeatable, or joined by commas.")]
All = Annotated[bool, typer.Option("--all", help="Also what is not triggered or not in force.", show_default=False)]
Readings = Annotated[
    list[str],
    option("--reading", "NAME", "Only this reading beside the first; repeatable, several at once joined by ' + '."),
]
ProofLength = Annotated[str, option("--proof", "LENGTH", "In the terminal: short (default: what decided) or whole.")]
Incident = Annotated[
    list[str], argument("INCIDENT", "A YAML or JSON file, '-', or words: act=raid target=BFA date=2023-09-20.")
]
Pact = Annotated[str, argument("ID", "Id of a pact; see 'foedus pacts list'.")]
Folder = Annotated[str, argument("DIR", "One pact or a folder of pacts (default: the shipped library).")]
NewPact = Annotated[str, argument("ID", "Id of the new pact: small letters, digits and hyphens.")]
Into = Annotated[str, option("--into", "DIR", "Folder to make it in (default: this one).")]
OnePact = Annotated[str, argument("A", "Id of a pact, or its folder.")]
OtherPact = Annotated[
    str, argument("B", "Id of another, or its folder (default: the shipped pact that A is named like).")
]
Host = Annotated[str, option("--host", "ADDRESS", "Where to listen (default: 127.0.0.1, this machine only).")]
Port = Annotated[int, option("--port", "NUMBER", "Port (default: 8765; 0 for any that is free).")]
Names = Annotated[list[str], option("--name", "HOST", "Answer to this host name too; repeatable.")]
Keep = Annotated[str, option("--keep", "DIR", "Folder in which cases are kept (default: that of the user's state).")]
Workers = Annotated[int, option("--workers", "NUMBER", "Processes that share the work (default: 1).")]
Fetch = Annotated[
    bool, typer.Option("--fetch", help="Let readers give web addresses; private ones never.", show_default=False)
]
Example = Annotated[bool, typer.Option("--example", help="Start on the brief of the samples.", show_default=False)]
Show = Annotated[bool, typer.Option("--show", help="Open it in the web browser.", show_default=False)]
Answer = Annotated[str, argument("FILE", "An answer of brief, read or assess as JSON; '-' for standard input.")]
Save = Annotated[str, option("--save", "FILE", "Also save a picture of it: FILE.svg, .png, .pdf or .html.")]
Drawn = Annotated[
    str, option("--picture", "WHICH", "Picture that --save writes: map (default), proof, network or timeline.")
]
Word = Annotated[list[str], argument("WORD", "A vocabulary such as act, or one word.")]


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json", "pdf", "docx", "bib", "ics")
def brief(
    options: Options,
    reports: Reports,
    published: Published = "",
    on: On = "",
    as_of: AsOf = "",
    corrections: Corrections = "",
    save: Save = "",
) -> None:
    """Read news reports and write the brief: what happened, who owes what to whom, what is unknown."""
    from foedus.cli.reports import write_brief

    write_brief(options, reports, published, on, as_of, corrections, save)


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json", "pdf", "docx")
def read(options: Options, reports: Reports, published: Published = "", corrections: Corrections = "") -> None:
    """Only read news reports: claims, merged incidents, discrepancies."""
    from foedus.cli.reports import write_reading

    write_reading(options, reports, published, corrections)


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json", "pdf", "docx", "bib", "ics")
def assess(
    options: Options,
    incident: Incident,
    on: On = "",
    as_of: AsOf = "",
    pact: Pacts = [],  # noqa: B006
    everything: All = False,
    reading: Readings = [],  # noqa: B006
    proof: ProofLength = "",
    save: Save = "",
    picture: Drawn = "",
) -> None:
    """Ask the pacts about one incident."""
    from foedus.cli.assessment import write_assessment

    write_assessment(options, incident, on, as_of, pact, everything, reading, proof, save, picture)


@app.command(cls=PlainCommand)
@everywhere("terminal", "json")
def verify(options: Options, file: Answer) -> None:
    """Check an answer file again: same inputs, same library, same answer; exit 1 where a byte differs."""
    from foedus.cli.verify import write_verification

    write_verification(options, file)


@app.command(cls=PlainCommand)
@everywhere("terminal", "json")
def terms(options: Options, word: Word = []) -> None:  # noqa: B006
    """Tell the vocabulary: all of it, one table, or one word."""
    from foedus.cli.vocabulary import write_terms

    write_terms(options, " ".join(word))


@app.command(cls=PlainCommand)
@everywhere()
def serve(
    options: Options,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    name: Names = [],  # noqa: B006
    keep: Keep = "",
    workers: Workers = 1,
    fetch: Fetch = False,
    example: Example = False,
    show: Show = False,
) -> None:
    """Open the desk in the browser: briefs, questions, pacts, maps, what-ifs."""
    from foedus.cli.serving import run_desk

    run_desk(options, host, port, name, keep, workers, fetch, example, show)


app.add_typer(pacts_app, name="pacts", help=LIBRARY)


@pacts_app.command("list", cls=PlainCommand)
@everywhere("terminal", "csv", "json")
def list_pacts(
    options: Options,
    party: OfParty = "",
    on: OnDay = "",
    region: OfRegion = "",
    kind: OfKind = "",
    atop: Imported = False,
    save: Save = "",
) -> None:
    """List the law library, or the pacts that fit every filter."""
    from foedus.cli.pact_list import write_list

    write_list(options, on, party, region, kind, atop, save)


@pacts_app.command("collisions", cls=PlainCommand)
@everywhere("terminal", "csv", "json")
def collisions(options: Options, on: LawDay = "", party: OfBearer = "") -> None:
    """Suppose that any state attacked any other: who would be bound to two incompatible things."""
    from foedus.cli.pact_collisions import write_collisions

    write_collisions(options, on, party)


@pacts_app.command("show", cls=PlainCommand)
@everywhere("terminal", "md", "html", "json")
def show_pact(options: Options, pact: Pact, on: OnParties = "", save: Save = "") -> None:
    """Print a pact: words and rules of each article, parties on a day or through time, readings, sources."""
    from foedus.cli.pact_page import write_pact

    write_pact(options, pact, on, save)


@pacts_app.command("check", cls=PlainCommand)
@everywhere("terminal", "json")
def check_pacts(options: Options, folder: Folder = "") -> None:
    """Read pacts, run their cases and lint them; exit 1 for a case that fails or an error."""
    from foedus.cli.pact_check import write_check

    write_check(options, folder)


@pacts_app.command("diff", cls=PlainCommand)
@everywhere("terminal", "json")
def diff_pacts(options: Options, one: OnePact, other: OtherPact = "") -> None:
    """Compare two pacts clause by clause, or two versions of one."""
    from foedus.cli.pact_diff import write_diff

    write_diff(options, one, other)


@pacts_app.command("new", cls=PlainCommand)
@everywhere("terminal", "json")
def new_pact(options: Options, pact: NewPact, into: Into = "") -> None:
    """Start a pact: a folder with an example to write over."""
    from foedus.cli.pact_new import write_new

    write_new(options, pact, into)
