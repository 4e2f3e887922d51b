#!/bin/sh
# Starts Redis with the password of the environment, kept out of the command line where any process could read it.
set -eu
umask 077
: "${REDIS_PASSWORD:?}"
printf 'requirepass "%s"\n' "$REDIS_PASSWORD" >/run/redis/password.conf
exec redis-server "$(dirname "$0")/redis.conf"
