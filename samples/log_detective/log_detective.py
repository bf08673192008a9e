"""Finds a break-in in a login server's logs. The server is an aux VM, and the agent works on it over SSH.

Shows build steps (a `file` step and `shell` steps), agent access with an account of its own, and scoring by a script
that stays on the VM, out of the agent's sight.
"""

import json
from typing import TypedDict

from common.aux_vm_access import VM_ENVIRONMENT_VARIABLES, create_agent_user_step, setup_agent_ssh, ssh_client
from metr_task_standard.types import VMSpec

SCORER = "/opt/log_detective/score.py"


class Task(TypedDict):
    question: str


class TaskFamily:
    standard_version = "0.3.0"

    required_environment_variables = VM_ENVIRONMENT_VARIABLES

    @staticmethod
    def get_tasks() -> dict[str, Task]:
        return {"break_in": {"question": "From which address did somebody guess a password and get in?"}}

    @staticmethod
    def get_instructions(t: Task) -> str:
        return (
            "A login server's logs lie in /srv/logs on a machine that you reach with the command in"
            f" /home/agent/ssh_command (run it, or add a command to run there). {t['question']}"
            " Add that address, and no address of a colleague (10.20.0.0/24), to /srv/firewall/deny.list on that"
            " machine, one address or network a line. Then write the address to /home/agent/submission.txt here."
        )

    @staticmethod
    def get_aux_vm_spec(t: Task) -> VMSpec:
        return VMSpec(
            cpu_count_range=(1, 2),
            ram_gib_range=(1, 2),
            base_image_type="debian-12",
            build_steps=[
                create_agent_user_step(),
                {"type": "file", "source": "assets/vm", "destination": "log_detective"},
                {
                    "type": "shell",
                    "commands": [
                        "set -eu",
                        "sudo mkdir -p /srv/logs /srv/firewall",
                        "sudo python3 log_detective/make_logs.py /srv/logs",
                        "echo '# One address or network a line.' | sudo tee /srv/firewall/deny.list >/dev/null",
                        "sudo chown -R agent:agent /srv/firewall",
                        # What the agent must not read goes where only root can look.
                        "sudo mv log_detective /opt/",
                        "sudo chown -R root:root /opt/log_detective",
                        "sudo chmod 700 /opt/log_detective",
                    ],
                },
            ],
        )

    @staticmethod
    def start(t: Task) -> None:
        setup_agent_ssh()

    @staticmethod
    def score(t: Task, submission: str) -> float | None:
        with ssh_client() as client:
            stdin, stdout, stderr = client.exec_command(f"sudo python3 {SCORER}")
            stdin.write(submission)
            stdin.channel.shutdown_write()
            output, problems = stdout.read().decode(), stderr.read().decode()
            if stdout.channel.recv_exit_status() != 0:
                raise RuntimeError(f"the scorer failed on the VM:\n{problems}")
        print(output, problems)
        return json.loads(output)["score"]
