/* Tables that stand as cards on a narrow screen: each cell carries its column's name. */
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_column {
    const char *label;
    bool is_number; /* right-aligned */
};
struct table {
    struct text *out;
    const struct table_column *columns;
    size_t count;
    size_t at;
    bool is_row_open;
    bool has_rows;
};

/* `caption` is read aloud before the table, and shown where `is_caption_shown`. */
struct table table_open(struct text *out, const char *caption, bool is_caption_shown,
                        const struct table_column *columns, size_t count);
void table_row(struct table *table); /* begins the next row */
void table_text(struct table *table, const char *value);
void table_number(struct table *table, int64_t value); /* "12.345" */
/* Between the two, the cell's content is written to table->out. The first cell of a row is its head. */
void table_cell_open(struct table *table);
void table_cell_close(struct table *table);
/* Without a row, `empty` stands in its place. */
void table_close(struct table *table, const char *empty);
