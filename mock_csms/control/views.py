"""Charge points as plain data: the only place that knows how the domain keeps them."""

from __future__ import annotations

from typing import Any

from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.control.plain_json import plain
from mock_csms.domain.configuration import Key
from mock_csms.domain.connectors import Connector
from mock_csms.domain.transactions import Transaction
from ocpp16.redaction import redact_row
from ocpp16.timestamps import to_text


def charge_point(system: CentralSystem, now: float, known: ChargePoint) -> dict[str, Any]:
    """A row of the list."""
    boot = known.boot or {}
    return {
        "identity": known.identity,
        "connected": known.connection is not None,
        "online": known.online(now),
        "registration": known.registration,
        "vendor": boot.get("chargePointVendor"),
        "model": boot.get("chargePointModel"),
        "firmware": boot.get("firmwareVersion"),
        "last_seen": moment(known.last_seen),
        "calls": known.calls,
        "connectors": [_connector(each) for each in known.connectors.all()],
        "transactions": [_transaction(t) for t in system.transactions.running(known.identity)],
    }


def charge_point_in_full(system: CentralSystem, now: float, known: ChargePoint) -> dict[str, Any]:
    """The row, and what takes more room."""
    details = {
        "configuration": [_key(each) for each in known.configuration],
        "boot": plain(known.boot),
        "local_list_version": known.local_list.version,
    }
    return redact_row({**charge_point(system, now, known), **details})


def matches(known: ChargePoint, query: str) -> bool:
    """Whether identity, vendor or model hold a text, in any case."""
    boot = known.boot or {}
    texts = known.identity, boot.get("chargePointVendor", ""), boot.get("chargePointModel", "")
    return any(query in str(text).casefold() for text in texts)


def _connector(connector: Connector) -> dict[str, Any]:
    return {
        "id": connector.number,
        "status": connector.status,
        "error": connector.error_code,
        "info": connector.info,
    }


def _transaction(transaction: Transaction) -> dict[str, Any]:
    return {
        "id": transaction.id,
        "connector": transaction.connector,
        "id_tag": transaction.id_tag,
        "started": transaction.started_at,
    }


def _key(key: Key) -> dict[str, Any]:
    return {
        "key": key.name,
        "value": key.value,
        "readonly": key.readonly,
        "pending": key.pending,
        "supported": key.supported,
    }


def moment(seconds: float | None) -> str | None:
    """A moment as text."""
    return None if seconds is None else to_text(seconds)
