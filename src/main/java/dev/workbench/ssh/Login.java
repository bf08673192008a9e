package dev.workbench.ssh;

import java.security.KeyPair;

/**
 * Who enters a machine, with which key, and the one host key that the machine may show.
 *
 * @param hostKey one OpenSSH line ({@code ssh-ed25519 AAAA…}); a comment after it does not count
 */
public record Login(String user, KeyPair key, String hostKey) {
    @Override
    public String toString() {
        return "Login[" + user + "]"; // the private key stays out of any log
    }
}
