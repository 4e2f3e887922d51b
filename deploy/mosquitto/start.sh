#!/bin/sh
# Starts Mosquitto with the log-ins of the environment: hashed, and never on a command line.
set -eu
umask 077
here=$(dirname "$0")
: "${MQTT_DISPATCH_PASSWORD:?}" "${MQTT_STAFF_PASSWORD:?}"
passwords=/run/mosquitto/passwords
printf 'dispatch:%s\nstaff:%s\n' "$MQTT_DISPATCH_PASSWORD" "$MQTT_STAFF_PASSWORD" >"$passwords"
mosquitto_passwd -U "$passwords"
# The broker wants to own this file.
cp "$here/acl" /run/mosquitto/acl
exec mosquitto -c "$here/mosquitto.conf"
