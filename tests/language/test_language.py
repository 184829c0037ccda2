"""The pact language, one small file each: good ones read to the declarations beside them, bad ones to one message."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from foedus.pacts import Instrument, read_instrument
from foedus.terms import Edge, FoedusError

HERE = Path(__file__).parent
PARTIES = (
    "party,towards,status,from,until,verified,source\nFRA,,party,2000-01-01,,report,\nGBR,,party,2000-01-01,,report,\n"
)


@pytest.fixture
def reset(request: pytest.FixtureRequest) -> bool:
    """Whether to record what is printed now as what is expected (`pytest --reset-language`)."""
    return request.config.getoption("--reset-language")


def instrument_of(text: str, folder: Path) -> Instrument:
    folder = folder / "pact"
    folder.mkdir()
    (folder / "text.md").write_text(text, encoding="utf-8")
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")
    return read_instrument(folder)


def printed(value: object, indent: int = 0) -> str:
    """Return declarations as lines of `field: value`, empty ones left out."""
    pad = "  " * indent
    if isinstance(value, Edge):
        return f" {value.text}"
    if is_dataclass(value) and not isinstance(value, type):
        lines = [f"{pad}{type(value).__name__}"]
        for each in fields(value):
            inner = getattr(value, each.name)
            if each.name not in ("origin", "line", "heading") and inner not in ("", (), None):
                told = printed(inner, indent + 2)
                lines.append(
                    f"{pad}  {each.name}:{told if told.startswith(' ') else ' ' + told}"
                    if "\n" not in told
                    else f"{pad}  {each.name}:\n{told}"
                )
        return "\n".join(lines)
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return "\n".join(printed(each, indent) for each in value)
    if isinstance(value, tuple):
        return " " + " | ".join(map(str, value))
    return f" {value}"


@pytest.mark.parametrize("path", sorted((HERE / "good").glob("*.md")), ids=lambda path: path.stem)
def test_a_good_pact_reads_to_its_declarations(path: Path, tmp_path: Path, reset: bool) -> None:
    pact = instrument_of(path.read_text(encoding="utf-8"), tmp_path)
    told = "\n".join(printed(block) for block in (*pact.blocks, *pact.variants)) + "\n"
    expected = path.with_suffix(".expected")
    if reset:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((HERE / "bad").glob("*.md")), ids=lambda path: path.stem)
def test_a_bad_pact_gives_its_one_message(path: Path, tmp_path: Path, reset: bool) -> None:
    with pytest.raises(FoedusError) as raised:
        instrument_of(path.read_text(encoding="utf-8"), tmp_path)
    told = f"{raised.value}\n"
    expected = path.with_suffix(".expected")
    if reset:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    assert told.startswith("pact/text.md:") and told.count("\n") == 1
