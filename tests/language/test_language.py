"""The pact language, one small file each: good ones read to the declarations beside them, bad ones to one message.

Beside `name.md`, the text, may stand `name.seats.csv`, `name.facts.csv` and `name.cases.md`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from foedus.determinations import check_instrument
from foedus.pacts import Instrument, Library, kinds, read_instrument
from foedus.pacts.rows import read_blocks
from foedus.terms import Edge, FoedusError

HERE = Path(__file__).parent
PARTIES = (
    "party,towards,status,from,until,verified,source\nFRA,,party,2000-01-01,,report,\nGBR,,party,2000-01-01,,report,\n"
)


@pytest.fixture
def reset(request: pytest.FixtureRequest) -> bool:
    """Whether to record what is printed now as what is expected (`pytest --reset-language`)."""
    return request.config.getoption("--reset-language")


def texts(folder: str) -> list[Path]:
    return sorted(path for path in (HERE / folder).glob("*.md") if not path.name.endswith(".cases.md"))


def instrument_of(text: Path, folder: Path) -> Instrument:
    folder = folder / "pact"
    folder.mkdir()
    (folder / "text.md").write_text(text.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")
    for beside in text.parent.glob(f"{text.stem}.*.*"):
        (folder / beside.name.removeprefix(f"{text.stem}.")).write_text(beside.read_text("utf-8"), encoding="utf-8")
    return read_instrument(folder)


def what_is_wrong(text: Path, folder: Path) -> str:
    """Return the message that reading a pact, or running its one case, gives."""
    try:
        pact = instrument_of(text, folder)
    except FoedusError as error:
        return f"{error}\n"
    (case,) = check_instrument(pact, Library({"pact": pact})).cases
    assert not case.passed, "nothing is wrong"
    return f"{case.message}\n"


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


@pytest.mark.parametrize("path", texts("good"), ids=lambda path: path.stem)
def test_a_good_pact_reads_to_its_declarations(path: Path, tmp_path: Path, reset: bool) -> None:
    pact = instrument_of(path, tmp_path)
    told = "\n".join(printed(block) for block in (*pact.blocks, *pact.variants, *pact.seats)) + "\n"
    expected = path.with_suffix(".expected")
    if reset:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", texts("bad"), ids=lambda path: path.stem)
def test_a_bad_pact_gives_its_one_message(path: Path, tmp_path: Path, reset: bool) -> None:
    told = what_is_wrong(path, tmp_path)
    expected = path.with_suffix(".expected")
    if reset:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    assert told.count("\n") == 1
    if not (path.parent / f"{path.stem}.cases.md").is_file():
        where = [*path.parent.glob(f"{path.stem}.*.csv"), path][0]
        wrong = "text.md" if where == path else where.name.removeprefix(f"{path.stem}.")
        assert told.startswith(f"pact/{wrong}:")


def test_every_kind_of_block_and_every_row_has_a_good_example() -> None:
    rows = {
        (block.kind, row.key)
        for path in texts("good")
        for block in read_blocks(path.read_text(encoding="utf-8"), path.name)
        for row in block.rows
    }
    wanted = {(kind, key) for kind, keys in kinds.KEYS.items() for key in keys}
    assert wanted <= rows, sorted(wanted - rows)
