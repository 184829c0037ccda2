"""The commands and their help; what a command needs is loaded when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import everywhere, group
from foedus.cli.plain import PlainCommand

app = typer.Typer(
    name="foedus", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
)  # fmt: skip
pacts_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

app.callback()(
    group(
        """Run mutual-defence pacts: what happened, which pact is engaged, who owes what to whom, and why.

        No legal advice and no prediction. The options below may stand before or after a command.
        """
    )
)
pacts_app.callback()(group("The law library: list, print and test pacts."))
app.add_typer(pacts_app, name="pacts", help="The law library: list, print and test pacts.")

Reports = Annotated[list[str], typer.Argument(metavar="REPORT", help="News reports as text or HTML; '-' for standard input.")]
Published = Annotated[str, typer.Option("--published", metavar="DATE", help="Day of reports that carry no date of their own.", show_default=False)]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="Day of the law (default: the incident's own).", show_default=False)]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Leave out what was first known after this day.", show_default=False)]
Pacts = Annotated[list[str], typer.Option("--pact", metavar="ID", help="Ask these pacts only; repeatable, or joined by commas.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Also what is not triggered or not in force, in every reading.", show_default=False)]


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json")
def brief(options, reports: Reports, published: Published = "", on: On = "", as_of: AsOf = "") -> None:  # noqa: ANN001
    """Read news reports and write the brief: what happened, who owes what, what is unknown."""
    from foedus.cli.reports import write_brief

    write_brief(options, reports, published, on, as_of)


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json")
def read(options, reports: Reports, published: Published = "") -> None:  # noqa: ANN001
    """Only read news reports: claims, merged incidents, discrepancies."""
    from foedus.cli.reports import write_reading

    write_reading(options, reports, published)


@app.command(cls=PlainCommand)
@everywhere("terminal", "md", "html", "json")
def assess(
    options,  # noqa: ANN001
    incident: Annotated[
        list[str],
        typer.Argument(metavar="INCIDENT", help="A YAML or JSON file, '-', or words such as act=raid target=BFA date=2023-09-20."),
    ],
    on: On = "", as_of: AsOf = "", pact: Pacts = [], everything: All = False,  # noqa: B006
) -> None:  # fmt: skip
    """Ask the pacts about one incident."""
    from foedus.cli.assessment import write_assessment

    write_assessment(options, incident, on, as_of, pact, everything)


@pacts_app.command("list", cls=PlainCommand)
@everywhere("terminal", "csv", "json")
def list_pacts(options, on: Annotated[str, typer.Option("--on", metavar="DATE", help="In force on this day (default: today).", show_default=False)] = "") -> None:  # noqa: ANN001
    """List the law library."""
    from foedus.cli.pact_list import write_list

    write_list(options, on)


@pacts_app.command("show", cls=PlainCommand)
@everywhere("terminal", "md", "json")
def show_pact(
    options,  # noqa: ANN001
    pact: Annotated[str, typer.Argument(metavar="ID", help="Id of a pact; see 'foedus pacts list'.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Parties on this day (default: today).", show_default=False)] = "",
) -> None:
    """Print a pact: its articles and rules, its parties on a day, its sources."""
    from foedus.cli.pact_page import write_pact

    write_pact(options, pact, on)


@pacts_app.command("check", cls=PlainCommand)
@everywhere("terminal", "json")
def check_pacts(
    options,  # noqa: ANN001
    folder: Annotated[str, typer.Argument(metavar="DIR", help="One instrument or a folder of them (default: the shipped library).", show_default=False)] = "",
) -> None:
    """Read pacts and run their cases; exit 1 when one fails."""
    from foedus.cli.pact_check import write_check

    write_check(options, folder)


@app.command(cls=PlainCommand)
@everywhere("terminal", "json")
def terms(
    options,  # noqa: ANN001
    word: Annotated[list[str], typer.Argument(metavar="WORD", help="A vocabulary such as act, or one word.", show_default=False)] = [],  # noqa: B006
) -> None:
    """Tell the vocabulary: all of it, one table, or one word."""
    from foedus.cli.vocabulary import write_terms

    write_terms(options, " ".join(word))
