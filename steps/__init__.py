"""Phrases: stimuli and expectations. Step functions name one of either and return."""
