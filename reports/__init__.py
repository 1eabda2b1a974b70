"""From results to what may be claimed. Is handed plain data (see `writer`), imports nothing of ours."""
