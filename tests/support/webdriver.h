/* A real browser (Debian's Chromium) for flow tests, by the W3C's WebDriver protocol: it opens pages,
 * fills forms, clicks, reads what stands there. Everything asserts; it ends with the test. */
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct browser {
    pid_t driver;
    int port;
    char profile[64];
    char session[80];
};

/* False, with "SKIP: reason" said, where there is no Chromium. */
bool browser_is_possible(void);
/* Headless, of that size in CSS pixels; takes any certificate: who the server is, is not its matter. */
void browser_open(struct browser *browser, int width, int height);
void browser_close(struct browser *browser);
void browser_resize(struct browser *browser, int width, int height);

void browser_go(struct browser *browser, const char *url);
/* The first element by CSS selector, waited for. A click leads to another page, which is all there when this
 * returns. */
void browser_click(struct browser *browser, const char *css);
void browser_type(struct browser *browser, const char *css, const char *text); /* replaces */
/* A file into an <input type=file>. */
void browser_attach(struct browser *browser, const char *css, const char *path);
/* The words that a person sees in it. */
void browser_read(struct browser *browser, const char *css, char *out, size_t size);
bool browser_has(struct browser *browser, const char *css);
/* Loads the page again until the element's words hold `part`; gives the ms it took, fails after `ms`.
 * With 0 it is not loaded again, as after a form, and only waited for until it is all there. */
int64_t browser_expect(struct browser *browser, const char *css, const char *part, int64_t ms);
/* Fails where something of the page is cut off, too pale, without a name or out of reach (page_look.js). */
void browser_look(struct browser *browser, const char *name);
/* A PNG of the whole page. */
void browser_picture(struct browser *browser, const char *path);
