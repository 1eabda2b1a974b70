"""What it costs to serve many charge points, beside other central systems, as ratios of one run.

Each round runs every server once, one after another in changing order, pinned to one core, with
the load from another process on another core; the ratios are formed within a round, and the
median of the rounds counts. Validation in both directions; journal on, bounded, spilling to a file.
CPU time is the server's own, from the operating system (Linux only).

    python benchmarks/serving_cost.py [--rounds 5] [--messages 10000] [--node-modules FOLDER]

``ocpp-rpc`` is compared when FOLDER holds it (``npm install --prefix FOLDER/.. ocpp-rpc``).
Exit code 1 when a ratio is worse than half of its goal.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "serving"
PAGE = os.sysconf("SC_PAGE_SIZE")
CONNECTIONS = 50
FLEET = 2_000


class Server:
    """A central system in a process of its own, on the first core."""

    def __init__(self, name: str, node_modules: Path | None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
        if name == "ocpp-rpc":
            command = ["node", str(HERE / "ocpp_rpc.js"), str(self.port)]
            environment["NODE_PATH"] = str(node_modules)
        else:
            command = [sys.executable, str(HERE / "servers.py"), name, str(self.port)]
        self.process = started(command, min(os.sched_getaffinity(0)), environment)
        assert self.process.stdout is not None
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{name} did not start")

    def cpu(self) -> float:
        """CPU seconds so far, of all its threads."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text("ascii").split()[0]) for thread in threads) / 1e9

    def memory(self) -> int:
        """Bytes resident."""
        statm = Path(f"/proc/{self.process.pid}/statm").read_text("ascii")
        return int(statm.split()[1]) * PAGE


class Load:
    """The charge points in a process of their own, on the last core."""

    def __init__(self, port: int) -> None:
        command = [sys.executable, str(HERE / "load.py"), str(port)]
        self.process = started(command, max(os.sched_getaffinity(0)), dict(os.environ))

    def do(self, what: str, **options: int) -> float:
        """Carry out a command; the seconds it took."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **options}) + "\n")
        self.process.stdin.flush()
        report = json.loads(self.process.stdout.readline())
        if report["refused"] or (report["lost"] and what != "leave"):
            raise RuntimeError(f"not served as it should be: {report}")
        return float(report["seconds"] or 0.0)


def started(command: list[str], core: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a process on one core."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    os.sched_setaffinity(process.pid, {core})
    return process


@contextmanager
def bench(name: str, node_modules: Path | None) -> Iterator[tuple[Server, Load]]:
    """A server and its load; both are ended afterwards."""
    processes = []
    try:
        server = Server(name, node_modules)
        processes.append(server.process)
        load = Load(server.port)
        processes.append(load.process)
        yield server, load
    finally:
        for process in processes:
            process.kill()
            process.communicate()


@dataclass
class Figures:
    """What one server did in one round."""

    wall: float
    """Microseconds a MeterValues."""
    cpu: float
    """Microseconds of the server's CPU time a MeterValues."""
    boot_wall: float = 0.0
    """Microseconds a charge point connected and booted."""
    boot_cpu: float = 0.0
    idle: float = 0.0
    """KiB an idle connection."""


def metered(server: Server, load: Load, messages: int) -> tuple[float, float]:
    """Microseconds a message, wall and CPU."""
    began = server.cpu()
    seconds = load.do("meter", messages=messages)
    return seconds / messages * 1e6, (server.cpu() - began) / messages * 1e6


