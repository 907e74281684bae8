/* Rows and columns of a file of paper forms; libcsv parts the cells. */
#include "admin/survey_csv.h"
#include "admin/survey_csv_row.h"
#include "base/mem.h"
#include "base/text.h"

#include <csv.h>

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    CELLS_MOST = 64, /* of a row; a file has at most COLUMN_COUNT good ones */
    FORMS_FIRST = 256,
    ARENA_LEAST = 65536,
};

struct span {
    size_t at, len;
};

struct csv_reading {
    const struct survey_csv_order *order;
    struct survey_csv *out;
    struct err *err;
    bool is_refused; /* nothing more is read; `err` says why */

    struct csv_parser parser;
    char delimiter;
    size_t line; /* being read, from 1 */

    /* The row that is open. A break in quotation marks carries it over several lines. */
    bool is_open;
    bool has_ended; /* with the line being read */
    size_t row_line;
    size_t row_bytes;
    size_t behind_first_line; /* where its second line would begin */
    struct text bytes;        /* its cells, each with a NUL behind it */
    struct span cells[CELLS_MOST];
    size_t cell_count; /* counts also what is too much to be kept */

    size_t column_count; /* 0 until the first row told them */
    enum survey_column columns[COLUMN_COUNT];
    struct service_name *services;
    size_t service_count;
    size_t room; /* for forms */
};

static void tell(struct csv_reading *reading, const char *format, ...) PRINTF_LIKE(2, 3);
static void tell(struct csv_reading *reading, const char *format, ...)
{
    char text[600];
    va_list args;

    va_start(args, format);
    (void)text_format_args(text, sizeof text, format, args);
    va_end(args);
    AUTO_FREE char *finding = mem_format("%s:%s", reading->order->name, text);
    text_mend(finding);
    reading->order->tell(reading->order->context, finding);
}

static void start_parser(struct csv_reading *reading)
{
    int failed = csv_init(&reading->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);

    assert(failed == 0);
    csv_set_delim(&reading->parser, (unsigned char)reading->delimiter);
    reading->is_open = false;
}

static const char *cell_at(const struct csv_reading *reading, size_t index)
{
    return reading->bytes.data + reading->cells[index].at;
}

/* Blanks at both ends go; a line break or tab within becomes a blank, as on paper. */
static void smooth(char *text)
{
    size_t begin = strspn(text, " \t\r\n");
    size_t len = strlen(text);

    while (len > begin && strchr(" \t\r\n", text[len - 1]))
        len--;
    memmove(text, text + begin, len - begin);
    text[len - begin] = '\0';
    for (; *text; text++) {
        if (strchr("\t\r\n", *text))
            *text = ' ';
    }
}

static bool is_clean(struct csv_reading *reading, size_t index, const char *column)
{
    const char *text = cell_at(reading, index);
    size_t len = reading->cells[index].len;
    size_t valid = text_valid_utf8(text, len);

    for (size_t i = 0; i < valid; i++) {
        unsigned char byte = (unsigned char)text[i];

        if ((byte < ' ' && !strchr("\t\r\n", byte)) || byte == 0x7f) {
            tell(reading, "%zu:%s: the control character 0x%02X does not belong into a cell",
                 reading->row_line, column, byte);
            return false;
        }
    }
    if (valid < len)
        tell(reading,
             text[valid] == '\0' ? "%zu:%s: a NUL byte, 0x%02X; the file is damaged or no CSV"
                                 : "%zu:%s: the byte 0x%02X is not UTF-8; save the file as UTF-8",
             reading->row_line, column, (unsigned char)text[valid]);
    return valid == len;
}

static void take_column(struct csv_reading *reading, size_t index, bool *is_good)
{
    char where[32];
    char *name = reading->bytes.data + reading->cells[index].at;
    enum survey_column column;

    *is_good = false;
    (void)text_format(where, sizeof where, "column %zu", index + 1);
    if (!is_clean(reading, index, where))
        return;
    smooth(name);
    if (name[0] == '\0') {
        tell(reading, "%zu:%s: has no name", reading->row_line, where);
        return;
    }
    if (!survey_column_from_name(name, &column)) {
        tell(reading, "%zu:%s: \"%.60s\" is no column of a survey", reading->row_line, where, name);
        return;
    }
    for (size_t i = 0; i < reading->column_count; i++) {
        if (reading->columns[i] == column) {
            tell(reading, "%zu:%s: \"%s\" is there twice", reading->row_line, where,
                 survey_column_name(column));
            return;
        }
    }
    assert(reading->column_count < COLUMN_COUNT);
    reading->columns[reading->column_count++] = column;
    *is_good = true;
}

static bool has_column(const struct csv_reading *reading, enum survey_column column)
{
    for (size_t i = 0; i < reading->column_count; i++) {
        if (reading->columns[i] == column)
            return true;
    }
    return false;
}

static void refuse(struct csv_reading *reading, enum err_code code, const char *why)
{
    (void)err_set(reading->err, code, "%s: %s", reading->order->name, why);
    reading->is_refused = true;
}

