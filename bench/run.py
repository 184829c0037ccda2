"""Measures what a user waits for and writes bench/results.json.

Commands are measured as whole processes, from start to exit; the reading rate inside one process that has
read one report already. Each number is the median of its runs. Usage: python bench/run.py [--runs N] [-o FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "src" / "foedus" / "data" / "samples").glob("sahel-*.txt"))
SEEDS = sorted(Path(os.environ.get("FOEDUS_SEEDS") or ROOT.parent / "shared" / "seeds").glob("*.txt"))
REFERENCE = "python -c pass"
RAID = ["act=raid", "target=BFA", "struck=armed forces", "date=2023-09-20"]
EDITIONS = 60

# Every report differs from the others by a line, so that nothing is answered from memory.
READ_MANY = """
import pathlib, sys, time
import foedus
reports = sorted(pathlib.Path(sys.argv[1]).iterdir())
foedus.read([reports[0]])
start = time.perf_counter()
for report in reports[1:]:
    foedus.read([report])
print((time.perf_counter() - start) / (len(reports) - 1))
"""


# One process each; what it prints is seconds. The reference of each is the first row, a bare interpreter.
IN_PROCESS = {
    "load the whole library, warm cache (in process)": """
import time
from foedus import load_library
start = time.perf_counter()
load_library()
print(time.perf_counter() - start)
""",
    "assess one incident, whole library (in process)": """
import statistics, time
import foedus
library = foedus.load_library()
cases = [("2005-05-01", "RUS", "UKR"), ("1914-08-03", "DEU", "FRA"), ("2023-09-20", "NGA", "NER"), ("1939-09-01", "DEU", "POL")]
def ask(date, actor, target):
    start = time.perf_counter()
    foedus.assess(act="invasion", actor=actor, target=target, date=date, library=library)
    return time.perf_counter() - start
for case in cases:
    ask(*case)
print(statistics.median(ask(*case) for case in cases for _ in range(5)))
""",
    "one full proof of one provision (in process)": """
import time
import foedus
from foedus.determinations import determinations, question
from foedus.incidents import make_incident
library = foedus.load_library()
incident = make_incident({"act": "invasion", "actor": "RUS", "target": "POL", "date": "2010-05-01"})
asked = question(incident, library, everything=True)
determinations(asked)
start = time.perf_counter()
proofs = sum(1 for each in determinations(asked) for _ in [each.proof.to_json()])
print((time.perf_counter() - start) / proofs)
""",
    "all collisions of one date (in process)": """
import time
import foedus
library = foedus.load_library()
start = time.perf_counter()
foedus.collisions_on("2023-09-20", library=library)
print(time.perf_counter() - start)
""",
    "sweep 20,000 events through the whole library (in process)": """
import datetime, random, time
import polars as pl
import foedus
from foedus import terms
from foedus.determinations import sweep
library, chance = foedus.load_library(), random.Random(1815)
ends = (datetime.date(1994, 1, 1), datetime.date(2020, 1, 1))
states = [each for each in terms.states() if all(terms.exists(each, day) for day in ends)]
rows = 20_000
events = pl.DataFrame({
    "event": range(rows), "date": [f"{chance.randint(1994, 2019)}-{chance.randint(1, 12):02}-15" for _ in range(rows)],
    "act": [chance.choice(["invasion", "raid", "shelling", "attack"]) for _ in range(rows)],
    "actor": [chance.choice(states) for _ in range(rows)], "target": [chance.choice(states) for _ in range(rows)],
})
sweep(events.head(10), library)
start = time.perf_counter()
sweep(events, library)
print(time.perf_counter() - start)
""",
}


@dataclass(frozen=True)
class Measure:
    """The median of some runs of one thing; `peak_mb` is the largest resident memory seen."""

    name: str
    median_s: float
    runs: int
    peak_mb: float
    ratio_to: str | None = None
    ratio: float | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "median_s": round(self.median_s, 6),
            "runs": self.runs,
            "ratio_to": self.ratio_to,
            "ratio": self.ratio,
        }


def foedus_command() -> list[str]:
    """The installed `foedus` of this environment."""
    script = Path(sys.executable).parent / "foedus"
    return [str(script)] if script.exists() else [sys.executable, "-c", "from foedus.cli import main; main()"]


def run_once(command: list[str]) -> tuple[float, float, str]:
    """One whole process: seconds, peak memory in MB, what it printed. Raises SystemExit when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, err):
            stream.seek(0)
        if process.returncode:
            told = err.read().decode(errors="replace")[-800:]
            raise SystemExit(f"bench: {' '.join(command[:4])} … ended with {process.returncode}: {told}")
        # Linux counts in kilobytes, macOS in bytes.
        peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        return seconds, peak, out.read().decode(errors="replace")


