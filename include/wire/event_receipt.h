/* Events of file receipts. The applicant's name is in none of them. */
#pragma once
#include "domain/receipt.h"
#include "wire/event.h"

/* "receipt.issued": a file was handed in.
 * {"receipt":UUID,"file":"2611-1042-3","ticket":UUID|null,"number":"A-014"|null,"service":ID,
 *  "received":[no…],"asked":n,"officer":CODE,"counter":TEXT|null,"due":"2026-11-25"|null,
 *  "workdays":n|null,"due_sure":bool,"device":n} */
struct event_receipt_issued {
    const struct receipt *receipt;
    int device;
};
const char *event_receipt_issued(struct text *out, const struct event_head *head,
                                 const struct event_receipt_issued *data);
