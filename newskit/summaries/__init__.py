"""Which sentences carry an article, within a budget."""
