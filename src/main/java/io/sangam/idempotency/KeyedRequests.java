package io.sangam.idempotency;

import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.ProblemWriter;
import io.sangam.kernel.SangamException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Carries out a POST with an Idempotency-Key once, keeps its answer for a day, and gives the same to whoever sends it
/// again; who comes while it runs waits for it. A refusal is an answer too; a failure of ours is none.
@Component
class KeyedRequests extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    static final Duration KEPT = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(KeyedRequests.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final List<String> HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, "X-Change-Set");
    /// Longer than any request may take.
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final RequestRepository repository;
    private final TransactionOperations transactions;
    private final ProblemWriter problems;
    private final Clock clock;

    KeyedRequests(
            RequestRepository repository, TransactionOperations transactions, ProblemWriter problems, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || header(request) == null
                || !(request.getAttribute(Actor.class.getName()) instanceof Actor)
                || request.getRequestURI().startsWith("/api/v1/auth/")
                // a file: it writes nothing yet, and would stand in memory twice
                || request.getRequestURI().equals("/api/v1/imports");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var key = Objects.requireNonNull(header(request));
        if (!KEY.matcher(key).matches()) {
            problems.write(
                    request,
                    response,
                    new SangamException(
                            IdempotencyError.IDEMPOTENCY_KEY_INVALID,
                            "An Idempotency-Key has 1 to 255 characters of ASCII without spaces"));
            return;
        }
        var body = request.getInputStream().readAllBytes();
        var actor = (Actor) request.getAttribute(Actor.class.getName());
        var keyed =
                new KeyedRequest(actor, "POST " + request.getRequestURI(), key, fingerprint(request, body), Ids.next());
        try {
            var earlier = claim(keyed);
            if (earlier.isPresent()) {
                replay(earlier.get(), response);
            } else {
                carryOut(keyed, new Reread(request, body), response, chain);
            }
        } catch (SangamException refusal) {
            if (refusal.code() == IdempotencyError.IDEMPOTENCY_IN_PROGRESS) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            }
            problems.write(request, response, refusal);
        }
    }

    /// Not a parameter of [HttpServletRequest] by its contract, but null there when it is missing.
    private static @Nullable String header(HttpServletRequest request) {
        return request.getHeader(HEADER);
    }

    /// The answer there is already; empty when this try is to find it.
    private Optional<KeyedRequest.Reply> claim(KeyedRequest keyed) {
        var patience = clock.instant().plus(PATIENCE);
        while (true) {
            var now = clock.instant();
            var stored = transactions.execute(_ -> repository.claim(keyed, now, now.plus(LEASE), now.minus(KEPT))
                    ? Optional.<KeyedRequest.Stored>empty()
                    : repository.find(keyed));
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            var earlier = stored.get();
            if (!earlier.fingerprint().equals(keyed.fingerprint())) {
                throw new SangamException(
                        IdempotencyError.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was sent with another body; a new request needs a new key");
            }
            if (earlier.reply() != null) {
                return Optional.of(earlier.reply());
            }
            if (earlier.state() == KeyedRequest.State.COMMITTED && now.isAfter(earlier.leaseUntil())) {
                throw new SangamException(
                        IdempotencyError.IDEMPOTENCY_ANSWER_LOST,
                        "This request was carried out before, but its answer was lost; read what it changed");
            }
            if (now.isAfter(patience)) {
                throw new SangamException(
                        IdempotencyError.IDEMPOTENCY_IN_PROGRESS, "The same request is still being carried out");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SangamException(
                    IdempotencyError.IDEMPOTENCY_IN_PROGRESS, "The same request is still being carried out");
        }
    }

    private void carryOut(
            KeyedRequest keyed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var kept = new ContentCachingResponseWrapper(response);
        try {
            ScopedValue.where(Effects.CURRENT, keyed).<@Nullable Void, Exception>call(() -> {
                chain.doFilter(request, kept);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            settle(() -> repository.forget(keyed));
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
        if (isAnswer(kept.getStatus())) {
            var reply = new KeyedRequest.Reply(kept.getStatus(), headers(kept), kept.getContentAsByteArray());
            settle(() -> repository.answer(keyed, reply));
        } else {
            settle(() -> repository.forget(keyed));
        }
        kept.copyBodyToResponse();
    }

    /// 429 and 5xx say nothing about the request itself.
    private static boolean isAnswer(int status) {
        return status < 500 && status != 429;
    }

    /// When the database is away the row stays as it is: running, or with its effect noted.
    private void settle(Runnable work) {
        try {
            transactions.executeWithoutResult(_ -> work.run());
        } catch (RuntimeException e) {
            log.warn("The answer to a repeatable request could not be kept: {}", e.toString());
        }
    }

    private static Map<String, String> headers(HttpServletResponse response) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            Optional.ofNullable(
                            name.equals(HttpHeaders.CONTENT_TYPE)
                                    ? response.getContentType()
                                    : response.getHeader(name))
                    .ifPresent(value -> kept.put(name, value));
        }
        return kept;
    }

    private static void replay(KeyedRequest.Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    Objects.requireNonNullElse(request.getQueryString(), "").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The request with the body that was read already.
    private static final class Reread extends HttpServletRequestWrapper {

        private final byte[] body;

        private Reread(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Stream(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Stream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Stream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is read at once");
        }
    }

    @Component
    static class Purge {

        private static final int BATCH = 1_000;

        @Bean
        Schedule purgeKeyedRequests(RequestRepository repository, Clock clock) {
            return new Schedule.Daily("idempotency.purge", LocalTime.of(3, 15), tenant -> {
                var before = clock.instant().minus(KEPT);
                while (repository.forgetBefore(tenant.id(), before, BATCH) == BATCH) {
                    // batch by batch, so that no statement holds many locks at once
                }
            });
        }
    }
}
