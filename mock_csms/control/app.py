"""The application: routes, mistakes, the gate in front of them."""

from __future__ import annotations

from fastapi import FastAPI
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
    settings,
    stubs,
)
from mock_csms.control.security import Gate, Guard
from mock_csms.server import Server
from ocpp_conformance import __version__

ROUTES = (health, charge_points, journal, stubs, faults, settings, actions, console)


def create_app(server: Server, guard: Guard | None = None) -> FastAPI:
    """The control API of a central system; ``app.state.control`` is what its routes share."""
    app = FastAPI(
        title="Mock central system for OCPP 1.6J",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(Gate, guard=guard or Guard())],
    )
    app.state.control = Control(server)
    problems.install(app)
    for module in ROUTES:
        app.include_router(module.router)
    app.mount("/console", StaticFiles(directory=console.FOLDER), name="console")
    return app
