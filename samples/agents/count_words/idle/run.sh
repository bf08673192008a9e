#!/bin/sh
# Does nothing, and says so.
echo "Nothing done."
