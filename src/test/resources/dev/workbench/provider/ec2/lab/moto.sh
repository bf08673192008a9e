# The API: moto in server mode, in a virtual environment of its own.
set -eu
python3 -m venv /opt/moto
/opt/moto/bin/pip install --quiet --disable-pip-version-check moto==5.2.5 flask flask-cors
