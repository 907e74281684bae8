/* A printer that does as the script says, and counts what it was asked. */
#pragma once
#include "printing/printer.h"

/* What the printer's side would do; one job is enough, since the drain follows one at a time. */
struct script {
    char queue[16];
    enum printer_trouble trouble; /* of a look */
    bool is_confirming;
    enum err_code look_error;
    enum err_code create_error;
    bool creates_anyway; /* though the answer says no */
    enum err_code send_error;
    bool takes_anyway;
    enum err_code find_error;
    enum err_code ask_error;
    enum err_code cancel_error;
    enum printed_answer answer;
    enum printed_answer answer_when_cancelled;
    enum printer_trouble job_trouble;

    int job; /* the newest; 0: none is known any more */
    char name[64];
    bool has_document;
    bool is_cancelled;
    int looks, creates, sends, asks, cancels, finds;
    void (*during_create)(void *context);
    void *context;
};

/* Ready, confirming, prints whatever it gets, keeps off the paper what is cancelled; `*out` borrows. */
void script_printer(struct printer *out, struct script *script, const char *queue);
