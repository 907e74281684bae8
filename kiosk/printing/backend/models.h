/* What is known of ticket printers, so that whoever sets one up picks its name and no options. */
#pragma once
#include "printing/backend/device.h"
#include <stdbool.h>
#include <stddef.h>

/* Changes whenever a line does. */
#define ESCPOS_MODELS_VERSION "2026-11-22"

struct escpos_model {
    const char *id;    /* "epson-tm-t82" */
    const char *name;  /* for people */
    const char *match; /* how its device id begins, "" = nobody says so of itself */
    int dots;          /* in a line of its widest paper */
    enum escpos_ack ack;
    bool has_status;
    const char *source; /* where that stands; no model here was tried by us on paper yet */
};

extern const struct escpos_model escpos_models[];
extern const size_t escpos_model_count;

/* By its id; NULL when there is none. */
const struct escpos_model *escpos_model_named(const char *id);
/* By what a device says of itself ("EPSON TM-T82X"); NULL when nobody knows it. */
const struct escpos_model *escpos_model_of(const char *description);

/* "GS ( H", "GS r", "nothing". */
const char *escpos_ack_name(enum escpos_ack ack);
