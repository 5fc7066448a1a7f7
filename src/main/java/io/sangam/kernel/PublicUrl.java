package io.sangam.kernel;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The origin of links that leave the house, in mails or towards other systems. It comes from the setting `sangam.url`
/// and never from a request, whose Host header anybody may write.
@Component
public class PublicUrl {

    private final @Nullable URI configured;
    private final Environment environment;

    PublicUrl(@Value("${sangam.url:}") String text, Environment environment) {
        this.configured = text.isBlank() ? null : URI.create(text.strip());
        this.environment = environment;
        if (configured != null && !isOrigin(configured)) {
            throw new IllegalStateException("sangam.url is an origin like https://crm.example.com, without a path");
        }
    }

    public boolean isConfigured() {
        return configured != null;
    }

    public boolean isSecure() {
        return configured != null && "https".equals(configured.getScheme());
    }

    /// Without the setting the machine itself, which is right for trying Sangam out.
    public String origin() {
        if (configured != null) {
            return configured.getScheme() + "://" + configured.getRawAuthority();
        }
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://localhost:" + port;
    }

    /// The host alone: `crm.example.com`.
    public String host() {
        return URI.create(origin()).getHost();
    }

    private static boolean isOrigin(URI url) {
        return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getFragment() == null
                && (url.getPath().isEmpty() || url.getPath().equals("/"));
    }
}
