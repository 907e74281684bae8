/* Tables: the column's name goes into every cell, for narrow screens. */
#include "table.h"
#include "html.h"
#include "words/words.h"

#include <assert.h>

struct table table_open(struct text *out, const char *caption, bool is_caption_shown,
                        const struct table_column *columns, size_t count)
{
    html_fill(out,
              "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>"
              "<caption class=\"{}\">{}</caption><thead><tr>",
              caption, is_caption_shown ? "shown" : "aloud", caption);
    for (size_t i = 0; i < count; i++) {
        html_fill(out, "<th scope=\"col\" class=\"{}\">{}</th>",
                  columns[i].is_number ? "number" : "", columns[i].label);
    }
    html_mark(out, "</tr></thead><tbody>\n");
    return (struct table){.out = out, .columns = columns, .count = count};
}

static void close_row(struct table *table)
{
    if (!table->is_row_open)
        return;
    assert(table->at == table->count);
    html_mark(table->out, "</tr>\n");
    table->is_row_open = false;
}

void table_row(struct table *table)
{
    close_row(table);
    html_mark(table->out, "<tr>");
    table->at = 0;
    table->is_row_open = true;
    table->has_rows = true;
}

void table_cell_open(struct table *table)
{
    const struct table_column *column = &table->columns[table->at];

    assert(table->is_row_open && table->at < table->count);
    if (table->at == 0)
        html_mark(table->out, "<th scope=\"row\"");
    else
        html_fill(table->out, "<td data-label=\"{}\"", column->label);
    if (column->is_number)
        html_mark(table->out, " class=\"number\">");
    else
        html_mark(table->out, ">");
}

void table_cell_close(struct table *table)
{
    if (table->at++ == 0)
        html_mark(table->out, "</th>");
    else
        html_mark(table->out, "</td>");
}

void table_text(struct table *table, const char *value)
{
    table_cell_open(table);
    html_text(table->out, value);
    table_cell_close(table);
}

void table_number(struct table *table, int64_t value)
{
    char words[32];

    words_count(words, sizeof words, value);
    table_text(table, words);
}

void table_close(struct table *table, const char *empty)
{
    char columns[16];

    close_row(table);
    text_format(columns, sizeof columns, "%zu", table->count);
    if (!table->has_rows)
        html_fill(table->out, "<tr><td class=\"empty\" colspan=\"{}\">{}</td></tr>", columns,
                  empty);
    html_mark(table->out, "</tbody></table></div>\n");
}
