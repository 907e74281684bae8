/* A certificate that is due when a test says so; stands in for sync/identity.h at link time. */
#pragma once
#include "sync/identity.h"

struct identity {
    bool is_due;
    int64_t due_ms; /* not earlier */
    bool fails;
    int renewals; /* tried */
};
