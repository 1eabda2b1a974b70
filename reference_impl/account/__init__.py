"""What the owner of a charger sees of it, beside OCPP."""
