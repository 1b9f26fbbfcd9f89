// Where journals and the case index are kept.
