#include "nt_embedded_plan.h"

// #embed is C23; the compiler of the toolchain has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char plan[] = {
#embed "../../definitions/default-plan.json"
};

const unsigned char *nt_default_plan(void) { return plan; }

size_t nt_default_plan_length(void) { return sizeof plan; }
