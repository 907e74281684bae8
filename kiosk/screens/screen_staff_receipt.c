/* Staff screen "receipt": its bar. */
#include "staff_parts.h"

static void staff_receipt_frame(void *state, struct ui *ui, struct router *router)
{
    (void)state;
    (void)part_staff_bar(ui, router,
                         &(struct staff_bar){.title = _("p_mode", "Staff mode"),
                                             .subtitle = router_shift(router)->counter,
                                             .has_back = true});
}

const struct screen screen_staff_receipt = {
    .name = "staff-receipt",
    .idle_ms = 120000,
    .is_staff = true,
    .has_landscape = true,
    .frame = staff_receipt_frame,
};
