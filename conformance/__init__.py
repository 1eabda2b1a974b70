"""The engine: plan, run, judge."""
