"""Footprint: facts make a chronology, the rulebook turns a chronology into duties, everything else reads both."""
