// errno after a wrapper of this target failed; the wrappers return -errno, so nothing else reads the global.
#ifndef NEEDLETAIL_ERRNO_H
#define NEEDLETAIL_ERRNO_H
#include <errno.h>

/// A name such as "EACCES", or "errno".
const char *nt_errno_name(int error);
/// The C library's sentence for it; static text, no locale.
const char *nt_errno_sentence(int error);
#endif
