package dev.workbench.ssh;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Has MINA use the JDK's own cryptography alone, whatever other provider lies on the class path. */
final class JdkSecurity extends AbstractSecurityProviderRegistrar {
    private static final String JDK_PROVIDER = "SunEC";

    private JdkSecurity() {
        super(JDK_PROVIDER);
    }

    /** Takes effect once in a process; further calls do nothing. */
    static void install() {
        Once.DONE.getName();
    }

    private static final class Once {
        static final JdkSecurity DONE = new JdkSecurity();

        static {
            // Else MINA would look for Bouncy Castle and other providers, which are not there.
            System.setProperty(SecurityUtils.SECURITY_PROVIDER_REGISTRARS, "none");
            SecurityUtils.registerSecurityProvider(DONE);
        }
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(JDK_PROVIDER);
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }

    /** The provider is in its place already: entities are looked up as anywhere in the JDK. */
    @Override
    public boolean isSecurityEntitySupported(Class<?> type, String name) {
        return false;
    }

    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }
}
