// The default collection plan, definitions/default-plan.json, inside the program.
#ifndef NEEDLETAIL_EMBEDDED_PLAN_H
#define NEEDLETAIL_EMBEDDED_PLAN_H
#include <stddef.h>

/// Its bytes; nt_default_plan_length() of them, without a NUL.
const unsigned char *nt_default_plan(void);
/// Their count.
size_t nt_default_plan_length(void);
#endif
