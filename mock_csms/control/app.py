"""The application: routes, mistakes, the gate in front of them."""

from __future__ import annotations

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from fastapi_offline import FastAPIOffline
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from mock_csms.control import problems
from mock_csms.control.control import Control
from mock_csms.control.routes import (
    actions,
    charge_points,
    console,
    faults,
    health,
    journal,
    octt,
    playback,
    record,
    settings,
    stubs,
    tags,
)
from mock_csms.control.security import DOCS, Gate, Guard
from mock_csms.server import Server
from ocpp_conformance import __version__

ROUTES = (
    health, charge_points, journal, record, playback, stubs, faults, tags, settings, actions, octt, console,
)  # fmt: skip


def create_app(server: Server, guard: Guard | None = None) -> FastAPI:
    """The control API of a central system; ``app.state.control`` is what its routes share."""
    guard = guard or Guard()
    app = FastAPIOffline(
        title="Mock central system for OCPP 1.6J",
        version=__version__,
        docs_url=DOCS,
        redoc_url=None,
        static_url=f"{DOCS}/files",
        swagger_ui_oauth2_redirect_url=f"{DOCS}/oauth2-redirect",
        middleware=[Middleware(Gate, guard=guard)],
        dependencies=[] if guard.token is None else [Depends(HTTPBearer(auto_error=False))],
    )
    app.state.control = Control(server)
    problems.install(app)
    for module in ROUTES:
        app.include_router(module.router)
    app.mount("/console", StaticFiles(directory=console.FOLDER), name="console")
    return app
