"""Files in and files out. Pure Python: bad data is a result (rows and problems), never an exception."""
