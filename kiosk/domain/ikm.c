/* The index, on integers. */
#include "domain/ikm.h"

#include <assert.h>

static const char *const weight_keys[] = {
    [IKM_EXACT] = "1/9", [IKM_0_111] = "0.111", [IKM_0_11] = "0.11"};
static_assert(ARRAY_LEN(weight_keys) == IKM_WEIGHT_COUNT, "every weight has a key");

const char *ikm_weight_key(enum ikm_weight weight)
{
    return weight_keys[weight];
}
