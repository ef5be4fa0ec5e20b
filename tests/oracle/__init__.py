"""The engine of duties a second time, as plain loops: slow, short, and written from the rules alone."""
