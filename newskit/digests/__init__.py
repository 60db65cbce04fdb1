"""One cited entry for each story."""
