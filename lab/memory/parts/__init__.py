"""Parts of the memory lab."""
