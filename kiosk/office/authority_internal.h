/* The open authority, for the files that use its key. */
#pragma once
#include "office/authority.h"

struct authority {
    X509 *certificate;
    EVP_PKEY *key;
    char pem[ENROLMENT_PEM];
    char pins[ENROLMENT_PINS][ENROLMENT_PIN];
    size_t pin_count;
};
