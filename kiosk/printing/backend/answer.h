/* What an ESC/POS printer answers, byte by byte. Pure: any bytes are allowed, none are trusted. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What keeps a printer from printing, as a set. */
enum escpos_state {
    ESCPOS_COVER_OPEN = 1,
    ESCPOS_PAPER_OUT = 2,
    ESCPOS_JAM = 4,
    ESCPOS_PAPER_LOW = 8, /* no fault */
    ESCPOS_OFFLINE = 16,
};
#define ESCPOS_FAULTS                                                                              \
    ((unsigned)ESCPOS_COVER_OPEN | (unsigned)ESCPOS_PAPER_OUT | (unsigned)ESCPOS_JAM               \
     | (unsigned)ESCPOS_OFFLINE)

/* DLE EOT n, n = 1 … ESCPOS_QUESTIONS: real-time questions, answered by one byte each. */
enum { ESCPOS_QUESTIONS = 4 };

/* The states in the answer to DLE EOT `n`. */
unsigned escpos_realtime_state(int n, uint8_t answer);

/* "Offline" beside a known cause is only its consequence. */
unsigned escpos_without_consequences(unsigned state);

enum escpos_event {
    ESCPOS_NOTHING,  /* not complete yet, or nonsense */
    ESCPOS_REALTIME, /* one answer to DLE EOT: `byte` */
    ESCPOS_STATE,    /* an unasked report (ASB) is complete: `state` */
    ESCPOS_PROCESS,  /* the answer to GS ( H is complete: `process` */
    ESCPOS_SENSOR,   /* one byte as GS r answers */
};

/* The four kinds of answer can be told apart by their fixed bits, wherever the stream begins. */
struct escpos_reader {
    uint8_t held[8];
    size_t held_len;
    size_t want; /* bytes of the answer that has begun; 0 between answers */
    uint8_t byte;
    unsigned state;
    char process[5];
};

/* Takes one byte; the event's value stands in the reader until the next call. */
enum escpos_event escpos_read(struct escpos_reader *reader, uint8_t byte);
