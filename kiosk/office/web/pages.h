/* Every page there is; routes.c says where each stands. */
#pragma once
#include "office/web/web.h"

/* signing in and out, one's own account */
web_page page_sign_in, page_sign_in_post, page_sign_out, page_sign_out_everywhere;
