"""Systems under test: how to set them up, act on them, and carry their texts."""
