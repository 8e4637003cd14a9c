#!/bin/sh
# Install the browser and the Graphviz that tests draw with: by apt-get, where this runs as root;
# elsewhere say what to install.

set -eu

has() {
    command -v "$1" >/dev/null 2>&1
}

has_browser() {
    [ -n "${CHROMIUM:-}" ] && return
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        /Applications/Chromium.app/Contents/MacOS/Chromium; do
        if has "$name"; then return; fi
    done
    return 1
}

missing=
has_browser || missing="chromium"
has dot || missing="$missing graphviz"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && has apt-get; then
    echo "Installing $missing with apt-get; a minute, once."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # several packages
    apt-get install -qq --no-install-recommends $missing >/dev/null
    exit 0
fi

cat >&2 <<EOF
Tests draw pages in a browser and graphs with Graphviz, and this machine lacks: $missing
Debian, Ubuntu: sudo apt-get install chromium graphviz
macOS: brew install --cask chromium; brew install graphviz
Another browser of the Chromium family: CHROMIUM=/path/to/it make test
EOF
exit 1
