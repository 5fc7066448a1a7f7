package io.sangam.identity;

import io.sangam.kernel.SangamException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

    /// The commonest passwords that are long enough (from published lists of leaked ones).
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456789123",
            "1234567891234",
            "123456123456",
            "123123123123",
            "111111111111",
            "000000000000",
            "987654321012",
            "password1234",
            "password12345",
            "password123456",
            "passwordpassword",
            "password@123",
            "password@1234",
            "p@ssw0rd1234",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiopasdf",
            "qwertyuiopasdfghjkl",
            "qwerty123456",
            "qwertyqwerty",
            "1qaz2wsx3edc",
            "1q2w3e4r5t6y",
            "q1w2e3r4t5y6",
            "zaq12wsxcde3",
            "abcdefghijkl",
            "abcd12345678",
            "abc123456789",
            "administrator",
            "admin1234567",
            "adminadminadmin",
            "welcome12345",
            "welcome123456",
            "changeme1234",
            "letmeinplease",
            "iloveyou1234",
            "iloveyouforever",
            "unbelievable",
            "basketball12",
            "liverpoolfc1",
            "india1234567",
            "sangam123456",
            "trustno1trustno1");

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
        if (COMMON.contains(lower) || text.codePoints().distinct().count() < 4) {
            throw SangamException.invalid(
                    field, "PASSWORD_TOO_COMMON", "This password is among the first to be guessed");
        }
        if (localPart.length() >= 3 && lower.contains(localPart)) {
            throw SangamException.invalid(
                    field, "PASSWORD_CONTAINS_EMAIL", "A password must not contain the name in the e-mail address");
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
