# How Packer reaches the VM. This file is the same for every bake and is part of the program as it stands here.
# The provider has started the VM already, and captures its disk afterwards: hence the builder "null".

variable "host" {
  type        = string
  default     = "127.0.0.1"
  description = "Address of the VM, or the near end of a tunnel that has checked the VM's host key."
}

variable "port" {
  type    = number
  default = 2222
}

variable "user" {
  type        = string
  default     = "admin"
  description = "The VM's administrator, with passwordless sudo."
}

variable "key" {
  type        = string
  default     = "/run/bake/key"
  description = "File with the private key: ed25519, because Packer before 1.8 signs with RSA as OpenSSH 9 does not accept."
}

source "null" "vm" {
  communicator                 = "ssh"
  ssh_host                     = var.host
  ssh_port                     = var.port
  ssh_username                 = var.user
  ssh_private_key_file         = var.key
  ssh_timeout                  = "1m"
  ssh_disable_agent_forwarding = true
}
