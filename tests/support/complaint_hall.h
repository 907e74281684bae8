/* A hall whose visitors complain and whose officers keep the book, and what must be nowhere on its
 * disk. */
#pragma once
#include "desk/complaints.h"
#include "support/hall.h"

#define COMPLAINT_STORY "Antrean loket dua zzkeluhan terlalu lama, tanpa penjelasan."
#define COMPLAINT_NAMED "Siti Zzpelapor"
#define COMPLAINT_PHONE "0812 3456 7890"

/* By telephone, about "izin-a", with name and consent; a request of its own. */
struct complaint_request complaint_wish(void);
/* Asserts that it is filed. */
struct complaint complaint_file(struct hall *hall, const struct complaint_request *request);
/* A wish, filed. */
struct complaint complaint_filed(struct hall *hall);
struct complaint complaint_found(struct hall *hall, const char *number);

/* "P-07", an officer; "S-01", a supervisor; "P-99", who left. */
void complaint_staff(struct hall *hall);
/* The office's standard has these complaints (JSON); opens the desk anew. */
void complaint_promise(struct hall *hall, const char *complaints);

/* How often the bytes stand in the files below the hall's directory: database, log, index, catalogue,
 * whatever lies there. */
int hall_bytes(const struct hall *hall, const void *bytes, size_t len);
/* The same for a text. */
int hall_strings(const struct hall *hall, const char *text);
