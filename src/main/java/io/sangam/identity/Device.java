package io.sangam.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// From where somebody signs in, as far as a request tells.
///
/// @param platform `web` for our own web app, `api` otherwise
public record Device(String ip, String userAgent, String platform) {

    static final Device NONE = new Device("", "", "api");

    private static final int MAX_LENGTH = 400;
    private static final String WEB = "web";

    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg/", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("Linux", "Linux"));

    public Device {
        userAgent = userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent;
    }

    public static Device of(HttpServletRequest request) {
        @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Device(request.getRemoteAddr(), agent == null ? "" : agent, isWeb(request) ? WEB : "api");
    }

    static boolean isWeb(HttpServletRequest request) {
        return WEB.equals(request.getHeader("X-Sangam-Client"));
    }

    /// A name by which people recognise it: "Chrome on Android".
    String label() {
        var browser = first(BROWSERS);
        var system = first(SYSTEMS);
        if (browser.isEmpty()) {
            return system.isEmpty() ? userAgent.replaceFirst("[/ ].*", "") : system;
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private String first(List<Map.Entry<String, String>> marks) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
