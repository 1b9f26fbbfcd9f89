"""The building blocks of the test hosts."""
