/* Keeps the newest ticket's slip as PDF and PNG, drawn by the same code that prints it.
 *
 *   slip STATE_DIR CATALOG FONT_DIR OUT      writes OUT.pdf and OUT.png */
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/ticket.h"
#include "paper/slip.h"
#include <stdio.h>

enum { SLIP_MAX_BYTES = 16 << 20 };

struct newest {
    struct ticket ticket;
    bool is_found;
};

static bool keep_last(void *context, const struct ticket *ticket)
{
    struct newest *newest = context;
    newest->ticket = *ticket;
    newest->is_found = true;
    return true;
}

static bool save(const struct slip *slip, const char *out, struct err *err)
{
    AUTO_TEXT struct text pdf;
    AUTO_TEXT struct text png;
    AUTO_FREE char *pdf_path = mem_format("%s.pdf", out);
    AUTO_FREE char *png_path = mem_format("%s.png", out);
    text_init(&pdf, SLIP_MAX_BYTES);
    text_init(&png, SLIP_MAX_BYTES);
    bool ok = slip_pdf(slip, 0, &pdf, err) && slip_png(slip, &png, err)
              && file_replace(pdf_path, pdf.data, pdf.len, false, err)
              && file_replace(png_path, png.data, png.len, false, err);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: slip STATE_DIR CATALOG FONT_DIR OUT\n", stderr);
        return 2;
    }
    struct clock *clock = clock_system_new(-1);
    struct desk_options options = {.state_dir = argv[1],
                                   .catalog_path = argv[2],
                                   .clock = clock,
                                   .device_digit = 1,
                                   .ticket_digits = 3};
    struct desk *desk = NULL;
    struct slip *slip = NULL;
    struct newest newest = {.is_found = false};
    struct err err;
    bool ok = paper_open(argv[3], &err) && desk_open(&desk, &options, &err)
              && desk_list_tickets(desk, keep_last, &newest, &err)
              && (newest.is_found || err_set(&err, ERR_NOT_FOUND, "no ticket in %s", argv[1]))
              && slip_ticket(&slip, SLIP_80MM, desk_catalog(desk), &newest.ticket, 0, &err)
              && save(slip, argv[4], &err);
    if (!ok)
        fprintf(stderr, "slip: %s\n", err.text);
    slip_free(slip);
    desk_close(desk);
    paper_close();
    clock_free(clock);
    return ok ? 0 : 1;
}
