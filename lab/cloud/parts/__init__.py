"""The test cloud: a moto server extended where it is silent or wrong."""
