"""The only place that knows the design system: forms as its macros take them."""
