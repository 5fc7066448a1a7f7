package io.sangam.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.sangam.jobs.Hopeless;
import io.sangam.kernel.TenantId;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Hands mails to the mail server, a connection for each. A server that fails again and again is left alone for half a
/// minute. What it says about a failure names the recipient, so only its three digits are kept.
class SmtpPost implements Post {

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(30))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();
    private static final int PERMANENT = 500;
    /// An answer that speaks about this mail, not about us: trying again changes nothing.
    private static final int MAILBOX = 550;

    private final MailSettings settings;
    private final String host;
    private final InternetAddress from;
    private final Session session;
    private final CircuitBreaker breaker = CircuitBreaker.of("smtp", BREAKER);
    private final Clock clock;

    /// @param ourName how we greet the server
    SmtpPost(MailSettings settings, String ourName, Clock clock) {
        if (settings.host() == null || settings.from() == null) {
            throw new IllegalStateException("A mail server (sangam.mail.host) also needs sangam.mail.from");
        }
        this.settings = settings;
        this.host = settings.host();
        this.clock = clock;
        try {
            this.from = new InternetAddress(settings.from(), true);
        } catch (MessagingException e) {
            throw new IllegalStateException("sangam.mail.from is not an e-mail address", e);
        }
        this.session = Session.getInstance(properties(settings, ourName));
    }

    private static Properties properties(MailSettings settings, String ourName) {
        var properties = new Properties();
        var prefix = "mail.smtp.";
        properties.put("mail.transport.protocol", "smtp");
        properties.put(prefix + "auth", String.valueOf(settings.user() != null));
        properties.put(prefix + "ssl.enable", String.valueOf(settings.tls() == MailSettings.Tls.TLS));
        properties.put(prefix + "starttls.enable", String.valueOf(settings.tls() == MailSettings.Tls.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(settings.tls() == MailSettings.Tls.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(
                prefix + "connectiontimeout",
                String.valueOf(settings.connectTimeout().toMillis()));
        properties.put(prefix + "timeout", String.valueOf(settings.timeout().toMillis()));
        properties.put(
                prefix + "writetimeout", String.valueOf(settings.timeout().toMillis()));
        properties.put(prefix + "localhost", ourName);
        return properties;
    }

    @Override
    public void deliver(TenantId tenant, Mail mail) {
        if (!breaker.tryAcquirePermission()) {
            throw new MailFailed("The mail server rests after many failures");
        }
        var begin = System.nanoTime();
        try {
            send(message(mail));
            breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        } catch (MessagingException | UnsupportedEncodingException e) {
            var code = code(e);
            if (code >= MAILBOX) {
                breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
                throw new Hopeless("The mail server refused the mail: " + code);
            }
            var failure = new MailFailed(reason(e, code));
            breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, failure);
            throw failure;
        }
    }

    private void send(MimeMessage message) throws MessagingException {
        try (var transport = session.getTransport()) {
            transport.connect(host, settings.portOrUsual(), settings.user(), settings.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        var messageId = "<" + mail.id() + "@" + from.getAddress().replaceFirst(".*@", "") + ">";
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(from);
        var recipient = new InternetAddress(mail.address(), true);
        recipient.setPersonal(mail.name(), UTF_8.name());
        message.setRecipient(Message.RecipientType.TO, recipient);
        message.setSubject(mail.subject(), UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8.name(), "html");
        var words = new MimeMultipart("alternative", text, html);
        message.setContent(mail.attachments().isEmpty() ? words : with(words, mail.attachments()));
        return message;
    }

    private static MimeMultipart with(MimeMultipart words, List<Letter.Attachment> attachments)
            throws MessagingException {
        var first = new MimeBodyPart();
        first.setContent(words);
        var all = new MimeMultipart(first);
        for (var each : attachments) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(each.content(), each.type())));
            part.setFileName(each.name());
            all.addBodyPart(part);
        }
        return all;
    }

    /// The SMTP answer behind a failure; 0 when there was none.
    private static int code(Exception failure) {
        for (@Nullable Exception each = failure; each instanceof MessagingException e; each = e.getNextException()) {
            var code = switch (e) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSenderFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> 0;
            };
            if (code > 0) {
                return code;
            }
        }
        return 0;
    }

    private static String reason(Exception failure, int code) {
        if (failure instanceof AuthenticationFailedException) {
            return "The mail server does not accept our user and password";
        }
        return code >= PERMANENT || code > 0
                ? "The mail server answered " + code
                : "The mail server can't be reached, or without TLS only";
    }

    /// Worth another attempt. It has no cause: that would carry addresses into logs.
    private static final class MailFailed extends RuntimeException {

        MailFailed(String reason) {
            super(reason);
        }
    }
}
