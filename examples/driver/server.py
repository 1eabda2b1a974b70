"""What a vendor puts beside a charge point so that `driver.kind = "http"` can drive it.

This one exposes the reference station. Replace what the tables VERBS and QUANTITIES call by what
your product has; what it does not have, leave out. The contract: docs/driver-openapi.json.

    python server.py --port 8090            # DRIVER_TOKEN in the environment: asked of every request
"""

import argparse
import os
import secrets
from typing import Annotated, Any

import uvicorn
from fastapi import Body, Depends, FastAPI, Header, HTTPException, Response
from fastapi.responses import JSONResponse

from ocpp_conformance.station import ReferenceStation

VERBS = {
    "plug-in": ReferenceStation.plug_in,
    "unplug": ReferenceStation.unplug,
    "take-off-cable": ReferenceStation.take_off_cable,
    "take-out-cable": ReferenceStation.take_out_cable,
    "enter-pin": ReferenceStation.enter_pin,
    "choose": ReferenceStation.choose,
    "choose-in-app": ReferenceStation.choose_in_app,
    "reboot": ReferenceStation.reboot,
    "restart-bridge": ReferenceStation.restart_bridge,
    "cut-link": ReferenceStation.cut_link,
    "restore-link": ReferenceStation.restore_link,
    "fall-silent": ReferenceStation.fall_silent,
    "speak-again": ReferenceStation.speak_again,
    "fault": ReferenceStation.fault,
    "clear-fault": ReferenceStation.clear_fault,
    "vehicle": ReferenceStation.vehicle,
    "installation": ReferenceStation.installation,
}
QUANTITIES = {
    "charging-current": lambda station: station.status()["current"],
    "screen": ReferenceStation.screen,
    "app-status": ReferenceStation.app_status,
}
SETTINGS = ["username", "password"]


class Garage:
    """The station, once it was switched on."""

    station: ReferenceStation | None = None

    def switch_on(self, settings: dict[str, Any]) -> None:
        self.switch_off()
        known = {name: settings[name] for name in ("identity", *SETTINGS) if name in settings}
        self.station = ReferenceStation(settings["url"], known)
        self.station.__enter__()

    def switch_off(self) -> None:
        station, self.station = self.station, None
        if station is not None:
            station.__exit__(None, None, None)

    def present(self) -> ReferenceStation:
        if self.station is None:
            raise CannotError("switch the station on first")
        return self.station


class CannotError(Exception):
    """The reason why something cannot be done here."""


def authorized(authorization: Annotated[str, Header()] = "") -> None:
    token = os.environ.get("DRIVER_TOKEN")
    if token and not secrets.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise HTTPException(401, "wrong token")


garage = Garage()
app = FastAPI(
    dependencies=[Depends(authorized)],
    on_shutdown=[garage.switch_off],
    openapi_url=None,
)


@app.exception_handler(CannotError)
def explain(_request: object, reason: CannotError) -> JSONResponse:
    return JSONResponse({"reason": str(reason)}, 501)


@app.get("/capabilities")
def capabilities() -> dict[str, list[str]]:
    verbs = ["power-on", *VERBS]
    return {"verbs": verbs, "quantities": list(QUANTITIES), "settings": SETTINGS}


@app.post("/verbs/power-on")
def power_on(settings: Annotated[dict[str, Any], Body()]) -> Response:
    garage.switch_on(settings)
    return Response(status_code=204)


@app.post("/verbs/{verb}")
def act(verb: str, details: Annotated[dict[str, Any], Body()]) -> Response:
    if verb not in VERBS:
        raise CannotError(f"this charge point cannot {verb}")
    VERBS[verb](garage.present(), **details)
    return Response(status_code=204)


@app.get("/quantities/{quantity}")
def read(quantity: str) -> dict[str, Any]:
    if quantity not in QUANTITIES:
        raise CannotError(f"nothing reads {quantity} here")
    return {"value": QUANTITIES[quantity](garage.present())}


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--port", type=int, default=8090)
    uvicorn.run(app, host="127.0.0.1", port=options.parse_args().port)