static void take_header(struct csv_reading *reading)
{
    bool are_good = reading->cell_count <= CELLS_MOST;

    if (!are_good)
        tell(reading, "%zu: %zu columns; allowed are at most %d", reading->row_line,
             reading->cell_count, (int)COLUMN_COUNT);
    for (size_t i = 0; i < reading->cell_count && i < CELLS_MOST; i++) {
        bool is_good;

        take_column(reading, i, &is_good);
        are_good = are_good && is_good;
    }
    for (int i = COLUMN_TANGGAL; i <= COLUMN_LAST_ELEMENT; i++) {
        if (has_column(reading, (enum survey_column)i))
            continue;
        tell(reading, "%zu: the column \"%s\" is missing", reading->row_line,
             survey_column_name((enum survey_column)i));
        are_good = false;
    }
    if (!are_good)
        refuse(reading, ERR_INVALID,
               "the columns of its first line cannot be used; needed are tanggal, persyaratan, "
               "prosedur, waktu, biaya, produk, kompetensi, perilaku, sarana, pengaduan, allowed "
               "also jam, layanan, jenis_kelamin, usia, pendidikan, pekerjaan, saran");
}

static void keep_form(struct csv_reading *reading, const struct survey_form *form)
{
    struct survey_csv *out = reading->out;

    if (out->count == reading->room) {
        reading->room = reading->room > 0 ? reading->room * 2 : FORMS_FIRST;
        out->forms = mem_resize(out->forms, reading->room, sizeof *out->forms);
    }
    out->forms[out->count++] = *form;
}

static void take_form(struct csv_reading *reading)
{
    struct survey_row row = {.order = reading->order,
                             .memory = reading->out->memory,
                             .services = reading->services,
                             .service_count = reading->service_count,
                             .line = reading->row_line};
    struct survey_form form;
    bool are_clean = reading->cell_count == reading->column_count;

    if (!are_clean)
        tell(reading, "%zu: %zu cells; the first line has %zu columns", reading->row_line,
             reading->cell_count, reading->column_count);
    for (size_t i = 0; i < reading->column_count && i < reading->cell_count; i++) {
        if (!is_clean(reading, i, survey_column_name(reading->columns[i])))
            are_clean = false;
    }
    if (are_clean) {
        for (size_t i = 0; i < reading->column_count; i++) {
            char *text = reading->bytes.data + reading->cells[i].at;

            smooth(text);
            row.cells[reading->columns[i]] = text;
        }
    }
    if (are_clean && survey_row_read(&row, &form))
        keep_form(reading, &form);
    else
        reading->out->bad++;
}

static bool is_empty_row(const struct csv_reading *reading)
{
    for (size_t i = 0; i < reading->cell_count && i < CELLS_MOST; i++) {
        if (reading->cells[i].len > 0)
            return false;
    }
    return reading->cell_count <= CELLS_MOST;
}

static void take_cell(void *bytes, size_t len, void *context)
{
    struct csv_reading *reading = context;

    if (reading->cell_count < CELLS_MOST) {
        reading->cells[reading->cell_count] = (struct span){reading->bytes.len, len};
        text_add_bytes(&reading->bytes, bytes, len);
        text_add_bytes(&reading->bytes, "", 1);
    }
    reading->cell_count++;
}

static void take_row(int end, void *context)
{
    struct csv_reading *reading = context;

    (void)end;
    reading->has_ended = true;
    reading->is_open = false;
    assert(!reading->bytes.overflow);
    if (is_empty_row(reading))
        return;
    if (reading->column_count == 0)
        take_header(reading);
    else if (reading->out->count + reading->out->bad >= SURVEY_CSV_FORMS)
        refuse(reading, ERR_FULL, "more than 1000000 forms; part it into several files");
    else
        take_form(reading);
}

/* Gives up the open row, which was told of: its first line is bad, what follows is read anew, so
 * that one quotation mark too many costs one form and not all behind it. */
static size_t give_up_row(struct csv_reading *reading)
{
    csv_free(&reading->parser);
    start_parser(reading);
    reading->line = reading->row_line;
    if (reading->column_count == 0)
        refuse(reading, ERR_INVALID, "its first line cannot be read");
    reading->out->bad++;
    return reading->behind_first_line;
}

static size_t line_length(const char *bytes, size_t len)
{
    size_t at = 0;

    while (at < len && bytes[at] != '\n' && bytes[at] != '\r')
        at++;
    if (at < len && bytes[at] == '\r' && at + 1 < len && bytes[at + 1] == '\n')
        at++;
    return at < len ? at + 1 : len;
}

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!is_blank_byte(line[i]))
            return false;
    }
    return true;
}

static void begin_row(struct csv_reading *reading, size_t behind_line)
{
    reading->row_line = reading->line;
    reading->row_bytes = 0;
    reading->behind_first_line = behind_line;
    reading->bytes.len = 0;
    reading->cell_count = 0;
}

