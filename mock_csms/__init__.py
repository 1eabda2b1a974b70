"""A central system (CSMS) for OCPP 1.6J to point a charge point at; useful without the suite."""
