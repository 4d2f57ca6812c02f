#!/bin/sh
# Print the path of a Chromium or Chrome; install Debian's where none is found and this user may.
# Usage: find-chromium.sh [--no-install]
set -eu

find_one() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if [ -n "$name" ] && command -v "$name" 2>/dev/null; then return 0; fi
    done
    return 1
}

find_one && exit 0
if [ "${1:-}" != "--no-install" ] && command -v apt-get >/dev/null 2>&1; then
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
    if [ -z "$sudo" ] || sudo -n true 2>/dev/null; then
        echo "==> no Chromium found: installing the system's package" >&2
        # A refresh that fails is no reason to stop: the lists that are there may do.
        $sudo apt-get update -qq >&2 || true
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium >&2 || true
        find_one && exit 0
    fi
fi
echo "No Chromium or Chrome found; the browser tests need one. Run: sudo apt-get install chromium" >&2
echo "(macOS: brew install --cask chromium; elsewhere: set CHROMIUM to its path)" >&2
exit 1
