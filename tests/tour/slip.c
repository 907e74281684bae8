/* Keeps the first ticket's slip as PDF and PNG, drawn by the same code that prints it.
 *
 *   slip STATE_DIR CATALOG SHARE_DIR OUT      writes OUT.pdf and OUT.png */
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/ticket.h"
#include "paper/slip.h"
#include <stdio.h>

enum { SLIP_MAX_BYTES = 16 << 20 };

struct first {
    struct ticket ticket;
    bool is_found;
};

static bool keep_first(void *context, const struct ticket *ticket)
{
    struct first *first = context;
    first->ticket = *ticket;
    first->is_found = true;
    return false;
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
        fputs("usage: slip STATE_DIR CATALOG SHARE_DIR OUT\n", stderr);
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
    struct first first = {.is_found = false};
    struct err err;
    AUTO_FREE char *fonts = mem_format("%s/anjungan/fonts", argv[3]);
    AUTO_FREE char *locales = mem_format("%s/locale", argv[3]);
    bool ok = i18n_open(locales, &err) && paper_open(fonts, &err)
              && desk_open(&desk, &options, &err)
              && desk_list_tickets(desk, keep_first, &first, &err)
              && (first.is_found || err_set(&err, ERR_NOT_FOUND, "no ticket in %s", argv[1]))
              && slip_ticket(&slip, SLIP_80MM, desk_catalog(desk), &first.ticket, 0, &err)
              && save(slip, argv[4], &err);
    if (!ok)
        fprintf(stderr, "slip: %s\n", err.text);
    slip_free(slip);
    desk_close(desk);
    paper_close();
    clock_free(clock);
    return ok ? 0 : 1;
}
