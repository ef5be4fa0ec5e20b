"""Every figure that we claim, side by side with what we claim it against."""

import footprint as footprint  # first, as in every command: it says how many threads the table library takes
