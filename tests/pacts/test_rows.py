"""The reader of blocks agrees with a stock YAML parser wherever the subset is stock YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foedus.pacts.rows import read_rows

WORDS = (
    st.text(alphabet="abcdefgh ,.()/-", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda word: word and word[0] not in "-,.?" and not word.endswith(":"))
)


def numbered(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.splitlines(), 1))


@given(
    st.dictionaries(
        st.sampled_from(["rule", "act", "target", "note", "up to"]),
        WORDS | st.lists(WORDS, min_size=1, max_size=3),
        min_size=1,
    )
)
def test_rows_and_lists_read_as_yaml_reads_them(rows: dict[str, str | list[str]]) -> None:
    text = "".join(
        f"{key}: {value}\n" if isinstance(value, str) else f"{key}:\n" + "".join(f"  - {item}\n" for item in value)
        for key, value in rows.items()
    )
    stock = yaml.load(text, Loader=yaml.BaseLoader)
    ours = {row.key: row.value or [item for item, _ in row.items] for row in read_rows(numbered(text), "x")}
    assert ours == stock


@pytest.mark.parametrize("word", ["NO", "yes", "on", "2023-09-20", "1.0", "null", "~"])
def test_everything_is_text(word: str) -> None:
    assert read_rows(numbered(f"target: {word}"), "x")[0].value == word


def test_a_comment_is_no_value_and_a_quoted_number_sign_is() -> None:
    rows = read_rows(numbered('# a line\nact: raid  # why\nnote: "no. #5: so"'), "x")
    assert [(row.key, row.value, row.line) for row in rows] == [("act", "raid", 2), ("note", "no. #5: so", 3)]
