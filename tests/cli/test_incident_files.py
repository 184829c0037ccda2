"""Incidents as people write them: YAML, JSON and words are one thing, and what is wrong is told by its line."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.desk import Given, from_file, from_words, incident_of
from foedus.pacts import load_library
from foedus.terms import FoedusError

YAML = b"""\
# a raid on soldiers
date: 2023-09-20
act: raid
actor: JNIM
target: BFA
struck: armed forces
place: NOR
harm:
  - sovereignty
  - territorial integrity
facts:
  consent of the target: false
  state of war: unknown
"""
JSON = json.dumps({
    "date": "2023-09-20", "act": "raid", "actor": "JNIM", "target": ["BFA"], "struck": "armed_forces", "place": "NOR",
    "harm": "sovereignty, territorial integrity", "facts": {"consent_of_the_target": False, "state of war": None},
})  # fmt: skip
WORDS = [
    "date=2023-09-20", "act=raid", "actor=JNIM", "target=BFA", "struck=armed forces", "place=NOR",
    "harm=sovereignty,territorial integrity", "consent of the target=false", "state_of_war=unknown",
]  # fmt: skip


def made(name: str, content: bytes) -> object:
    incident, unknown = incident_of(from_file(Given(name, content)), load_library().fact_phrases)
    assert not unknown
    return incident


def refused(name: str, content: bytes) -> FoedusError:
    with pytest.raises(FoedusError) as caught:
        incident_of(from_file(Given(name, content)), load_library().fact_phrases)
    return caught.value


def test_yaml_json_and_words_are_the_same_incident() -> None:
    from foedus.desk import Written

    incident = made("raid.yaml", YAML)
    assert incident == made("raid.json", JSON.encode())
    assert incident == made("-", JSON.encode()) == made("-", YAML)
    assert incident == incident_of(Written(from_words(WORDS)), load_library().fact_phrases)[0]


def test_everything_is_text_and_nothing_is_guessed() -> None:
    stated = from_file(Given("a.yaml", b"place: NO\ndate: 2023-09-20\nid: 0x1F\n"))
    assert stated.values == {"place": "NO", "date": "2023-09-20", "id": "0x1F"}
    incident = made("raid.yaml", YAML)
    assert incident.facts == {"consent of the target": False, "state of war": None}


def test_an_interval_and_an_empty_value() -> None:
    incident = made("raid.yaml", b"date: {start: 2023-09-01, end: 2023-09-15}\nact: raid\nactor: ~\norigin:\n")
    assert incident.date.to_json() == {"start": "2023-09-01", "end": "2023-09-15"}
    assert incident.actor == () and incident.origin is None


BAD = [
    ("a.yaml", b"act: raid\ntarget: BFA\nact: ambush\n", 3, "'act' stands twice"),
    ("a.json", b'{"act": "raid",\n"target": "BFA",\n"act": "ambush"}', 1, "'act' stands twice"),
    ("a.yaml", b"act: raid\n\ttarget: BFA\n", 2, "not YAML"),
    ("a.yaml", b"act: [raid\ntarget: BFA\n", 2, "not YAML"),
    ("a.json", b'{"act": "raid",\n"target": BFA}', 2, "not JSON"),
    ("a.json", b"act: raid\n", 1, "not JSON"),
    ("a.yaml", b"- act: raid\n- act: ambush\n", None, "a list of 2 incidents"),
    ("a.json", b"[]", None, "an empty list"),
    ("a.yaml", b"act: raid\n---\nact: ambush\n", 2, "several documents"),
    ("a.yaml", b"just words\n", 1, "no incident"),
    ("a.yaml", b"# nothing\n", 1, "no incident"),
    ("a.yaml", b"act: raid\ntraget: BFA\n", 2, "unknown key 'traget'"),
    ("a.json", b'{"act": "raid",\n"traget": "BFA"}', 2, "unknown key 'traget'"),
    ("a.yaml", b"act: raidd\n", 1, "unknown act 'raidd'"),
    ("a.yaml", b"act: raid\ndate: 2023-02-30\n", 2, "'2023-02-30' is not a day of the calendar"),
    ("a.yaml", b"act: raid\nfacts:\n  state of war: perhaps\n", 2, "'perhaps' is neither true nor false"),
    ("a.yaml", b"act: raid\ntarget: {first: BFA}\n", 2, "a map or list inside"),
    ("a.yaml", b"act: &a raid\ntarget: *a\n", 1, "anchor"),
    ("a.yaml", b"act: !!python/object:os.system raid\n", 1, "tag"),
    ("a.yaml", b"act: " + b"[" * 5000 + b"]" * 5000, 1, "nested too deeply"),
    ("a.json", b'{"act": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", None, "nested too deeply"),
    ("a.yaml", b"act: r\xe9id\n", 1, "not UTF-8"),
    ("a.yaml", b"act: raid\x00\n", None, "not text"),
    ("a.yaml", b"act: raid\x07\n", None, "not YAML"),
]


@pytest.mark.parametrize(("name", "content", "line", "told"), BAD, ids=[f"{name}: {told}" for name, _, _, told in BAD])
def test_what_is_wrong_is_told_with_file_and_line(name, content, line, told) -> None:
    error = refused(name, content)
    assert told in error.message and error.file == name
    assert error.line == line
    assert len(str(error).splitlines()) == 1


def test_a_mistyped_key_or_word_names_the_nearest() -> None:
    assert refused("a.yaml", b"traget: BFA\n").nearest == "target"
    assert refused("a.yaml", b"act: raidd\n").nearest == "raid"


def test_a_file_is_answered_with_its_checksum(run, tmp_path: Path) -> None:
    import base64
    import hashlib

    path = tmp_path / "raid.yaml"
    path.write_bytes(YAML)
    answer = json.loads(run("assess", path, "--format", "json").out)
    (given,) = answer["made_by"]["inputs"]
    assert given["file"] == str(path) and given["sha256"] == hashlib.sha256(YAML).hexdigest()
    assert base64.b64decode(given["content"]) == YAML
    assert answer["incident"]["actor"] == "JNIM"


def test_standard_input_is_a_file_too(run) -> None:
    assert json.loads(run("assess", "-", "--format", "json", stdin=YAML).out)["incident"]["target"] == "BFA"


def test_a_fact_that_no_pact_knows_is_a_warning_and_the_answer_comes(run, tmp_path: Path) -> None:
    path = tmp_path / "raid.yaml"
    path.write_bytes(YAML.replace(b"state of war: unknown", b"consent of the targett: true"))
    ended = run("assess", path, "--format", "json")
    assert ended.code == 0 and json.loads(ended.out)["determinations"]
    assert ended.err.startswith("foedus: warning: ") and f"{path}:13" in ended.err
    assert "did you mean 'consent of the target'?" in ended.err
    words = run("assess", "act=raid", "target=BFA", "date=2023-09-20", "blessing of the elders=true", "--format", "json")
    assert words.code == 0 and "blessing of the elders" in words.err


def test_a_fact_of_a_pact_counts_as_a_word(run) -> None:
    phrase = "decision of the mediation and security council"
    ended = run("assess", "act=coup", "target=NER", "date=2023-08-10", f"{phrase}=true", "--format", "json")
    assert ended.code == 0 and not ended.err
    assert json.loads(ended.out)["incident"]["facts"] == {phrase: True}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("act=raid", "act=ambush"), "'act' is given twice"),
        (("act=raid", "armed", "forces"), "'armed' is no 'key=value'"),
        (("one.yaml", "two.yaml"), "'two.yaml' is one too many"),
        (("=raid",), "has no key"),
        (("act=raidd",), "did you mean 'raid'?"),
        (("actt=raid",), "did you mean 'act'?"),
        (("act=raid", "target=XYZ"), "unknown target 'XYZ'"),
        (("act=raid", "date=2023-13-01"), "'2023-13-01' is not a day"),
        (("act=raid", "--pact", "nato"), "unknown pact 'nato'"),
        (("act=raid", "--on", "yesterday"), "--on: 'yesterday' is not a date"),
        (("act=raid", "--as-of", "20/09/2023"), "--as-of: '20/09/2023' is not a date"),
        (("act=raid", "target="), "'target=' has no value"),
        (("act=raid", "--as-of", "2023-09"), "--as-of: '2023-09' is not one day"),
        (("missing.yaml",), "no such file"),
        (("-",), "nothing on standard input"),
    ],
)
def test_bad_words_are_one_line_and_1(run, words, told) -> None:
    ended = run("assess", *words)
    assert ended.code == 1 and not ended.out
    assert len(ended.err.splitlines()) == 1 and told in ended.err


NAMES = st.sampled_from(["a.yaml", "a.json", "-"])
PIECES = st.sampled_from([
    "act", "target", "date", "facts", "place", ": ", ":", "\n", "  ", "- ", "raid", "BFA", "2023-09-20", "{", "}", "[", "]", ",",
    '"', "'", "|", ">", "#", "&a", "*a", "!!x", "?", "~", "\t", "---", "%", "é", "12.5, -1.5", "true", "\x85", "\u2028", "0",
])  # fmt: skip


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode())), NAMES)
def test_any_file_is_an_incident_or_one_message(content: bytes, name: str) -> None:
    try:
        incident_of(from_file(Given(name, content)), ("state of war",))
    except FoedusError as error:
        assert len(str(error).splitlines()) == 1 and error.file == name


@given(st.lists(st.text(max_size=20).map(lambda text: f"{text}="), max_size=4).flatmap(lambda keys: st.tuples(*(
    st.text(max_size=20).map(lambda value, key=key: key + value) for key in keys
))))  # fmt: skip
def test_any_words_are_an_incident_or_a_message(words: tuple[str, ...]) -> None:
    from foedus.desk import Written

    with contextlib.suppress(FoedusError):
        incident_of(Written(from_words(words)), ("state of war",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("act: [raid, ambush]\n", "i.yaml:1: act: a list; expected one value"),
        ("act: raid\nfacts: [consent of the target]\n", "i.yaml:2: facts: no map"),
        ("act: raid\nfacts: consent of the target\n", "i.yaml:2: facts: no map"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_without_its_python(text: str, told: str) -> None:
    with pytest.raises(FoedusError) as error:
        from_file(Given("i.yaml", text.encode()))
    assert str(error.value).startswith(told)


def test_an_actor_called_almost_like_a_state_is_a_warning_and_another_name_is_none(run) -> None:
    raid = ("assess", "act=raid", "target=BFA", "date=2023-09-20", "--pact", "liptako-gourma-charter-2023")
    close, free = run(*raid, "actor=Nigeira"), run(*raid, "actor=The Free Ducks")
    assert close.code == 0 and close.out and "did you mean 'Nigeria'?" in close.err and len(close.err.splitlines()) == 1
    assert free.code == 0 and free.out and not free.err
