"""What the central system knows behind its polite answers, and how it learns it. No I/O, no clock."""
