"""All plants, in the order in which they are placed."""
ALL = []
