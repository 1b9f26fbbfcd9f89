// The typed AWS calls that are used.