def measure(name: str, command: list[str], runs: int, reference: Measure | None) -> Measure:
    """A command, measured after one run that warms the disk."""
    run_once(command)
    seconds, peaks, _ = zip(*(run_once(command) for _ in range(runs)), strict=True)
    median = statistics.median(seconds)
    ratio = round(median / reference.median_s, 1) if reference else None
    return Measure(name, median, runs, max(peaks), reference.name if reference else None, ratio)


def measure_reading(runs: int) -> Measure:
    """Seconds for one report, read in a process that has read one before."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(EDITIONS + 1):
            source = SAMPLES[number % len(SAMPLES)]
            text = source.read_text(encoding="utf-8")
            (Path(folder) / f"{number:03}.txt").write_text(f"{text}\n\nEdition {number}.\n", encoding="utf-8")
        answers = [run_once([sys.executable, "-c", READ_MANY, folder]) for _ in range(runs)]
    median = statistics.median(float(printed) for _, _, printed in answers)
    return Measure("read one report (one process, warm)", median, runs, max(peak for _, peak, _ in answers))


def measure_in_process(name: str, code: str, runs: int, reference: Measure) -> Measure:
    """Seconds that a piece of code measures of itself, each run in a process of its own."""
    command = [sys.executable, "-c", code]
    run_once(command)
    answers = [run_once(command) for _ in range(runs)]
    median = statistics.median(float(printed) for _, _, printed in answers)
    ratio = round(median / reference.median_s, 2)
    return Measure(name, median, runs, max(peak for _, peak, _ in answers), reference.name, ratio)


def machine() -> str:
    """The machine in general words: cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB memory, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each command (default: 9)")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "bench" / "results.json")
    parser.add_argument("--seconds", type=float, default=60.0, help="seconds of each load of the desk (default: 60)")
    asked = parser.parse_args()

    foedus = foedus_command()
    reference = measure(REFERENCE, [sys.executable, "-c", "pass"], asked.runs, None)
    commands = {
        "foedus --help": [*foedus, "--help"],
        f"foedus brief, {len(SAMPLES)} sample reports": [*foedus, "brief", *map(str, SAMPLES)],
        "foedus assess, one incident": [*foedus, "assess", *RAID, "--format", "json"],
        "foedus assess --all, whole library": [*foedus, "assess", *RAID, "--all", "--format", "json"],
    }
    if len(SEEDS) >= 2:
        commands["foedus brief, both seeds"] = [*foedus, "brief", *map(str, SEEDS)]
    else:
        print("bench: the seed reports are not here; their row is left out", file=sys.stderr)
    results = [reference]
    results += [measure(name, command, asked.runs, reference) for name, command in commands.items()]
    few = max(3, asked.runs // 3)
    results.append(measure_reading(few))
    results += [measure_in_process(name, code, few, reference) for name, code in IN_PROCESS.items()]

    print(machine())
    print(f"{'what':<62}{'median':>12}{'per second':>12}{'ratio':>8}{'peak':>9}")
    for result in results:
        ratio = f"{result.ratio:.1f}" if result.ratio else ""
        rate = f"{1 / result.median_s:.1f}"
        print(f"{result.name:<62}{result.median_s:>10.5f} s{rate:>12}{ratio:>8}{result.peak_mb:>6.0f} MB")
    desk = load.measured(asked.seconds, 50, 2)
    for row in desk:
        rate = f"{row['per_second']:.0f}" if "per_second" in row else ""
        last = f"p99 {row['p99_s']:.3f} s, failed {row['failed']}" if "p99_s" in row else ""
        print(f"{row['name']:<76}{row['median_s']:>10.5f} s{rate:>8} {last}")
    answer = {"machine": machine(), "results": [*(result.to_json() for result in results), *desk]}
    asked.output.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
