"""Planning: pure functions over plain values."""
