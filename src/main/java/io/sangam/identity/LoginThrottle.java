package io.sangam.identity;

import io.sangam.jobs.Schedule;
import io.sangam.kernel.SangamException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Ends guessing: ten wrong passwords close an account name, fifty an address, for a quarter of an hour at first and
/// longer each time. All processes count together. It does not know which names exist, so it tells nothing about them.
///
/// A try counts as wrong before it is looked at, so that a hundred at once are not all looked at: each [#check] is
/// followed by [#failed] or [#succeeded], outside any transaction.
@Component
class LoginThrottle {

    private final GuessRepository repository;
    private final SignInSettings settings;
    private final TokenKeys keys;
    private final TransactionOperations transactions;
    private final Clock clock;

    LoginThrottle(
            GuessRepository repository,
            SignInSettings settings,
            TokenKeys keys,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// By what one account is counted, whoever asks for it.
    static String nameOf(String slug, String email) {
        return slug.strip().toLowerCase(Locale.ROOT) + " " + email.strip().toLowerCase(Locale.ROOT);
    }

    void check(String name, Device device) {
        var now = clock.instant();
        var closed = transactions.execute(_ -> {
            var address = repository.find(addressKey(device)).filter(guess -> guess.isClosed(now));
            return address.isPresent() ? address : tried(nameKey(name), now);
        });
        closed.ifPresent(guess -> {
            throw refusal(guess, now);
        });
    }

    /// True when this closed the name.
    boolean failed(String name, Device device) {
        var now = clock.instant();
        return transactions.execute(_ -> {
            var key = addressKey(device);
            var address = repository.lock(key, now);
            if (!address.isClosed(now)) {
                repository.update(key, address.counted(settings.triesPerAddress(), now));
            }
            return repository
                    .find(nameKey(name))
                    .filter(guess -> guess.isClosed(now))
                    .isPresent();
        });
    }

    void succeeded(String name) {
        lift(name);
    }

    /// Lets in again, for who proved himself otherwise or was vouched for.
    void lift(String name) {
        transactions.executeWithoutResult(_ -> repository.delete(nameKey(name)));
    }

    /// Until when which of the names are closed.
    Map<String, Instant> closed(Collection<String> names) {
        var byKey = new HashMap<String, String>();
        names.forEach(name -> byKey.put(HexFormat.of().formatHex(nameKey(name)), name));
        var found = new HashMap<String, Instant>();
        repository
                .closed(byKey.keySet().stream().map(HexFormat.of()::parseHex).toList(), clock.instant())
                .forEach((key, until) -> found.put(byKey.getOrDefault(key, ""), until));
        return found;
    }

    /// What stands in the way; nothing when the try was counted and may be looked at.
    private Optional<Guess> tried(byte[] key, Instant now) {
        var guess = repository.lock(key, now);
        if (guess.isClosed(now)) {
            return Optional.of(guess);
        }
        repository.update(key, guess.counted(settings.triesPerName(), now));
        return Optional.empty();
    }

    private byte[] nameKey(String name) {
        return keys.guess("name " + name);
    }

    private byte[] addressKey(Device device) {
        return keys.guess("address " + device.ip());
    }

    private static SangamException refusal(Guess guess, Instant now) {
        var until = guess.closedUntil() == null ? now : guess.closedUntil();
        return new SangamException(IdentityError.LOGIN_THROTTLED, "Too many wrong passwords; try again later")
                .with("retryAfter", Duration.between(now, until).plusSeconds(1).toSeconds());
    }

    @Configuration(proxyBeanMethods = false)
    static class Purge {

        @Bean
        Schedule purgeGuesses(GuessRepository repository, TransactionOperations transactions, Clock clock) {
            return new Schedule.Every(
                    "identity.guesses",
                    Duration.ofHours(1),
                    () -> transactions.executeWithoutResult(
                            _ -> repository.forgetBefore(clock.instant().minus(Guess.FORGIVEN))));
        }
    }
}
