"""How much of the code that counts days and duties the tests would notice being changed."""
