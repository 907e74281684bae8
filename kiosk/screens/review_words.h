/* The catalogue's review marks in words for staff ("Periksa data"). */
#pragma once
#include "domain/catalog.h"
#include "strings.h"
#include "ui/ui.h"

/* What a mark is about: "requirements[9]" is "Syarat 10", "steps[0].actors" is "Langkah 1 · Pelaksana".
 * A part that has no words stays as it is written. */
void review_item_words(char *out, size_t size, const char *item);
/* "Ejaan", "Tertulis dua kali (disembunyikan)" */
const char *review_kind_words(enum review_kind kind);
enum ui_tone review_kind_tone(enum review_kind kind);
