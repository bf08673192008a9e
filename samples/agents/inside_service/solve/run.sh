#!/bin/sh
exec python3 collect.py
