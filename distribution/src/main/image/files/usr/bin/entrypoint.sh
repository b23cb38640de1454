#!/bin/sh
# Starts what the container is given; options alone are those of fluentd, as in the image that this one replaces.
set -eu

case ${1:-fluentd} in
  -*) exec fluentd "$@" ;;
  *) exec "${@:-fluentd}" ;;
esac
