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


def machine() -> str:
    """The machine in general words: cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB memory, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="runs of each command (default: 9)")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "bench" / "results.json")
    asked = parser.parse_args()

    foedus = foedus_command()
    reference = measure(REFERENCE, [sys.executable, "-c", "pass"], asked.runs, None)
    commands = {
        "foedus --help": [*foedus, "--help"],
        f"foedus brief, {len(SAMPLES)} sample reports": [*foedus, "brief", *map(str, SAMPLES)],
        "foedus assess, whole library": [*foedus, "assess", *RAID, "--all", "--format", "json"],
    }
    if len(SEEDS) >= 2:
        commands["foedus brief, both seeds"] = [*foedus, "brief", *map(str, SEEDS)]
    else:
        print("bench: the seed reports are not here; their row is left out", file=sys.stderr)
    results = [reference]
    results += [measure(name, command, asked.runs, reference) for name, command in commands.items()]
    results.append(measure_reading(max(3, asked.runs // 3)))

    print(machine())
    print(f"{'what':<40}{'median':>10}{'per second':>12}{'ratio':>8}{'peak':>9}")
    for result in results:
        ratio = f"{result.ratio:.1f}" if result.ratio else ""
        rate = f"{1 / result.median_s:.1f}"
        print(f"{result.name:<40}{result.median_s:>8.3f} s{rate:>12}{ratio:>8}{result.peak_mb:>6.0f} MB")
    answer = {"machine": machine(), "results": [result.to_json() for result in results]}
    asked.output.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
