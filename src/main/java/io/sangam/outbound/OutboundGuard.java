package io.sangam.outbound;

import io.sangam.kernel.SangamException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides which addresses may be reached: once when one is saved, and again for every connection.
///
/// The second time it is the resolver of the HTTP client itself. The client connects to the very addresses that were
/// checked, so a name that answers differently the next moment (DNS rebinding) gains nothing, while TLS and the Host
/// header still carry the name.
@Component
public class OutboundGuard implements DnsResolver {

    private static final int LONGEST = 2_000;
    /// Its last label begins with a letter: `0x7f.1`, `2130706433` and `127.1` are addresses in disguise.
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

    /// Where names are looked up; tests have names of their own.
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    static final class ForbiddenAddress extends UnknownHostException {
        ForbiddenAddress(String host) {
            super(host + " leads to an address that may not be reached");
        }
    }

    private final Set<String> allowed;
    private final Names names;

    @org.springframework.beans.factory.annotation.Autowired
    OutboundGuard(OutboundSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    OutboundGuard(OutboundSettings settings, Names names) {
        this.allowed = settings.allow().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.names = names;
    }

    /// The address as typed, if it may be reached now; `field` names it in the refusal.
    public URI check(String field, String text) {
        var url = parse(text);
        if (url == null) {
            throw SangamException.invalid(
                    field, "URL_INVALID", "An address is https, with a full host name, without user, port or fragment");
        }
        try {
            resolve(host(url));
        } catch (ForbiddenAddress _) {
            throw SangamException.invalid(
                    field, "URL_NOT_REACHABLE", "The host leads to an address that may not be reached from here");
        } catch (UnknownHostException _) {
            throw SangamException.invalid(field, "URL_NOT_REACHABLE", "There is no such host");
        }
        return url;
    }

    /// Null when it can't be an address we send to, wherever its host leads.
    @Nullable
    URI parse(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            return null;
        }
        try {
            var url = new URI(text);
            @Nullable String host = url.getHost();
            return host != null
                            && url.getRawUserInfo() == null
                            && url.getRawFragment() == null
                            && (isListed(url) || isPublic(url, host.toLowerCase(Locale.ROOT)))
                    ? url
                    : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private boolean isListed(URI url) {
        var host = host(url);
        var web =
                Set.of("http", "https").contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
        return web && (allowed.contains(host) || allowed.contains(host + ":" + url.getPort()));
    }

    private static boolean isPublic(URI url, String host) {
        return "https".equalsIgnoreCase(url.getScheme())
                && (url.getPort() == -1 || url.getPort() == 443)
                && (NAME.matcher(host).matches()
                        || IPV4.matcher(host).matches()
                        || IPV6.matcher(host).matches());
    }

    private static String host(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = names.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        // One forbidden address among several is enough: the client might try that one.
        if (!isListed(host) && !Arrays.stream(found).allMatch(SpecialAddresses::isPublic)) {
            throw new ForbiddenAddress(host);
        }
        return found;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(resolve(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// The port was compared when the address was read: the client knows the name only.
    private boolean isListed(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return allowed.stream().anyMatch(entry -> entry.equals(name) || entry.startsWith(name + ":"));
    }
}
