package io.sangam.identity;

import io.sangam.kernel.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Where the web app's refresh token lives: out of reach of scripts, and of requests that other sites begin.
@Component
public class RefreshCookie {

    static final String NAME = "sangam_refresh";

    private final PublicUrl site;

    RefreshCookie(PublicUrl site) {
        this.site = site;
    }

    public void keep(HttpServletRequest request, HttpServletResponse response, Tokens tokens) {
        set(request, response, tokens.refreshToken(), Sessions.REFRESH_LIFE);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private void set(HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        var cookie = ResponseCookie.from(NAME, value)
                .httpOnly(true)
                // TLS often ends before us, in a proxy
                .secure(request.isSecure() || site.isSecure())
                .sameSite("Strict")
                .path("/api/v1/auth")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
