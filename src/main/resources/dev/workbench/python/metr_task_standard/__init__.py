"""What task families import from the METR Task Standard: types, and a pytest plugin for their tests."""
