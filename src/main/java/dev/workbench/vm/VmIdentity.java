package dev.workbench.vm;

/**
 * Who a VM is and who may enter it, made before it starts.
 *
 * @param adminAuthorizedKey the admin user's public key, one OpenSSH line
 * @param hostPublicKey the host key to pin, one OpenSSH line ({@code ssh-ed25519 AAAA…})
 * @param hostPrivateKey the host's private key in OpenSSH format: for the VM alone
 */
public record VmIdentity(String hostname, String adminAuthorizedKey, String hostPublicKey, String hostPrivateKey) {
    @Override
    public String toString() {
        return "VmIdentity[" + hostname + "]"; // the private key stays out of any log
    }
}
