"""What is shown and sent out: context in, markup or bytes out. It knows no web, no database and no clock."""
