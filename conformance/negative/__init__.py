"""The negative catalogue: what a central system has to survive, case by case, and how it is judged."""