/* Reads the line at `at`; returns where to go on. */
static size_t read_line(struct csv_reading *reading, const char *bytes, size_t len, size_t at)
{
    size_t line_len = line_length(bytes + at, len - at);
    size_t used;

    reading->line++;
    if (!reading->is_open)
        begin_row(reading, at + line_len);
    reading->row_bytes += line_len;
    if (reading->row_bytes > SURVEY_CSV_ROW_BYTES) {
        tell(reading,
             reading->is_open ? "%zu: a quotation mark is not closed within %d bytes"
                              : "%zu: longer than %d bytes",
             reading->row_line, (int)SURVEY_CSV_ROW_BYTES);
        return give_up_row(reading);
    }
    reading->has_ended = false;
    used = csv_parse(&reading->parser, bytes + at, line_len, take_cell, take_row, reading);
    if (used < line_len) {
        assert(csv_error(&reading->parser) == CSV_EPARSE);
        tell(reading,
             "%zu:%zu: a quotation mark in the middle of a cell; put the whole cell into "
             "quotation marks and double those within",
             reading->line, used + 1);
        return give_up_row(reading);
    }
    if (!reading->has_ended && !is_blank(bytes + at, line_len))
        reading->is_open = true;
    return at + line_len;
}

/* At the end of the bytes; false when the open row was given up and there is more to read. */
static bool end_rows(struct csv_reading *reading, size_t *at)
{
    if (csv_fini(&reading->parser, take_cell, take_row, reading) == 0)
        return true;
    tell(reading, "%zu: a quotation mark is not closed until the end of the file",
         reading->row_line);
    *at = give_up_row(reading);
    return false;
}

/* What parts the cells of the first line that is not blank. */
static char find_delimiter(const char *bytes, size_t len)
{
    static const char delimiters[] = ",;\t";
    size_t counts[3] = {0};
    size_t best = 0;
    size_t begin = 0;

    while (begin < len && is_blank_byte(bytes[begin]))
        begin++;
    for (size_t i = begin; i < len && i < SURVEY_CSV_ROW_BYTES && bytes[i] != '\n'; i++) {
        const char *found = bytes[i] != '\0' ? strchr(delimiters, bytes[i]) : NULL;

        if (found)
            counts[found - delimiters]++;
    }
    for (size_t i = 1; i < ARRAY_LEN(counts); i++)
        best = counts[i] > counts[best] ? i : best;
    return delimiters[best];
}

static const struct not_csv {
    const char *bytes;
    size_t len;
    const char *why;
} no_csvs[] = {
    {"\xff\xfe", 2, "is UTF-16; save it as CSV in UTF-8"},
    {"\xfe\xff", 2, "is UTF-16; save it as CSV in UTF-8"},
    {"PK\x03\x04", 4, "is a spreadsheet's own file; save it as CSV in UTF-8"},
    {"\xd0\xcf\x11\xe0", 4, "is a spreadsheet's own file; save it as CSV in UTF-8"},
};

static bool is_csv(struct csv_reading *reading, const char *bytes, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(no_csvs); i++) {
        if (len >= no_csvs[i].len && memcmp(bytes, no_csvs[i].bytes, no_csvs[i].len) == 0) {
            refuse(reading, ERR_INVALID, no_csvs[i].why);
            return false;
        }
    }
    return true;
}

static void read_all(struct csv_reading *reading, const char *bytes, size_t len)
{
    size_t at = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    bool is_done = false;

    reading->delimiter = find_delimiter(bytes + at, len - at);
    start_parser(reading);
    while (!is_done && !reading->is_refused) {
        if (at < len)
            at = read_line(reading, bytes, len, at);
        else
            is_done = end_rows(reading, &at);
    }
    csv_free(&reading->parser);
    if (!reading->is_refused && reading->column_count == 0)
        refuse(reading, ERR_INVALID, "is empty; its first line names the columns");
}

bool survey_csv_read(struct survey_csv *out, const struct survey_csv_order *order,
                     const char *bytes, size_t len, struct err *err)
{
    struct csv_reading reading = {.order = order, .out = out, .err = err};

    *out = (struct survey_csv){0};
    if (len > SURVEY_CSV_BYTES)
        return err_set(err, ERR_FULL, "%s: %zu bytes; allowed are at most %d", order->name, len,
                       (int)SURVEY_CSV_BYTES);
    if (!is_csv(&reading, bytes, len))
        return false;
    /* A suggestion takes at most its bytes in the file; the rest is what the ends of blocks waste. */
    out->memory = arena_new(2 * len + ARENA_LEAST);
    text_init(&reading.bytes, SURVEY_CSV_ROW_BYTES + CELLS_MOST + 1);
    reading.services = survey_row_sort_services(order->catalog, &reading.service_count);
    read_all(&reading, bytes, len);
    free(reading.services);
    text_clear(&reading.bytes);
    return !reading.is_refused;
}

void survey_csv_clear(struct survey_csv *csv)
{
    free(csv->forms);
    arena_free(csv->memory);
    *csv = (struct survey_csv){0};
}
