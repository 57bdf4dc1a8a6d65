#!/usr/bin/env bash
# The report page in headless Chromium. Installs what is missing; CHROMIUM names another browser, PARALLAX another binary.
set -euo pipefail
cd "$(dirname "$0")"

missing() {
    echo "tests/browser: $1" >&2
    exit 1
}

# Debian's browser, unless another is named or there is one already.
if [ -z "${CHROMIUM:-}" ]; then
    for name in chromium chromium-browser google-chrome; do
        if CHROMIUM=$(command -v "$name"); then break; fi
    done
fi
if [ -z "${CHROMIUM:-}" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        missing "no Chromium. Install it (Debian: apt-get install chromium), or name a browser in CHROMIUM"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || missing "apt-get update failed: the list of packages cannot be had"
    apt-get install -y -qq --no-install-recommends chromium >/dev/null || missing "apt-get install chromium failed"
    CHROMIUM=$(command -v chromium) || missing "the package chromium brought no program of that name"
fi
export CHROMIUM

if ! command -v npm >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; } || true
fi
command -v node >/dev/null && command -v npm >/dev/null || missing "node and npm are needed (version 20 or later)"
# As the lock file says; again only when that changes.
if ! cmp -s package-lock.json node_modules/.lock; then
    npm ci --no-audit --no-fund --loglevel=error || missing "npm ci failed: playwright-core and axe-core cannot be had"
    cp package-lock.json node_modules/.lock
fi

if [ -z "${PARALLAX:-}" ]; then
    (cd ../.. && cargo build --locked --quiet)
fi
exec timeout 1200 node --test --test-reporter=spec page.test.mjs
