"""Properties that hold for every chronology and every rulebook."""
