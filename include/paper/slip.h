/* Slips: a value that says what stands on the paper, and one drawing of it for every printer.
 *
 * The same cairo/pango drawing becomes a PDF page (IPP Everywhere), a 1-bit image (tests, archive)
 * and ESC/POS raster bytes (thermal printers, 203 dpi, 8 dots/mm: 576 dots on 80 mm, 384 on 58 mm). */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/complaint.h"
#include "domain/day_report.h"
#include "domain/print.h"
#include "domain/queue.h"
#include "domain/receipt.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum slip_width { SLIP_58MM = 384, SLIP_80MM = 576 }; /* dots */

struct slip; /* a laid-out slip */

/* Call once with the directory of the shipped fonts. ERR_NOT_FOUND names a missing file. Texts in
 * scripts that these lack use the machine's Noto fonts where it has them. */
MUST_USE bool paper_open(const char *font_dir, struct err *err);
void paper_close(void);

/* A queue ticket. `copy` > 0 marks it SALINAN n. The language is the ticket's; the one in use is left
 * alone. A service or group that the catalogue no longer has is told by the ticket's own words, and
 * a list of unticked requirements too long for paper by its numbers. ERR_INVALID when office and
 * number do not fit the QR code. */
MUST_USE bool slip_ticket(struct slip **out, enum slip_width width, const struct catalog *catalog,
                          const struct ticket *ticket, int copy, struct err *err);
/* The file receipt (Tanda Terima Berkas) in a language; `copy` > 0 marks it SALINAN n. A service that
 * the catalogue no longer has is told by the receipt's own words, and what was received, where that
 * list has become too long for paper, by its numbers. ERR_INVALID when office and file number do not
 * fit the QR code. */
MUST_USE bool slip_receipt(struct slip **out, enum slip_width width, const struct catalog *catalog,
                           const struct receipt *receipt, const char *lang, int copy,
                           struct err *err);
/* The receipt of a complaint in a language; `copy` > 0 marks it SALINAN n. It says when and how the
 * office answers and how to ask; no words of the visitor, no name, no contact. A service that the
 * catalogue no longer has is told by the complaint's own words. ERR_INVALID when office and number do
 * not fit the QR code. */
MUST_USE bool slip_complaint(struct slip **out, enum slip_width width,
                             const struct catalog *catalog, const struct complaint *complaint,
                             const char *lang, int copy, struct err *err);
/* The requirements, or the steps, of a service to take home. `printed_at_ms` is UTC. ERR_FULL when
 * the list would be longer than 1.5 m. */
MUST_USE bool slip_requirements(struct slip **out, enum slip_width width,
                                const struct catalog *catalog, const struct service *service,
                                const char *lang, int64_t printed_at_ms, struct err *err);
MUST_USE bool slip_steps(struct slip **out, enum slip_width width, const struct catalog *catalog,
                         const struct service *service, const char *lang, int64_t printed_at_ms,
                         struct err *err);
/* The day report in short: of a long table the first rows, the others are only counted. */
MUST_USE bool slip_report(struct slip **out, enum slip_width width, const struct catalog *catalog,
                          const struct day_report *report, const char *lang, struct err *err);
/* Thanks after a survey: the office's name and where to turn with a complaint or a question; no date,
 * no number, nothing of the survey. The national channel always stands there. */
MUST_USE bool slip_thanks(struct slip **out, enum slip_width width, const struct catalog *catalog,
                          const char *lang, struct err *err);
/* A test page: office, device, date, width, all letters, a code. ERR_INVALID when office and device
 * do not fit the code. */
MUST_USE bool slip_test(struct slip **out, enum slip_width width, const struct catalog *catalog,
                        const char *device, const char *lang, int64_t printed_at_ms,
                        struct err *err);
void slip_free(struct slip *slip);

int slip_height_dots(const struct slip *slip);

/* 1 bit a dot, 1 = black, most significant bit first, rows of width/8 bytes. Yours. */
uint8_t *slip_bitmap(const struct slip *slip, size_t *out_bytes) MUST_USE;

/* Initialise, raster in bands of at most 255 rows (GS v 0), 40 dots feed, partial cut (GS V): about
 * 72 bytes a row at 80 mm, so `out` with a ceiling of 1 MB takes any slip. */
void slip_escpos(const struct slip *slip, struct text *out);

/* One PDF page of the roll's width and `page_mm` height, or the slip's own height when 0. Text is
 * text (fonts embedded). ERR_INVALID when the slip is longer than the page. */
MUST_USE bool slip_pdf(const struct slip *slip, int page_mm, struct text *out, struct err *err);
MUST_USE bool slip_png(const struct slip *slip, struct text *out, struct err *err);
