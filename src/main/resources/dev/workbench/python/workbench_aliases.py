"""Finds the aux VM helper under its customary names where a family's own package hides the directory it is in.

A family that brings a package `common` or `metr` makes Python look for submodules there alone. This finder is asked
last, so a family's own `common/aux_vm_access.py` wins. `workbench.pth` loads this file whenever Python starts, which
is why it imports nothing but `sys`.
"""

import sys

HELPER = "workbench_aux_vm"
ALIASES = frozenset(
    ("common.aux_vm_access", "metr.task_aux_vm_helpers", "metr.task_aux_vm_helpers.aux_vm_access")
)


class _AliasFinder:
    """A meta path finder, and the loader of what it finds."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        if fullname not in ALIASES:
            return None
        from importlib.machinery import ModuleSpec

        return ModuleSpec(fullname, _AliasFinder, is_package=False)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        import importlib

        sys.modules[module.__name__] = importlib.import_module(HELPER)


if _AliasFinder not in sys.meta_path:
    sys.meta_path.append(_AliasFinder)