def meter_round(name: str, messages: int, node_modules: Path | None) -> Figures:
    """MeterValues of some connections, once warm."""
    slow = 5 if name == "ocpp" else 1
    with bench(name, node_modules) as (server, load):
        load.do("boot", count=CONNECTIONS)
        load.do("meter", messages=messages // slow // 4)
        return Figures(*metered(server, load, messages // slow))


def boot_round(name: str, node_modules: Path | None) -> tuple[float, float]:
    """A fleet that connects and boots; microseconds each, wall and CPU."""
    with bench(name, node_modules) as (server, load):
        load.do("boot", count=CONNECTIONS)
        began = server.cpu()
        seconds = load.do("boot", count=FLEET)
        return seconds / FLEET * 1e6, (server.cpu() - began) / FLEET * 1e6


def idle_memory(name: str, node_modules: Path | None) -> float:
    """KiB an idle connection."""
    with bench(name, node_modules) as (server, load):
        load.do("idle", count=CONNECTIONS)
        began = server.memory()
        load.do("idle", count=FLEET)
        return (server.memory() - began) / FLEET / 1024


@dataclass(frozen=True)
class Goal:
    """One line of the table."""

    name: str
    value: float
    goal: float
    at_most: bool = False
    unit: str = "x"

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    @property
    def halfway(self) -> bool:
        """Whether it is no worse than half of the goal."""
        return self.value <= 2 * self.goal if self.at_most else self.value >= self.goal / 2

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        verdict = "met" if self.met else "MISSED"
        return f"{self.name:<52}{self.value:8.2f}{self.unit}   {sign} {self.goal:g}{self.unit:<5} {verdict}"


Rounds = Mapping[str, list[Figures]]


def ratio(
    rounds: Rounds, other: str, figure: Callable[[Figures], float], of: str = "ours"
) -> float:
    """How many times better ``of`` is than another: the median of the rounds."""
    pairs = zip(rounds[other], rounds[of], strict=True)
    return statistics.median(figure(theirs) / figure(own) for theirs, own in pairs)


def measure(rounds: int, messages: int, node_modules: Path | None) -> dict[str, list[Figures]]:
    """All rounds of all servers."""
    names = ["ours", "no-journal", "bare", "ocpp", *(["ocpp-rpc"] if node_modules else [])]
    found: dict[str, list[Figures]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            figures = meter_round(name, messages, node_modules)
            if name in ("ours", "bare"):
                figures.boot_wall, figures.boot_cpu = boot_round(name, node_modules)
                figures.idle = idle_memory(name, node_modules)
            found[name].append(figures)
            print(f"round {number + 1}, {name}: {figures}", file=sys.stderr)
    return found


def goals(rounds: Rounds) -> list[Goal]:
    """The table."""
    wall: Callable[[Figures], float] = lambda figures: figures.wall  # noqa: E731
    cpu: Callable[[Figures], float] = lambda figures: figures.cpu  # noqa: E731
    idle = statistics.median(figures.idle for figures in rounds["ours"])
    rpc = "ocpp-rpc" in rounds
    lines: list[Any] = [
        *both("MeterValues, `ocpp` package", rounds, "ocpp", 10),
        *(both("MeterValues, npm `ocpp-rpc` strict", rounds, "ocpp-rpc", 1.1) if rpc else []),
        *both("MeterValues, bare websockets + uvloop", rounds, "bare", 0.8),
        Goal("journal on / off, wall time", 1 / ratio(rounds, "no-journal", wall), 1.1, True),
        Goal("journal on / off, CPU time", 1 / ratio(rounds, "no-journal", cpu), 1.1, True),
        Goal("memory of an idle connection", idle, 25, True, " KiB"),
        Goal(
            f"{FLEET} booted, bare websockets + uvloop, wall time",
            ratio(rounds, "bare", lambda figures: figures.boot_wall), 0.8,
        ),
        Goal(
            f"{FLEET} booted, bare websockets + uvloop, CPU time",
            ratio(rounds, "bare", lambda figures: figures.boot_cpu), 0.8,
        ),
    ]  # fmt: skip
    return lines


def both(name: str, rounds: Rounds, other: str, goal: float) -> list[Goal]:
    """The same ratio in wall and in CPU time."""
    return [
        Goal(f"{name}, wall time", ratio(rounds, other, lambda figures: figures.wall), goal),
        Goal(f"{name}, CPU time", ratio(rounds, other, lambda figures: figures.cpu), goal),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(inspect.getmodule(main)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--node-modules", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    rounds = measure(options.rounds, options.messages, options.node_modules)
    print(f"{options.rounds} interleaved rounds, {options.messages} MeterValues each, medians")
    for name, figures in rounds.items():
        wall = statistics.median(each.wall for each in figures)
        cpu = statistics.median(each.cpu for each in figures)
        print(f"{name:<12}{1e6 / wall:8.0f} messages/s{cpu:8.1f} us of CPU a message")
    if "ocpp-rpc" not in rounds:
        print("npm `ocpp-rpc`: not compared (no --node-modules)")
    table = goals(rounds)
    print(*table, sep="\n")
    return 0 if all(line.halfway for line in table) else 1


if __name__ == "__main__":
    raise SystemExit(main())
