"""What the image's files promise, as far as they can be held to it without an engine."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from conformance.commands.control_token import FILE_VARIABLE, PUBLISH_VARIABLE
from tests.packaging.image_files import ROOT, instructions, last_stage, services, with_control

SECRET = re.compile(r"(?i)password|passwd|secret|token|api_?key|authorization|basic-auth")
FILES = ("Dockerfile", "compose.yaml", ".dockerignore")


def values(keyword: str) -> list[str]:
    return [rest for name, rest in last_stage() if name == keyword]


def allowed_into_the_build() -> set[str]:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return {line[1:] for line in lines if line.startswith("!")}


def test_the_base_can_be_chosen() -> None:
    assert instructions()[0] == ("ARG", "BASE_IMAGE=python:3.12-slim")
    stages = [rest.split()[0] for keyword, rest in instructions() if keyword == "FROM"]
    assert stages == ["${BASE_IMAGE}"] * 2


def test_the_image_runs_as_somebody_without_rights() -> None:
    (user,) = values("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert last_stage().index(("USER", user)) < len(last_stage()) - 1
    assert values("RUN") == []  # nothing is done as root in it


def test_the_image_serves_and_asks_itself_whether_it_does() -> None:
    (command,), (entry,), (check,) = values("CMD"), values("ENTRYPOINT"), values("HEALTHCHECK")
    assert json.loads(entry) == ["ocpp-conformance"]
    assert json.loads(command) == ["serve", "--host", "0.0.0.0", "--port", "9000"]
    assert values("EXPOSE") == ["9000 9001"]
    options, _, asked = check.partition(" CMD ")
    assert json.loads(asked)[:3] == ["ocpp-conformance", "health", "--url"]
    assert {"--interval", "--timeout", "--start-period", "--retries"} == set(
        re.findall(r"--[a-z-]+", options)
    )


def test_nothing_is_compiled_or_fetched_but_wheels() -> None:
    (run,) = [rest for keyword, rest in instructions() if keyword == "RUN"]
    assert "--only-binary :all:" in run
    assert not re.search(r"\b(apt|apk|curl|wget|git|gcc)\b", run)
    assert "ADD" not in {keyword for keyword, _ in instructions()}


def test_the_build_sees_what_the_wheel_is_made_of_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    packages = {*wheel["only-include"], *wheel["force-include"]}
    by_itself = {"LICENSE", "README.md", "pyproject.toml", "wheels"}
    assert allowed_into_the_build() == packages | by_itself
    first = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert next(line for line in first if not line.startswith("#")) == "*"


@pytest.mark.parametrize("name", FILES)
def test_no_secrets_are_in_it(name: str) -> None:
    assert SECRET.findall((ROOT / name).read_text("utf-8")) == []


def test_ports_are_published_on_loopback_only() -> None:
    published = [port for service in services().values() for port in service.get("ports", [])]
    assert published == ["127.0.0.1:9000:9000"]
    assert all("network_mode" not in service for service in services().values())


def test_the_control_api_is_published_on_loopback_only_and_its_secret_is_a_file() -> None:
    over = with_control()
    (service,) = over["services"].values()
    (name,) = service.pop("secrets")
    assert over["secrets"] == {name: {"file": f"./{name}"}}
    assert service == {
        "ports": ["127.0.0.1:9001:9001"],
        "environment": {"OCPP_CONFORMANCE_TOKEN_FILE": f"/run/secrets/{name}"},
    }
    assert name not in allowed_into_the_build()
    assert f"/{name}" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_variables_are_those_of_the_command() -> None:
    (service,) = with_control()["services"].values()
    assert [*service["environment"]] == [FILE_VARIABLE]
    assert f"{PUBLISH_VARIABLE}=1" in values("ENV")


@pytest.mark.parametrize("name", services())
def test_a_service_may_do_nothing_it_does_not_need(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "user", "volumes", "environment", "env_file"} & set(service)


def test_the_station_waits_until_the_central_system_answers() -> None:
    station = services()["station"]
    assert station["depends_on"] == {"central-system": {"condition": "service_healthy"}}
    assert "ws://central-system:9000/ocpp" in station["command"]


def test_the_documentation_publishes_on_loopback_only_and_names_what_there_is() -> None:
    page = (ROOT / "docs" / "container.md").read_text("utf-8")
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    published = re.findall(r"(?:-p|--publish)[ =](\S+)", commands)
    assert published == ["127.0.0.1:9000:9000"] * 2 + ["127.0.0.1:9001:9001"]
    arguments = {rest.partition("=")[0] for keyword, rest in instructions() if keyword == "ARG"}
    assert set(re.findall(r"--build-arg (\w+)=", commands)) == arguments
    assert set(re.findall(r"compose attach (\S+)", commands)) <= set(services())
