/* Where a channel of an office leads, as a phone that reads a QR code understands it. */
#pragma once
#include "base/attr.h"
#include "domain/catalog.h"

enum { CHANNEL_URI_TEXT = 160 };

/* "TEL:076128262", "SMSTO:08117515133", "HTTPS://WA.ME/628117515133", "mailto:…", "http://…". Capitals
 * where they mean the same: they keep the code coarse. False for what no phone can open by itself (a
 * letter, a counter, a box), for a value that is not plainly one number or one address, and for one
 * that is too long. */
MUST_USE bool channel_uri(char out[CHANNEL_URI_TEXT], const struct channel *channel);
