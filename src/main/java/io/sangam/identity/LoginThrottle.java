package io.sangam.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.SangamException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Ends guessing: ten wrong passwords close an account name, fifty an address, for a quarter of an hour. It does not
/// know which names exist, so it tells nothing about them. Each process counts for itself.
@Component
class LoginThrottle {

    private static final int PER_NAME = 10;
    private static final int PER_ADDRESS = 50;
    private static final Duration CLOSED = Duration.ofMinutes(15);

    private final Cache<String, Integer> byName = counter();
    private final Cache<String, Integer> byAddress = counter();

    void check(String name, Device device) {
        if (count(byName, name) >= PER_NAME || count(byAddress, device.ip()) >= PER_ADDRESS) {
            throw new SangamException(
                            IdentityError.LOGIN_THROTTLED,
                            "Too many wrong passwords; try again in a quarter of an hour")
                    .with("retryAfter", CLOSED.toSeconds());
        }
    }

    void failed(String name, Device device) {
        byName.asMap().merge(name, 1, Integer::sum);
        byAddress.asMap().merge(device.ip(), 1, Integer::sum);
    }

    void succeeded(String name) {
        byName.invalidate(name);
    }

    private static int count(Cache<String, Integer> counter, String key) {
        var count = counter.getIfPresent(key);
        return count == null ? 0 : count;
    }

    private static Cache<String, Integer> counter() {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(CLOSED)
                .build();
    }
}
