"""`foedus verify`: the same question again; a changed byte is found, and what cannot be checked is told in one line."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from pathlib import Path

import pytest

import foedus
from foedus.cli.output import AS_WRITTEN
from foedus.terms import FoedusError

RAID = ("act=raid", "target=BFA", "struck=armed forces", "date=2023-09-20")
FLIPS = 300


@pytest.fixture(scope="module")
def answer(root: Path) -> bytes:
    """The reading of a shipped sample, as the command writes it."""
    sample = root / "src" / "foedus" / "data" / "samples" / "sahel-wire.txt"
    return foedus.read(sample, published="2023-09-16").render("json").encode(*AS_WRITTEN)  # type: ignore[union-attr]


def changed(answer: bytes, **keys: object) -> bytes:
    """An answer with other keys in `made_by`, and a checksum that fits it, as a careful forger would write it."""
    made = json.loads(answer)
    made["made_by"] |= keys
    made["made_by"]["sha256"] = ""
    from foedus.briefs.render import _written

    return _written(made).encode()


def test_what_the_commands_write_verifies(run, note: Path, tmp_path: Path, root: Path) -> None:
    sample = root / "src" / "foedus" / "data" / "samples"
    incident = tmp_path / "raid.yaml"
    incident.write_text(
        "act: raid\ntarget: BFA\ndate: 2023-09-20\nfacts:\n  consent of the target: unknown\n", encoding="utf-8"
    )
    for number, words in enumerate([
        ("brief", note), ("brief", note, "--lang", "fr", "--on", "2023-09-01/2023-09-20", "--published", "2023-09-18"),
        ("read", sample / "sahel-regional-paper.html", sample / "sahel-fr.txt", "--published", "2023-09-17"),
        ("read", note, note, "--lang", "fr"), ("assess", *RAID), ("assess", incident, "--as-of", "2023-10-01"),
        ("assess", *RAID, "--on", "1990-01-01", "--pact", "au-constitutive-act-2000", "--all", "--lang", "fr"),
        ("assess", "act=coup", "place=NER", "date=2023-07", "consent of the target=by CNSP"),
    ]):  # fmt: skip
        path = tmp_path / f"{number}.json"
        assert run(*words, "-o", path).code == 0
        ended = run("verify", path)
        assert ended.code == 0 and "byte for byte" in ended.out and not ended.err, (words, ended)
        assert foedus.verify(path).holds and foedus.verify(path.read_bytes())


def test_an_answer_from_python_verifies(note: Path) -> None:
    brief = foedus.brief([note.read_text(encoding="utf-8"), note.read_bytes()], as_of="2024-01-01")
    for found in (
        brief,
        foedus.assess(brief.assessments[0].incident),
        foedus.assess(act="raid", target=["BFA", "MLI"]),
    ):
        assert foedus.verify(found.render("json").encode()).holds  # type: ignore[union-attr]


def test_words_beside_an_incident_file_count(tmp_path: Path) -> None:
    path = tmp_path / "raid.json"
    path.write_text('{"act": "raid", "target": "BFA"}', encoding="utf-8")
    found = foedus.assess(path, date="2023-09-20").render("json").encode()  # type: ignore[union-attr]
    assert foedus.verify(found).holds and json.loads(found)["made_by"]["asked"]["incident"]["date"] == "2023-09-20"


def test_every_flipped_byte_is_found(answer: bytes) -> None:
    drawn = random.Random(20230916)
    assert foedus.verify(answer).holds
    kinds = {"told": 0, "refused": 0}
    for _ in range(FLIPS):
        at, bit = drawn.randrange(len(answer)), 1 << drawn.randrange(8)
        flipped = bytearray(answer)
        flipped[at] ^= bit
        try:
            found = foedus.verify(bytes(flipped))
        except FoedusError as error:
            assert str(error).startswith("answer:")
            kinds["refused"] += 1
            continue
        assert not found.holds and str(found) and found.render("json"), (at, bit)
        kinds["told"] += 1
    assert min(kinds.values()) > 20, kinds


def test_the_first_difference_is_told_with_both_values(run, tmp_path: Path) -> None:
    path = tmp_path / "raid.json"
    run("assess", *RAID, "-o", path)
    told = path.read_text(encoding="utf-8").replace('"verdict": "owed"', '"verdict": "open"', 1)
    path.write_text(told, encoding="utf-8")
    ended = run("verify", path)
    assert ended.code == 1 and ".verdict" in ended.out and '"open"' in ended.out and '"owed"' in ended.out
    assert "verdicts are not the same" in ended.out
    again = json.loads(run("verify", path, "--format", "json").out)
    assert again["schema"] == "foedus/verification/1" and again["holds"] is False
    assert again["difference"]["stated"] == '"open"' and again["difference"]["path"].endswith(".verdict")
    assert "réponse" in run("verify", path, "--lang", "fr").out


def test_another_layout_is_another_file_with_the_same_values(answer: bytes) -> None:
    found = foedus.verify(json.dumps(json.loads(answer), indent=1, ensure_ascii=False).encode())
    assert not found.holds and found.difference.path == "" and "bytes differ, values equal" in str(found)


def test_another_library_or_version_is_named(run, answer: bytes, charter_copy: Path, tmp_path: Path) -> None:
    for key, value in (("library", "0" * 64), ("foedus", "9.9.9")):
        found = foedus.verify(changed(answer, **{key: value}))
        assert (
            not found.holds
            and not found.same_makers
            and f"made with {'library ' if key == 'library' else ''}" in str(found)
        )
        assert value in str(found) and "What was read is the same" in str(found)
    path = tmp_path / "ours.json"
    assert run("assess", *RAID, "--library", charter_copy, "-o", path).code == 0
    (charter_copy / "liptako-gourma-charter-2023").rename(charter_copy / "ours-2024")
    ours = tmp_path / "with-ours.json"
    assert run("assess", *RAID, "--library", charter_copy, "-o", ours).code == 0
    assert run("verify", ours, "--library", charter_copy).code == 0
    without = run("verify", ours)
    assert without.code == 1 and "made with library" in without.out and "verdicts are not the same" in without.out


def test_a_changed_question_is_found_though_the_answer_follows_from_it(answer: bytes) -> None:
    made = json.loads(answer)["made_by"]
    plain = answer.replace(
        b'"command": "read", "published": "2023-09-16"', b'"command": "read", "published": "2023-09-15"', 1
    )
    assert plain != answer and not foedus.verify(plain).holds
    forged = changed(answer, inputs=[{**made["inputs"][0], "sha256": "0" * 64}])
    with pytest.raises(FoedusError, match="sha256"):
        foedus.verify(forged)
    other = b"On 16 September 2023 Mali and Niger signed a charter in Bamako.\n"
    swapped = {"content": base64.b64encode(other).decode(), "sha256": hashlib.sha256(other).hexdigest()}
    assert not foedus.verify(changed(answer, inputs=[{**made["inputs"][0], **swapped}])).holds


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"), (b"{", "cut short"), (b"hello", "not JSON"), (b"[]", "names no schema"), (b"\xff\xfe{}", "not UTF-8"),
        (b'{"schema": "foedus/pacts/1"}', "no answer that can be checked"), (b'{"schema": "foedus/brief/1"}', "what made it"),
        (b'{"schema": "foedus/brief/1", "made_by": {"foedus": "0.0.1", "library": "x", "inputs": []}}', "foedus 0.0.1"),
        (b'{"schema": ["foedus/brief/1"]}', "no answer that can be checked"), (b"[" * 100_000, "not JSON"),
        (b'{"schema": "foedus/brief/1", "made_by": {"foedus": "1", "library": "x", "inputs": [], "asked": {"command": "brief",'
         b' "lang": "en"}}}', "no report"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_one_line(run, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    ended = run("verify", path)
    assert ended.code == 1 and told in ended.err and ended.err.count("\n") == 1 and "inside foedus" not in ended.err


def test_a_file_cut_short_says_so(answer: bytes) -> None:
    for at in (len(answer) // 3, len(answer) - 3):
        with pytest.raises(FoedusError, match="cut short"):
            foedus.verify(answer[:at])


@pytest.mark.parametrize(
    "asked",
    [
        {"lang": "de"},
        {"published": 5},
        {"published": "never"},
        {"command": "brief"},
        {"corrections": "x"},
        {"lang": None},
    ],
)
def test_a_question_that_nobody_can_ask_is_refused(answer: bytes, asked: dict) -> None:
    whole = {**json.loads(answer)["made_by"]["asked"], **asked}
    with pytest.raises(FoedusError, match="asked again"):
        foedus.verify(changed(answer, asked=whole))


def test_corrections_are_part_of_the_question(note: Path) -> None:
    claim = foedus.read(note).claims[0].id
    corrections = [{"do": "change", "claim": claim, "set": {"place": "NER"}, "by": "an analyst"}]
    for found in (foedus.brief(note, corrections=corrections), foedus.read(note, corrections=corrections)):
        told = found.render("json").encode()  # type: ignore[union-attr]
        assert json.loads(told)["made_by"]["asked"]["corrections"] == corrections
        assert foedus.verify(told).holds
        assert not foedus.verify(told.replace(b"an analyst", b"an analyse")).holds


def test_corrections_are_never_taken_from_a_path(answer: bytes, tmp_path: Path) -> None:
    path = tmp_path / "corrections.json"
    path.write_text("[]", encoding="utf-8")
    asked = {**json.loads(answer)["made_by"]["asked"], "corrections": str(path)}
    with pytest.raises(FoedusError, match="no list of corrections"):
        foedus.verify(changed(answer, asked=asked))
