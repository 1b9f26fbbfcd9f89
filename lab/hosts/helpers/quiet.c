/* A shared library that does nothing: a stand-in for preloaded code. */
int quiet_version(void);
int quiet_version(void) { return 3; }
