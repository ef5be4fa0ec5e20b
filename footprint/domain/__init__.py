"""What the law and the service mean. Pure Python: no Django, no clock, today is an argument."""
