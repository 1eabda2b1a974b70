"""Health and metrics."""

from __future__ import annotations

from fastapi import APIRouter, Response

from mock_csms.control.control import Shared
from mock_csms.control.plain_json import reply
from ocpp_conformance import __version__

router = APIRouter(tags=["health"])


@router.get("/health")
async def health(control: Shared) -> Response:
    """That it runs, and how many it serves."""
    return reply(
        {
            "status": "ok",
            "version": __version__,
            "connected": control.connected,
            "known": control.known,
            "journal": len(control.journal),
        }
    )


@router.get("/metrics")
async def metrics(control: Shared) -> Response:
    """Metrics for Prometheus."""
    return Response(control.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
