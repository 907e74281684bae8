/* All addresses, the least role of each, and its page. */
#include "pages.h"

const struct web_route web_routes[] = {
    {"GET", "/masuk", WEB_ANYONE, page_sign_in},
    {"POST", "/masuk", WEB_ANYONE, page_sign_in_post},
    {"POST", "/keluar", WEB_OFFICER, page_sign_out},
    {"POST", "/keluar-semua", WEB_OFFICER, page_sign_out_everywhere},
};
const size_t web_route_count = ARRAY_LEN(web_routes);
