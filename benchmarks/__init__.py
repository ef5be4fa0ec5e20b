"""Every figure that we claim, side by side with what we claim it against."""
