/* Of the frame itself. */
#pragma once
#include "office/web/web.h"

http_handler web_handle; /* the context is a struct web */
