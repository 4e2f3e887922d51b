#!/usr/bin/env bash
# Prepares a machine and a clone to run everything: system packages, npm packages, the build, the default model.
# Does only what is missing, so it may run before every command; with nothing to do it takes under a second.
# Prints its steps to stderr. Exits 1 with one line when a step needs a person.
set -euo pipefail
cd "$(dirname "$0")/.."
export ORT_DISABLE_TELEMETRY=1

readonly MIN_NODE=20.19
# The oldest release with all options that captures use; edge/health/ffmpeg-watch.ts has the same number.
readonly MIN_FFMPEG=5.1
# Debian package, then a file that it installs.
readonly DEBIAN_PACKAGES="
ffmpeg                      /usr/bin/ffmpeg
redis-server                /usr/bin/redis-server
mosquitto                   /usr/sbin/mosquitto
nginx-light                 /usr/sbin/nginx
chromium                    /usr/bin/chromium
postgresql                  /usr/lib/postgresql/*/bin/postgres
fonts-wqy-microhei          /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
python3-gi                  /usr/lib/python3/dist-packages/gi/__init__.py
python3-gst-1.0             /usr/lib/python3/dist-packages/gi/overrides/Gst.py
gir1.2-gst-rtsp-server-1.0  /usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib
gstreamer1.0-plugins-base   /usr/lib/*/gstreamer-1.0/libgstapp.so
gstreamer1.0-plugins-good   /usr/lib/*/gstreamer-1.0/libgstrtp.so
gstreamer1.0-plugins-bad    /usr/lib/*/gstreamer-1.0/libgstvideoparsersbad.so
iproute2                    /*bin/ip
gstreamer1.0-libav          /usr/lib/*/gstreamer-1.0/libgstlibav.so
"
readonly BUILD_STAMP=dist/.build-stamp
# Of e2e only the test cameras of `bench zoo`.
readonly SOURCE_FOLDERS="evidence bench cli contracts dashboard detectors dispatch e2e/servers edge geofences host models observation-log simulator"

main() {
  check_node
  install_system_packages
  check_ffmpeg
  install_npm_packages
  build
  build_default_model
}

say() { printf 'bootstrap: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

check_node() {
  command -v node >/dev/null || fail "Node.js $MIN_NODE or later is needed: https://nodejs.org"
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const [minMajor, minMinor] = process.argv[1].split(".").map(Number);
    process.exit(major > minMajor || (major === minMajor && minor >= minMinor) ? 0 : 1);
  ' "$MIN_NODE" || fail "Node.js $MIN_NODE or later is needed, this is $(node --version)"
}

install_system_packages() {
  if ! command -v apt-get >/dev/null; then
    check_other_system
    return
  fi
  local missing
  missing=$(missing_debian_packages)
  [ -z "$missing" ] || apt_install $missing
}

# A development build has no release number and is accepted.
check_ffmpeg() {
  local version
  version=$(ffmpeg -version 2>/dev/null | sed -nE '1s/^ffmpeg version ([0-9]+:)?n?([0-9]+\.[0-9]+).*/\2/p')
  if [ -z "$version" ]; then return 0; fi
  [ "$(printf '%s\n' "$MIN_FFMPEG" "$version" | sort -V | head -n 1)" = "$MIN_FFMPEG" ] ||
    fail "ffmpeg $MIN_FFMPEG or later is needed, this is $version; cameras would not be captured (Debian 12 and Ubuntu 24.04 have it)"
}

missing_debian_packages() {
  local package probe
  while read -r package probe; do
    [ -z "$package" ] || compgen -G "$probe" >/dev/null || printf '%s ' "$package"
  done <<<"$DEBIAN_PACKAGES"
}

apt_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "run as root, or install these first: $*"
    as_root=(sudo)
  fi
  say "installing Debian packages: $*"
  hold_services "${as_root[@]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || say 'apt-get update failed, going on'
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null || fail "apt-get could not install: $*"
  release_services "${as_root[@]}"
}

# Redis, Mosquitto and PostgreSQL are needed as programs; their packages must not start services.
hold_services() {
  [ ! -e /usr/sbin/policy-rc.d ] || return 0
  printf '#!/bin/sh\n# fencewatch bootstrap\nexit 101\n' | "$@" tee /usr/sbin/policy-rc.d >/dev/null
  "$@" chmod +x /usr/sbin/policy-rc.d
}

release_services() {
  if grep -qs 'fencewatch bootstrap' /usr/sbin/policy-rc.d; then "$@" rm -f /usr/sbin/policy-rc.d; fi
}

check_other_system() {
  local program missing=()
  for program in ffmpeg ffprobe redis-server mosquitto python3; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  python3 -c 'import gi; gi.require_version("GstRtspServer", "1.0")' 2>/dev/null || missing+=('GStreamer RTSP server for Python')
  [ ${#missing[@]} -gt 0 ] || return 0
  say "missing: ${missing[*]}"
  fail "this system has no apt-get; install them by hand, then run again:
  macOS   brew install ffmpeg redis mosquitto nginx gstreamer pygobject3 && brew install --cask chromium
  Fedora  dnf install ffmpeg redis mosquitto nginx chromium postgresql-server gstreamer1-rtsp-server python3-gobject gstreamer1-plugins-{base,good,bad-free} gstreamer1-plugin-libav wqy-microhei-fonts
  Arch    pacman -S ffmpeg redis mosquitto nginx chromium postgresql gst-rtsp-server python-gobject gst-python gst-plugins-{base,good,bad} gst-libav wqy-microhei"
}

install_npm_packages() {
  local installed=node_modules/.package-lock.json
  if [ -e "$installed" ] && [ ! package-lock.json -nt "$installed" ]; then return 0; fi
  say 'installing npm packages'
  ONNXRUNTIME_NODE_INSTALL=skip SKIP_BINARY_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null ||
    fail 'npm ci failed'
  touch "$installed"
}

build() {
  local signature
  signature=$(source_signature)
  if [ "$(cat "$BUILD_STAMP" 2>/dev/null)" = "$signature" ]; then return 0; fi
  say 'building'
  mkdir -p .cache
  npm run --silent build >.cache/build.log 2>&1 </dev/null || {
    tail -n 40 .cache/build.log >&2
    fail 'the build failed'
  }
  printf '%s\n' "$signature" >"$BUILD_STAMP"
}

# A hash of the names and contents of all files of the build.
source_signature() {
  local files folders
  folders=$(ls -d $SOURCE_FOLDERS 2>/dev/null || true)
  files=$(find $folders -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.json' -o -name '*.css' -o -name '*.html' -o -name '*.svg' \) \
    ! -name '*.test.ts' ! -name '*.test.tsx' ! -path '*/testing/*' ! -path 'models/weights/*' ! -path '*/dist/*' | LC_ALL=C sort)
  { printf '%s\n' "$files"; cat package-lock.json tsconfig.json tsconfig.build.json; printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 cat; } | cksum
}

build_default_model() {
  local folder=${FENCEWATCH_MODELS_DIR:-models/weights}
  local stamp=$folder/.built-by
  # Built again when the build is another one: its converter may be newer, and the registry names the hash.
  if [ -e "$folder/centernet_mobilenetv3.onnx" ] && cmp -s "$BUILD_STAMP" "$stamp"; then return 0; fi
  say 'building the default model'
  node dist/cli/main.js models build >&2 </dev/null || fail 'the default model could not be built'
  cp "$BUILD_STAMP" "$stamp"
}

main "$@"
