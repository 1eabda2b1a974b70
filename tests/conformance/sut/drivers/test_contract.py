"""The contract of the http driver, and the sample server that keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from conformance.commands.driver_contract import document
from conformance.sut.driver import QUANTITIES, READINGS, VERBS, DriverError, NotDrivable
from conformance.sut.drivers import make
from conformance.sut.drivers.contract import openapi, word
from mock_csms import MockCsms

ROOT = Path(__file__).resolve().parents[4]
SAMPLE = ROOT / "examples" / "driver" / "server.py"
PATIENCE = 20
TOKEN = "sesame"


def test_the_shipped_document_is_current() -> None:
    shipped = (ROOT / "docs" / "driver-openapi.json").read_text(encoding="utf-8")
    remedy = "write it anew: ocpp-conformance driver-contract > docs/driver-openapi.json"
    assert shipped == document(), remedy


def test_every_verb_and_quantity_has_a_path_of_its_own() -> None:
    names = [*VERBS, "power on"]
    assert len({word(name) for name in names}) == len(names)
    read = [*QUANTITIES, *READINGS]
    assert len({word(name) for name in read}) == len(read)
    assert len(openapi()["paths"]) == 1 + len(names) + len(read)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DRIVER_TOKEN": TOKEN}
    command = [sys.executable, "-P", str(SAMPLE), "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            line = next(line for line in server.stderr if "running on" in line)
            yield line.split("running on ")[1].split()[0]
        finally:
            server.terminate()


def test_the_sample_drives_the_reference_station(address: str) -> None:
    with MockCsms() as mock:
        driver = make("http", "SAMPLE-1", {"url": address, "token": TOKEN})
        driver.configure({"url": mock.url})
        driver.power_on(0.0)
        mock.wait_for("SAMPLE-1", within=PATIENCE)
        driver.act(0.0, "plug in")
        driver.act(0.0, "enter pin", pin="12345")
        mock.expect("StartTransaction", within=PATIENCE)
        assert driver.observe(0.0, "charging current") >= 0
        assert isinstance(driver.observe(0.0, "screen"), list)
        with pytest.raises(NotDrivable, match="set by hand"):
            driver.act(0.0, "set by hand", settings={})
        with pytest.raises(NotDrivable, match="phases"):
            driver.configure({"phases": 3})


def test_the_sample_offers_what_the_contract_has(address: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    offer = httpx.get(f"{address}/capabilities", headers=headers, trust_env=False).json()
    paths = openapi()["paths"]
    assert {f"/verbs/{name}" for name in offer["verbs"]} <= set(paths)
    assert {f"/quantities/{name}" for name in offer["quantities"]} <= set(paths)


def test_the_sample_says_why_it_cannot(address: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.post(f"{address}/verbs/fly", headers=headers, json={}, trust_env=False)
    assert (answer.status_code, answer.json()) == (501, {"reason": "this charge point cannot fly"})


def test_a_wrong_token_is_an_error(address: str) -> None:
    driver = make("http", "SAMPLE-1", {"url": address, "token": "guessed"})
    with pytest.raises(DriverError, match="401"):
        driver.power_on(0.0)
