package io.sangam.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The mail server, and what happens without one.
///
/// @param host unset: no mail is sent
/// @param port unset: 587, or 465 with `tls`, or 25 with `none`
/// @param tls `starttls` and `tls` refuse to speak without; `none` is for a server on the same machine
/// @param from the sender's address
/// @param timeout for each answer of the server
/// @param attempts before a mail is dead; the waits between them grow from seconds to an hour
/// @param catcher who may read caught mails (sample mode only): `loopback` or `anywhere`
@ConfigurationProperties("sangam.mail")
record MailSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("starttls") Tls tls,
        @Nullable String from,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("14") int attempts,
        @DefaultValue("loopback") Reach catcher) {

    enum Tls {
        NONE(25),
        STARTTLS(587),
        TLS(465);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    enum Reach {
        LOOPBACK,
        ANYWHERE
    }

    boolean hasServer() {
        return host != null && !host.isBlank();
    }

    int portOrUsual() {
        return port == null ? tls.port : port;
    }
}
