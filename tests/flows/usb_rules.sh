#!/bin/bash
# usbguard takes every rule of config/lockdown.
set -euo pipefail
cd "$SOURCE_DIR"
command -v usbguard-rule-parser >/dev/null || { echo 'SKIP: usbguard is missing'; exit 77; }
usbguard-rule-parser -f config/lockdown/usb.rules >/tmp/usb-rules.$$ 2>&1 || { cat /tmp/usb-rules.$$; rm /tmp/usb-rules.$$; exit 1; }
rm /tmp/usb-rules.$$
! usbguard-rule-parser 'allow with-interface some-of { 08:*:* }' >/dev/null 2>&1 || { echo 'the parser takes anything'; exit 1; }
