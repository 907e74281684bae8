/* SP4N-LAPOR!, the national channel for complaints, which every office names beside its own.
 *
 * These are facts of somebody else's, kept in one table and under a version: check them before each
 * release, and count the version up whenever one of them changes. */
#pragma once

struct national_channel {
    int version;
    const char *name;
    const char *web;     /* as people type it */
    const char *sms;     /* a short number, the same with every operator */
    const char *address; /* the same page for a QR code, in capitals, which keeps the code coarse */
};
extern const struct national_channel national_channel;
