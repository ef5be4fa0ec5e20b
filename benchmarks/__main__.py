"""`make bench`: make invented returns, run every contender several times in turn, print ratios of the medians of CPU.

python -m benchmarks [--sizes 1000,10000,84000] [--runs 5] [--no-validator] [--web]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path

from footprint.demo.returns import make_history, make_returns

HERE = Path(__file__).parent
DATA = HERE / ".data"
D2I = HERE / ".venv-d2i"
END = date(2026, 3, 31)

Took = dict[str, float]


def main() -> int:
    """Everything, and exit status 1 where the validator's findings differ from ours."""
    options = _options()
    if options.web:
        from benchmarks import web  # what it needs is not needed by the rest

        web.main(web.SIZES)
        return 0
    print(f"Load average {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores.")
    print(f"Medians of {options.runs} runs in turn; CPU of all threads.\n")
    sizes = [int(size) for size in options.sizes.split(",")]
    results = {size: _measure(_history(size), options.runs) for size in sizes}
    for size, result in results.items():
        _print(size, result, _bytes(_history(size)))
    _scaling(results)
    return 0 if options.no_validator else _validator(min(10_000, max(sizes)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--sizes", default="1000,10000,84000", help="children, separated by commas")
    parser.add_argument("--runs", type=int, default=5, help="runs of each contender")
    parser.add_argument("--no-validator", action="store_true", help="leave out the comparison with Data to Insight's validator")
    parser.add_argument("--web", action="store_true", help="measure the web service instead")
    return parser.parse_args()


def _history(size: int) -> Path:
    folder = DATA / f"history-{size}"
    if not (folder / "header.csv").is_file():
        print(f"Making a return of {size:,} invented children with ten years' history ...", flush=True)
        make_history(folder, children=size, end=END)
    return folder


def _bytes(folder: Path) -> int:
    return sum((folder / f"{name}.csv").stat().st_size for name in ("header", "episodes", "reviews"))


def _measure(folder: Path, runs: int) -> dict[str, list[Took]]:
    """Every contender `runs` times, in turn, so that a change of the machine's mood falls on all."""
    names = ["floor", "read", "timetable", "duties", "one child"]
    took: dict[str, list[Took]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            took[name].append(_once(name, folder))
    return took


def _once(name: str, folder: Path) -> Took:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.contenders", name, str(folder)], capture_output=True, text=True, check=True
    )
    result: Took = json.loads(done.stdout.splitlines()[-1])
    return result


def _median(runs: list[Took], what: str) -> float:
    return statistics.median(run[what] for run in runs)


def _print(size: int, took: dict[str, list[Took]], size_in_bytes: int) -> None:
    floor = _median(took["floor"], "cpu")
    rows = _median(took["floor"], "rows")
    print(f"{size:,} children, {rows:,.0f} rows, {size_in_bytes / 2**20:.1f} MB")
    for name in ("floor", "read", "timetable", "duties"):
        cpu, peak = _median(took[name], "cpu"), _median(took[name], "peak")
        memory = f"peak {peak / 2**20:.0f} MB, {peak / size_in_bytes:.1f} x the bytes"
        print(f"  {name:<10} {cpu:8.3f} s CPU  {cpu / floor:6.2f} x the floor   {memory}")
    number, per_row = _median(took["duties"], "rows"), floor / rows
    each = _median(took["duties"], "alone") / number
    print(f"  {number:,.0f} duties: {each * 1e6:.2f} us of CPU each, reading apart = {each / per_row:.2f} x parsing one row")
    print(f"  one child: {_median(took['one child'], 'milliseconds'):.1f} ms of CPU\n")


def _scaling(results: dict[int, dict[str, list[Took]]]) -> None:
    small, large = sorted(results)[-2:] if len(results) > 1 else (0, 0)
    if large:
        per_child = [_median(results[size]["timetable"], "cpu") / size for size in (small, large)]
        print(f"Timetable, CPU a child at {large:,} over that at {small:,}: {per_child[1] / per_child[0]:.2f}\n")


def _validator(size: int) -> int:
    """The same data rules by Data to Insight's validator and by ours, on the same files."""
    python = D2I / "bin" / "python"
    if not python.exists():
        print("Making an environment for Data to Insight's csc-validator-be-903 ...", flush=True)
        venv.create(D2I, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "csc-validator-be-903==0.1.17"], check=True)
    folder = _as_returned(size)
    return subprocess.run(
        [sys.executable, str(HERE / "validators.py"), str(python), str(folder), "--year", "2026"], check=False
    ).returncode


def _as_returned(size: int) -> Path:
    """A year's return with the year before in `last/`, as the validator takes them."""
    folder = DATA / f"return-{size}"
    if not folder.is_dir():
        years = DATA / f"years-{size}"
        make_returns(years, children=size, end=END, years=2, errors=0.01)
        before, this = sorted(each for each in years.iterdir() if each.is_dir())[-2:]
        this.rename(folder)
        before.rename(folder / "last")
    return folder


if __name__ == "__main__":
    sys.exit(main())
