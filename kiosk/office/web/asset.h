/* The style sheet, fonts and signs of the pages: files below asset_dir, as /gaya/…. */
#pragma once
#include "http/server.h"

/* False: the request is for none of them, and the reply untouched. */
bool asset_answer(const char *asset_dir, const struct http_request *request,
                  struct http_reply *reply);
