package io.sangam.identity;

import io.sangam.kernel.SangamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2id ([RFC 9106](https://www.rfc-editor.org/rfc/rfc9106)) with the parameters OWASP recommends, and what makes a
/// password acceptable.
@Component
class Passwords {

    static final int MAX_LENGTH = 256;
    private static final int MIN_LENGTH = 12;
    private static final int ITERATIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// Without letters and digits that are mistaken for each other.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// The commonest passwords, in small letters; most are shorter than ours may be and count as what is inside one.
    private static final Set<String> COMMON = read("common-passwords.txt");
    private static final Pattern PADDING = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final SecureRandom random = new SecureRandom();
    private final Argon2PasswordEncoder argon2;
    /// Each hash takes its memory only while it runs; a burst of sign-ins waits instead of piling up.
    private final Semaphore running =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    /// Checked against when there is no such user, so that the answer takes as long: no password has this hash.
    private final String nobodys;

    Passwords(SecuritySettings settings) {
        argon2 = new Argon2PasswordEncoder(16, 32, 1, settings.passwordMemory(), ITERATIONS);
        nobodys = "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(settings.passwordMemory(), ITERATIONS, randomText(16), randomText(32));
    }

    /// Refuses before any work is done.
    void requireAcceptable(String password, String email, String field) {
        var text = Normalizer.normalize(limited(password, field), Normalizer.Form.NFC);
        var lower = text.toLowerCase(Locale.ROOT);
        var localPart = email.toLowerCase(Locale.ROOT).replaceFirst("@.*", "");
        if (text.codePointCount(0, text.length()) < MIN_LENGTH) {
            throw SangamException.invalid(field, "PASSWORD_TOO_SHORT", "A password has at least 12 characters");
        }
        if (isCommon(lower) || text.codePoints().distinct().count() < 4) {
            throw SangamException.invalid(
                    field, "PASSWORD_TOO_COMMON", "This password is among the first to be guessed");
        }
        if (localPart.length() >= 3 && lower.contains(localPart)) {
            throw SangamException.invalid(
                    field, "PASSWORD_CONTAINS_EMAIL", "A password must not contain the name in the e-mail address");
        }
    }

    /// Also with digits and signs around it, and written twice or more: `Monkey2024!!!!`, `monkeymonkey`.
    private static boolean isCommon(String lower) {
        var core = once(PADDING.matcher(lower).replaceAll(""));
        return COMMON.contains(lower) || COMMON.contains(once(lower)) || COMMON.contains(core);
    }

    /// What the text repeats, or the text.
    private static String once(String text) {
        var period = (text + text).indexOf(text, 1);
        return period < text.length() ? text.substring(0, period) : text;
    }

    private static Set<String> read(String file) {
        try {
            var text = new ClassPathResource(file, Passwords.class).getContentAsString(StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hash(String password) {
        var normal = Normalizer.normalize(limited(password, "password"), Normalizer.Form.NFC);
        return guarded(() -> argon2.encode(normal));
    }

    boolean matches(String password, String hash) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        var normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        return guarded(() -> argon2.matches(normal, hash));
    }

    /// The work of [#matches] for somebody who does not exist.
    void matchNobody(String password) {
        matches(password, nobodys);
    }

    /// For one sign-in, or for sample data: 16 characters, about 92 bits.
    String generate() {
        var text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private String randomText(int bytes) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getEncoder().withoutPadding().encodeToString(drawn);
    }

    private static String limited(String password, String field) {
        if (password.length() > MAX_LENGTH) {
            throw SangamException.invalid(field, "PASSWORD_TOO_LONG", "A password has at most 256 characters");
        }
        return password;
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SangamException(IdentityError.LOGIN_BUSY, "Too many people sign in at once; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SangamException(IdentityError.LOGIN_BUSY, "The server is stopping");
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }
}
