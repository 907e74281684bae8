/* The SQL function survey_read(reader, the nine answers, flags, gender, age, education, occupation,
 * bracket, key): an aggregate that hands each row to the reader that is bound as its first argument,
 * and yields how many there were. It spares a report the way of each row out of SQLite and each column
 * out of the row, which takes longer than reading them. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "domain/survey_tally.h"
#include "store/query.h"
#include <stdbool.h>

struct survey_reader {
    void (*each)(void *context, const struct survey_fact *fact);
    void *context;
};

/* Registers the function; once for each handle. Returns SQLite's code. */
MUST_USE int survey_reader_register(sqlite3 *handle);
/* The reader must live until the query ends. */
void survey_reader_bind(struct query *query, int index, struct survey_reader *reader);
