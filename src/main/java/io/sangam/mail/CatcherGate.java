package io.sangam.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether caught mails may be seen. They hold links that open accounts, so the page exists only where samples are
/// tried out without a mail server, and answers only the machine it runs on.
@Component
class CatcherGate {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final MailSettings settings;
    private final boolean sample;

    CatcherGate(MailSettings settings, @Value("${sangam.sample:false}") boolean sample) {
        this.settings = settings;
        this.sample = sample;
    }

    boolean isOpen() {
        return sample && !settings.hasServer();
    }

    /// A proxy on this machine makes strangers look local, so a request that passed one is none of ours; nor is one
    /// under a foreign host name, by which another site's script would reach in.
    boolean admits(HttpServletRequest request) {
        return isOpen()
                && switch (settings.catcher()) {
                    case ANYWHERE -> true;
                    case LOOPBACK ->
                        isLoopback(request.getRemoteAddr())
                                && request.getHeader("X-Forwarded-For") == null
                                && request.getHeader("Forwarded") == null
                                && isOwnName(request.getServerName());
                };
    }

    private static boolean isOwnName(@Nullable String name) {
        return name != null && OWN_NAMES.contains(name);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
