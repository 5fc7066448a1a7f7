package io.sangam.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

/// A real OpenID Connect provider on a port of its own: Spring Authorization Server with its login page, its keys and
/// its own idea of who people are. A test can make it misbehave in what it says about them.
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "sangam";
    public static final String SECRET = "a secret: with colon & more";

    public static final String PASSWORD = "at the provider";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /// How the next ID tokens are signed.
    enum Signing {
        PROPERLY,
        WITH_A_KEY_NOBODY_KNOWS,
        NOT_AT_ALL,
        /// By HMAC, with the bytes of the public key as the secret.
        WITH_THE_PUBLIC_KEY
    }

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final Map<String, RegisteredClient> clients = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();
    private volatile Signing signing = Signing.PROPERLY;
    private volatile UnaryOperator<Map<String, Object>> edit = UnaryOperator.identity();
    private volatile boolean emailInToken = true;
    private volatile String lastAccessToken = "";

    public TestProvider() {
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(TestProvider.class, () -> this);
        context.register(Setup.class);
        context.refresh();
    }

    public String issuer() {
        return "http://localhost:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /// The client as its administrator registers it.
    public void register(String redirectUri) {
        register(redirectUri, false);
    }

    /// @param asking whether people are asked if they want to tell us who they are
    public void register(String redirectUri, boolean asking) {
        clients.put(
                CLIENT,
                RegisteredClient.withId(CLIENT)
                        .clientId(CLIENT)
                        .clientSecret("{noop}" + SECRET)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(redirectUri)
                        .scope("openid")
                        .scope("email")
                        .scope("profile")
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(asking)
                                .build())
                        .build());
    }

    /// Somebody who can sign in here; his subject is `name`.
    public void person(String name, String email, boolean verified) {
        people.put(name, Map.of("email", email, "email_verified", verified, "name", "Person " + name));
    }

    void rotateKeys() {
        key = newKey();
    }

    void signs(Signing how) {
        signing = how;
    }

    void edits(UnaryOperator<Map<String, Object>> change) {
        edit = change;
    }

    /// Without, the address is told at the userinfo endpoint only.
    void tellsEmailInToken(boolean tells) {
        emailInToken = tells;
    }

    String lastAccessToken() {
        return lastAccessToken;
    }

    void behaves() {
        signing = Signing.PROPERLY;
        edit = UnaryOperator.identity();
        emailInToken = true;
    }

    /// What a browser does between leaving us and coming back: the login page, the password, the redirects. Answers the
    /// address it comes back to.
    URI login(URI authorization, String name) {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var page = get(browser, follow(browser, authorization));
        var token = TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new IllegalStateException("No login page: " + page.statusCode() + " " + page.body());
        }
        var form = "username=" + name + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8) + "&_csrf="
                + token.group(1);
        var back = send(
                browser,
                HttpRequest.newBuilder(URI.create(issuer() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        return follow(browser, location(back));
    }

    /// Until it is no redirect of the provider's own any more.
    private URI follow(HttpClient browser, URI start) {
        var address = start;
        while (address.toString().startsWith(issuer())) {
            var response = get(browser, address);
            if (response.statusCode() != 302) {
                return address;
            }
            address = location(response);
        }
        return address;
    }

    private URI location(HttpResponse<String> response) {
        return URI.create(issuer())
                .resolve(response.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> get(HttpClient browser, URI address) {
        return send(browser, HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String encoded(Map<String, Object> claims, Signing signing) {
        var builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> builder.claim(name, value instanceof Instant at ? Date.from(at) : value));
        var set = builder.build();
        try {
            return switch (signing) {
                case PROPERLY -> signed(set, key);
                case WITH_A_KEY_NOBODY_KNOWS ->
                    signed(
                            set,
                            new RSAKey.Builder(newKey()).keyID(key.getKeyID()).build());
                case NOT_AT_ALL -> new PlainJWT(set).serialize();
                case WITH_THE_PUBLIC_KEY -> {
                    var token = new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(key.getKeyID())
                                    .build(),
                            set);
                    token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
                    yield token.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /// Not a configuration class: Sangam's own component scan must not find it.
    @EnableWebSecurity
    static class Setup {

        @Bean
        TomcatServletWebServerFactory server() {
            var factory = new TomcatServletWebServerFactory(0);
            factory.setAddress(InetAddress.getLoopbackAddress());
            return factory;
        }

        /// Tomcat runs no filter where no servlet is.
        @Bean
        ServletRegistrationBean<HttpServlet> servlet() {
            return new ServletRegistrationBean<>(new HttpServlet() {}, "/");
        }

        @Bean
        DelegatingFilterProxyRegistrationBean filter() {
            return new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        UserDetailsService people(TestProvider provider) {
            return name -> {
                if (!provider.people.containsKey(name)) {
                    throw new UsernameNotFoundException(name);
                }
                return User.withUsername(name)
                        .password("{noop}" + PASSWORD)
                        .roles("USER")
                        .build();
            };
        }

        @Bean
        RegisteredClientRepository clients(TestProvider provider) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    provider.clients.put(client.getId(), client);
                }

                @Override
                public @Nullable RegisteredClient findById(String id) {
                    return provider.clients.get(id);
                }

                @Override
                public @Nullable RegisteredClient findByClientId(String id) {
                    return provider.clients.get(id);
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys(TestProvider provider) {
            return (selector, _) -> selector.select(new JWKSet(provider.key));
        }

        /// ID tokens, known by their nonce, say about people what the test wants.
        @Bean
        JwtEncoder encoder(TestProvider provider) {
            return parameters -> {
                var claims = new HashMap<String, Object>(parameters.getClaims().getClaims());
                var told = new HashMap<>(claims);
                String text;
                if (claims.containsKey("nonce")) {
                    var person = provider.people.getOrDefault(String.valueOf(claims.get("sub")), Map.of());
                    claims.putAll(person);
                    if (provider.emailInToken) {
                        told.putAll(person);
                    }
                    text = provider.encoded(provider.edit.apply(told), provider.signing);
                } else {
                    text = provider.encoded(claims, Signing.PROPERLY);
                    provider.lastAccessToken = text;
                }
                return new Jwt(
                        text,
                        parameters.getClaims().getIssuedAt(),
                        parameters.getClaims().getExpiresAt(),
                        Map.of("alg", "RS256"),
                        claims);
            };
        }
    }
}
