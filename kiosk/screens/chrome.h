/* What every screen has around its content: top bar, navigation, toast, idle warning. */
#pragma once
#include "router_internal.h"

void chrome_top(struct ui *ui, struct router *router, const struct screen *screen);
void chrome_nav(struct ui *ui, struct router *router, const struct screen *screen);
void chrome_toast(struct ui *ui, struct router *router, const struct screen *screen);
/* The wall clock's next minute as monotonic time. */
int64_t chrome_next_minute(const struct router *router);

/* "Beranda" or staff mode would take what was typed or answered: asks once, over the open screen. */
void chrome_ask_leaving(struct ui *ui, struct router *router);

/* Screen 21 over the open one. `left_ms` of `total_ms` remain. */
enum warning_answer { WARNING_NONE, WARNING_STAY, WARNING_END };
enum warning_answer chrome_warning(struct ui *ui, int64_t left_ms, int64_t total_ms);
