from workbench_task.supervisor import main

if __name__ == "__main__":
    main()
