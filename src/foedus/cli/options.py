"""The options that every command takes, before or after its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

import typer

LANGUAGES = ("en", "fr")
SUFFIXES = {
    "md": "md", "markdown": "md", "html": "html", "htm": "html", "json": "json", "csv": "csv", "pdf": "pdf", "docx": "docx",
    "bib": "bib", "ics": "ics",
    "xlsx": "xlsx", "parquet": "parquet", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What was asked of every command alike: language, folders of pacts, format and where the result goes."""

    lang: str = "en"
    library: tuple[str, ...] = ()
    format: str = ""
    output: str | None = None


def _version(asked: bool) -> None:
    if asked:
        from foedus import __version__

        typer.echo(f"foedus {__version__}")
        raise typer.Exit


def option(name: str, metavar: str, help_text: str, *more: str) -> Any:
    """Return an option that takes one value; without it the value is empty."""
    return typer.Option(*more, name, metavar=metavar, help=help_text, show_default=False)


def argument(metavar: str, help_text: str) -> Any:
    """Return an argument under the name that the help gives it."""
    return typer.Argument(metavar=metavar, help=help_text, show_default=False)


Version = Annotated[
    bool,
    typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.", show_default=False),
]
Lang = Annotated[str, option("--lang", "LANG", "Language of the answer: en (default) or fr.")]
Folders = Annotated[list[str], option("--library", "DIR", "A folder of pacts beside the shipped ones; repeatable.")]
Output = Annotated[str, option("--output", "FILE", "Write the result there (default: standard output).", "-o")]


def _format(formats: Sequence[str]) -> Any:
    told = "Format of the result; json always among them."
    if formats:
        told = f"{', '.join(formats)}; default: {formats[0]}, or by the suffix of -o."
    return Annotated[str, option("--format", "FORMAT", told)]


def _parameters(formats: Sequence[str]) -> dict[str, Any]:
    return {"format": _format(formats), "output": Output, "lang": Lang, "library": Folders, "version": Version}


def everywhere(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the shared options; its first parameter receives them as `Options`.

    `formats` are those that the command offers, the default first. What is given after the command's name goes
    before what is given ahead of it; folders of pacts add up.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]

        @wraps(command)
        def wrapped(ctx: typer.Context, **given: Any) -> None:
            late = {name: given.pop(name) for name in _parameters(formats)}
            command(_settled(_over(ctx.find_root().obj, late), formats), **given)

        _sign(wrapped, own, formats)
        return wrapped

    return decorate


def ahead(ctx: typer.Context, **given: Any) -> None:
    """Keep the shared options that stand before the command's name."""
    ctx.find_root().obj = _over(ctx.find_root().obj, given)


def group(help_text: str) -> Callable[..., None]:
    """Return the callback of a group of commands, which takes the shared options."""

    def callback(ctx: typer.Context, **given: Any) -> None:
        ahead(ctx, **given)

    callback.__doc__ = help_text
    _sign(callback, [], ())
    return callback


def _sign(function: Callable[..., None], own: list[inspect.Parameter], formats: Sequence[str]) -> None:
    """Give a function the signature that the command line is made from."""
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_empty(name), annotation=kind)
        for name, kind in _parameters(formats).items()
    ]
    own = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
    function.__signature__ = inspect.Signature([context, *own, *shared])  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in (context, *own, *shared)}
    if hasattr(function, "__wrapped__"):
        del function.__wrapped__


def _empty(name: str) -> object:
    return {"version": False, "library": []}.get(name, "")


def _over(early: Any, late: dict[str, Any]) -> dict[str, Any]:
    early = early if isinstance(early, dict) else {}
    merged = {name: late.get(name) or early.get(name) for name in ("lang", "format", "output")}
    merged["library"] = [*(early.get("library") or ()), *(late.get("library") or ())]
    return merged


def _settled(asked: dict[str, Any], formats: Sequence[str]) -> Options:
    from foedus.terms import FoedusError, nearest

    lang = asked["lang"] or "en"
    if lang not in LANGUAGES:
        raise FoedusError(f"unknown language '{lang}'", field="--lang", expected=" or ".join(LANGUAGES))
    shape = asked["format"] or ""
    if not formats:
        return Options(lang, tuple(asked["library"]))
    by_suffix = "" if shape else SUFFIXES.get((asked["output"] or "").rpartition(".")[2].lower(), "")
    shape = shape or by_suffix or formats[0]
    if shape not in formats and not ("html" in formats and shape in _added()):
        raise FoedusError(
            f"{'no' if by_suffix else 'unknown'} format '{shape}'{' here' if by_suffix else ''}",
            file=asked["output"] if by_suffix else None, field="-o" if by_suffix else "--format",
            expected=f"one of {', '.join(formats)}", nearest=nearest(shape, formats),
            remedy="name another file, or choose with --format" if by_suffix else None,
        )  # fmt: skip
    return Options(lang, tuple(asked["library"]), shape, asked["output"] or None)


def _added() -> set[str]:
    """Return the formats of briefs that installed packages add."""
    from importlib.metadata import entry_points

    return {entry.name for entry in entry_points(group="foedus.briefs")}
