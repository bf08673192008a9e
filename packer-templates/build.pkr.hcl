build {
  sources = ["source.null.vm"]

  # step 1: file
  provisioner "file" {
    source      = "steps/001.data"
    destination = "/tmp/workbench-step-001.data"
  }
  provisioner "shell" {
    script = "steps/001.sh"
    binary = true
  }

  # step 2: shell
  provisioner "shell" {
    script = "steps/002.sh"
    binary = true
  }
}
