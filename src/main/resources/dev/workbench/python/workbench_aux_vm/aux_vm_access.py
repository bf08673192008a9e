"""Another name of `workbench_aux_vm`: `import metr.task_aux_vm_helpers.aux_vm_access`."""

import sys

import workbench_aux_vm

sys.modules[__name__] = workbench_aux_vm
