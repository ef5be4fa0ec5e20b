"""What people do with the service, given, when and then, in a real browser against the running service."""
