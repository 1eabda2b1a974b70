"""The reference station for other people's tests: a zappi behind its cloud bridge, on real sockets."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from itertools import count
from os import PathLike
from types import TracebackType
from typing import Any, Self, TypeVar

from mock_csms.loop_thread import LoopThread
from reference_impl.client import Client
from reference_impl.settings import StationSettings, declared, typed
from reference_impl.station import Station

Result = TypeVar("Result")


class ReferenceStation:
    """Connects to a central system for as long as its ``with`` block lasts.

    ``url`` is the endpoint, to which the identity is appended; ``settings`` are the fields of
    ``reference_impl.settings.StationSettings``, ``semantics`` as a mapping. ``clock`` gives suite
    seconds and ``pace`` how many of them pass in one real second: those of the central system.
    ``ca`` is a PEM file to trust for wss. Raises ``ValueError`` for settings there are not.
    """

    def __init__(
        self,
        url: str,
        settings: Mapping[str, Any] | None = None,
        *,
        clock: Callable[[], float] = time.time,
        pace: float = 1.0,
        ca: str | PathLike[str] | None = None,
    ) -> None:
        chosen = {**(settings or {}), "url": url}
        chosen["semantics"] = declared(chosen.get("semantics", {}))
        self.settings = StationSettings(**typed(chosen))
        ids = (f"{self.identity}-{number}" for number in count(1))
        self._station = Station(self.settings, new_ids=ids)
        self._clock, self._pace = clock, pace
        self._trust = None if ca is None else ssl.create_default_context(cafile=ca)
        self._thread: LoopThread | None = None

    def __enter__(self) -> Self:
        """Switch the station on; it begins to connect."""
        if self._thread is not None:
            raise RuntimeError("this station was switched on before; make a new one")
        self._thread = LoopThread("reference-station")
        self._client, self._carrying = self._thread.run(self._start())
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Disconnect and end. Raises what broke the station down, if anything did."""
        try:
            self._loop.run(self._leave())
        finally:
            self._loop.close()
        if exc is None:
            self._check()

    @property
    def identity(self) -> str:
        """Its identity as a charge point."""
        return self.settings.identity

    # vehicles and people -----------------------------------------------------------------------------

    def plug_in(self) -> None:
        """Connect a vehicle."""
        self._act(Station.plug_in)

    def unplug(self) -> None:
        """Disconnect the vehicle."""
        self._act(Station.unplug)

    def vehicle_full(self) -> None:
        """The vehicle has what it wants and draws nothing."""
        self._act(Station.vehicle_full)

    def vehicle_ready(self) -> None:
        """The vehicle would draw current."""
        self._act(Station.vehicle_ready)

    def vehicle(self, **facts: Any) -> None:
        """Change facts of the vehicle: full, ev_fault, waits_until, max_current, holds_cable."""
        self._act(Station.vehicle, **facts)

    def take_off_cable(self) -> None:
        """Take the cable off the vehicle, and leave it in the charger."""
        self._act(Station.take_off_cable)

    def take_out_cable(self) -> None:
        """Pull the cable out of the charger, if it is not locked."""
        self._act(Station.take_out_cable)

    def enter_pin(self, pin: str) -> None:
        """Type a PIN on the device."""
        self._act(Station.enter_pin, pin)

    def choose(self, what: str) -> None:
        """Choose a mode at the device (STOP, Fast, Eco, Eco_Plus), ``Menu``, or what that offers."""
        self._act(Station.choose, what)

    def choose_in_app(self, mode: str) -> None:
        """The owner of the account chooses a mode in the app."""
        self._act(Station.choose_in_app, mode)

    # the device, its link and its bridge -------------------------------------------------------------

    def fault(self, code: str = "OtherError") -> None:
        """The device develops a fault, named by an OCPP error code."""
        self._act(Station.raise_fault, code)

    def clear_fault(self) -> None:
        """The fault goes away."""
        self._act(Station.clear_fault)

    def installation(self, **facts: Any) -> None:
        """Change facts of the installation: site_limit, surplus, boosts, device_limit (A)."""
        self._act(Station.installation, **facts)

    def reboot(self) -> None:
        """Power-cycle the device; the bridge stays up."""
        self._act(Station.reboot)

    def restart_bridge(self) -> None:
        """The cloud service restarts."""
        self._act(Station.restart_bridge)

    def cut_link(self) -> None:
        """The device loses its link to the bridge."""
        self._act(Station.cut_link)

    def restore_link(self) -> None:
        """The link works again."""
        self._act(Station.restore_link)

    def fall_silent(self) -> None:
        """Send nothing any more, though the connection stays open."""
        self._act(Station.fall_silent)

    def speak_again(self) -> None:
        """End the silence."""
        self._act(Station.speak_again)

    # reading -----------------------------------------------------------------------------------------

    def status(self) -> dict[str, Any]:
        """How the station is: connected, registration, status, plugged in, current, transaction."""
        return self._do(lambda station, _now: station.status())

    def screen(self) -> list[str]:
        """The lines of the device's display."""
        return self._do(lambda station, now: station.screen(now))

    def app_status(self) -> str:
        """How the device is, in the words of the owner's app."""
        return self._do(lambda station, _now: station.app_status())

    def _act(self, verb: Callable[..., None], *args: Any, **details: Any) -> None:
        self._do(lambda station, now: verb(station, now, *args, **details))

    def _do(self, act: Callable[[Station, float], Result]) -> Result:
        self._check()

        def there() -> Result:
            result = act(self._station, self._clock())
            self._client.poke()
            return result

        return self._loop.do(there)

    @property
    def _loop(self) -> LoopThread:
        if self._thread is None or self._thread.loop.is_closed():
            raise RuntimeError("the station is off; use it inside its `with` block")
        return self._thread

    async def _start(self) -> tuple[Client, asyncio.Task[None]]:
        self._station.power_on(self._clock())
        client = Client(self._station, ssl=self._trust, clock=self._clock, pace=self._pace)
        return client, asyncio.create_task(client.run())

    async def _leave(self) -> None:
        self._carrying.cancel()
        await asyncio.wait([self._carrying])

    def _check(self) -> None:
        """Raises what broke the station down."""
        carrying = self._carrying if self._thread is not None else None
        if carrying is not None and carrying.done() and not carrying.cancelled():
            carrying.result()
