"""From rows to the words, tags and shapes that the templates' macros take."""
