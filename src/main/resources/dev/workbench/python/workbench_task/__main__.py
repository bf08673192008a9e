import sys

# A module of the family must not stand in for one of the driver's own imports; it comes back before the family's.
if not sys.flags.safe_path:
    del sys.path[0]

from workbench_task.supervisor import main  # noqa: E402

if __name__ == "__main__":
    main()
