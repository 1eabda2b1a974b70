"""The one test module of the suite: every scenario of every feature file."""

from pytest_bdd import scenarios

from conformance.paths import FEATURES

scenarios(str(FEATURES))
