package io.sangam.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Reads from a request who or what sends it.
final class Devices {

    private static final String CLIENT_HEADER = "X-Sangam-Client";
    private static final String WEB = "web";

    private Devices() {}

    static Device of(HttpServletRequest request) {
        @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Device(request.getRemoteAddr(), agent == null ? "" : agent, isWeb(request) ? WEB : "api");
    }

    static boolean isWeb(HttpServletRequest request) {
        return WEB.equals(request.getHeader(CLIENT_HEADER));
    }
}
