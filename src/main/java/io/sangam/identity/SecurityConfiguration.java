package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import io.sangam.limits.Pacing;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who gets past the door: a short list of public addresses, the rest with a token, what nobody listed not at all.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication // operator commands run without a server
class SecurityConfiguration {

    /// Fits our own Vite build with its worker and manifest; styles are set by components at run time.
    private static final String CONTENT_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self'; manifest-src 'self';"
                    + " object-src 'none'; base-uri 'self';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private final ProblemWriter problems;

    SecurityConfiguration(ProblemWriter problems) {
        this.problems = problems;
    }

    /// Wrapping each filter in an observation costs more than the filters do; requests are measured as a whole.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /// Spring's own looks at each header by a regular expression, which takes longer than all else it does.
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(SecurityConfiguration::isText);
        firewall.setAllowedHeaderValues(SecurityConfiguration::isText);
        firewall.setAllowedParameterNames(SecurityConfiguration::isText);
        return firewall;
    }

    /// What it allows otherwise: characters that exist and control nothing.
    static boolean isText(String value) {
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return value.codePoints()
                        .allMatch(character -> Character.isDefined(character) && !Character.isISOControl(character));
            }
        }
        return true;
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            AccessTokens tokens,
            Sessions sessions,
            ApiKeys keys,
            KeyGate keyGate,
            ScrapeToken scrapeToken,
            Pacing pacing,
            OperationsGate gate,
            ViewingGate viewings) {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookie but the refresh token's, which has its own guard
                .cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .addFilterBefore(
                        new BearerFilter(tokens, sessions, keys, keyGate, viewings, scrapeToken, pacing, problems),
                        AnonymousAuthenticationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, _) -> unauthenticated(request, response))
                        .accessDeniedHandler((request, response, _) -> forbidden(request, response)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST, "/api/v1/auth/login", "/api/v1/auth/login/*", "/api/v1/auth/refresh")
                        .permitAll()
                        // for who can't sign in: links from mails, and the page of caught mails, which guards itself
                        .requestMatchers(HttpMethod.POST, "/api/v1/auth/password/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/auth/options", "/api/v1/mail/caught")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/health",
                                "/health/live",
                                "/health/ready",
                                "/api/v1/openapi.json",
                                "/api/v1/docs/**",
                                "/ws")
                        .permitAll()
                        // sign-in through a company's own provider
                        .requestMatchers(HttpMethod.GET, "/api/v1/sso/options", "/api/v1/sso/callback")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/sso/start")
                        .permitAll()
                        // lead forms and signed webhooks: each checks its sender itself
                        .requestMatchers(HttpMethod.POST, "/api/v1/public/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/public/forms/**")
                        .permitAll()
                        .requestMatchers("/metrics")
                        .access(operations(gate, true))
                        .requestMatchers("/health/**")
                        .access(operations(gate, false))
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers("/actuator/**", "/v3/**", "/swagger-ui/**", "/error")
                        .denyAll()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> operations(
            OperationsGate gate, boolean monitorToo) {
        return new AuthorizationManager<>() {
            @Override
            public AuthorizationDecision authorize(
                    Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
                @Nullable Authentication caller = who.get();
                return new AuthorizationDecision(monitorToo && ScrapeToken.MONITOR.equals(caller)
                        || caller != null && caller.getPrincipal() instanceof Actor actor && gate.admits(actor));
            }
        };
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .addHeaderWriter((request, response) -> {
                    if (request.getRequestURI().startsWith("/api/")) {
                        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    }
                });
    }

    private void unauthenticated(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var bad = request.getAttribute(BearerFilter.BAD_TOKEN) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, bad ? "Bearer error=\"invalid_token\"" : "Bearer");
        problems.write(
                request,
                response,
                new SangamException(
                        KernelError.UNAUTHENTICATED,
                        bad ? "The access token is not valid, or no longer" : "Sign in first"));
    }

    private void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, new SangamException(KernelError.FORBIDDEN, "You may not do this"));
    }
}
