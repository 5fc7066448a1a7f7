package io.sangam.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Makes `getRemoteAddr` tell who really asks. Behind a proxy every request comes from the proxy, which names the
/// caller in `X-Forwarded-For`; anybody else may write that header too, so it counts only when a proxy we are told to
/// trust sends it, and in it only what trusted proxies have added.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ClientAddress extends OncePerRequestFilter {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final List<AddressRange> proxies;

    ClientAddress(ProcessSettings settings) {
        this.proxies = settings.trustedProxies();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isTrusted(request.getRemoteAddr()) ? new Forwarded(request) : request, response);
    }

    private boolean isTrusted(String address) {
        if (proxies.isEmpty()) {
            return false;
        }
        try {
            var literal = InetAddress.ofLiteral(address);
            return proxies.stream().anyMatch(range -> range.contains(literal));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The last hop that is no proxy of ours: what stands left of it, the caller may have made up.
    private String client(HttpServletRequest request) {
        var hops = Collections.list(request.getHeaders(FORWARDED_FOR)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        for (var hop : hops.reversed()) {
            if (!isTrusted(hop)) {
                return isAddress(hop) ? hop : request.getRemoteAddr();
            }
        }
        return hops.isEmpty() ? request.getRemoteAddr() : hops.getFirst();
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private final class Forwarded extends HttpServletRequestWrapper {

        private final String address;
        private final boolean secure;

        private Forwarded(HttpServletRequest request) {
            super(request);
            address = client(request);
            @Nullable String scheme = request.getHeader(FORWARDED_PROTO);
            secure = scheme == null ? request.isSecure() : scheme.equalsIgnoreCase("https");
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }
    }
}
