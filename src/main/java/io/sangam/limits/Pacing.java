package io.sangam.limits;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantCache;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/// Counts what callers ask for against what they may. Empty when nothing is counted.
@Service
public class Pacing {

    private static final int PREFIX = 8;

    private final Limits limits;
    private final LimitSettings settings;
    private final Headcount people;
    private final TenantCache<Map<Allowance, Integer>> allowances;

    Pacing(
            Limits limits,
            LimitSettings settings,
            Headcount people,
            AllowanceRepository repository,
            PlatformTransactionManager transactions) {
        this.limits = limits;
        this.settings = settings;
        this.people = people;
        this.allowances = new TenantCache<>(transactions, repository::of);
    }

    /// One more request of somebody known, in his tenant's scope: the tightest of his token's, his own and his
    /// company's. What one refuses, the wider ones are not charged for: a script gone wild uses up its own share
    /// only.
    ///
    /// @param caller the session or key, as in `session 0190…`
    public Optional<Usage> request(Actor actor, String caller) {
        if (settings.requestsPerMinute() == 0) {
            return Optional.empty();
        }
        var usage = count(caller, Allowance.TOKEN, actor.tenant());
        if (!usage.isExceeded()) {
            usage = usage.tighter(count("user " + actor.user(), Allowance.USER, actor.tenant()));
        }
        if (!usage.isExceeded()) {
            usage = usage.tighter(count("tenant " + actor.tenant(), Allowance.TENANT, actor.tenant()));
        }
        return Optional.of(usage);
    }

    /// One more request of nobody we know.
    public Optional<Usage> stranger(String address) {
        return settings.requestsPerMinute() == 0
                ? Optional.empty()
                : Optional.of(limits.count("address " + network(address), settings.requestsPerAddress()));
    }

    /// One more try to sign in.
    ///
    /// @param account as the caller named it, whether or not it exists
    public Optional<Usage> login(String account, String address) {
        return settings.requestsPerMinute() == 0
                ? Optional.empty()
                : Optional.of(limits.count("login " + network(address) + " " + account, settings.loginsPerMinute()));
    }

    /// One more call of a route that is counted by itself.
    Optional<Usage> route(Actor actor, Allowance what) {
        return settings.requestsPerMinute() == 0
                ? Optional.empty()
                : Optional.of(count(what.key() + " " + actor.user(), what, actor.tenant()));
    }

    void changed(TenantId tenant) {
        allowances.changed(tenant);
    }

    private Usage count(String key, Allowance what, TenantId tenant) {
        var own = allowances.get(tenant).get(what);
        return limits.count(key, own == null ? what.in(settings, () -> people.of(tenant)) : own);
    }

    /// Whoever has one IPv6 address has the whole block of 2⁶⁴ it lies in.
    static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), PREFIX))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
