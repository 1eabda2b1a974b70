"""What a charging session of 12 virtual hours costs, with every frame validated and judged.

A meter value and a heartbeat each minute; both ends, the journal and the standing rules included.
Goal: less than 0.5 s. Also shown: the same session without the standing rules, as a ratio.

    python benchmarks/session_cost.py [--rounds 7]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from conformance import profile
from conformance.benches import OwnBench
from conformance.plan import Plan
from conformance.testbed import TestBed

HOURS = 12
GOAL = 0.5


def session(judged: bool) -> tuple[float, int]:
    """CPU seconds of one session, and how many frames it has."""
    began = time.process_time()
    with OwnBench(profile.load("zappi"), Plan()).open() as bed:
        charge(bed)
        if judged:
            bed.judge()
        frames = sum(1 for _ in bed.journal.frames())
    return time.process_time() - began, frames


def charge(bed: TestBed) -> None:
    """Power on, plug in, start remotely, charge for 12 hours, unplug."""
    bed.power_on()
    bed.configure({"HeartbeatInterval": "60", "MeterValueSampleInterval": "60"})
    bed.drive("plug in")
    bed.require_answer("RemoteStartTransaction", {"connectorId": 1, "idTag": "BENCH"}, "Accepted")
    bed.pass_time(HOURS * 3600)
    bed.drive("unplug")
    bed.pass_time(5)


def median(rounds: int, run: Callable[[], tuple[float, int]]) -> tuple[float, int]:
    """The median of several rounds."""
    measured = [run() for _ in range(rounds)]
    return statistics.median(seconds for seconds, _ in measured), measured[0][1]


def main() -> int:
    """Measure and print; exit 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    session(judged=True)  # compiles the schemas
    whole, frames = median(rounds, lambda: session(judged=True))
    plain, _ = median(rounds, lambda: session(judged=False))
    print(f"{HOURS} virtual hours, {frames} frames, median of {rounds} rounds, CPU time")
    print(f"judged by the standing rules: {whole:.3f} s ({whole / frames * 1e6:.0f} us a frame)")
    print(f"share of the standing rules:  {1 - plain / whole:.0%}")
    print(f"goal: less than {GOAL} s -> {'met' if whole < GOAL else 'MISSED'}")
    return 0 if whole < GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
