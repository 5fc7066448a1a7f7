package io.sangam.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.sangam.outbound.OutboundGuard.ForbiddenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.stereotype.Component;

/// Speaks to addresses that people typed in. One attempt per call: when to try again is the caller's to say, and his
/// queue's to remember.
///
/// Redirects are answers like any other, never followed ([OutboundClient]).
@Component
public class Outbound implements DisposableBean {

    private static final Duration BREAKERS_KEPT = Duration.ofHours(1);
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Outcome.Resting.PAUSE)
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    /// What came of one attempt.
    public sealed interface Outcome {

        /// How long it took; zero when nothing was sent.
        Duration took();

        /// @param status any HTTP status, also of a refusal or a redirect
        record Answered(int status, Duration took) implements Outcome {}

        /// @param reason for people, without addresses of ours
        record Failed(String reason, Duration took) implements Outcome {}

        /// Not tried: it failed too often just now.
        record Resting() implements Outcome {

            /// When trying again makes sense.
            public static final Duration PAUSE = Duration.ofSeconds(30);

            @Override
            public Duration took() {
                return Duration.ZERO;
            }
        }
    }

    /// What a server said whose answer is wanted.
    public sealed interface Reply {

        /// @param status any HTTP status, also of a refusal or a redirect
        /// @param body to its end
        record Answered(int status, byte[] body) implements Reply {}

        /// @param reason for people, without addresses of ours
        record Failed(String reason) implements Reply {}
    }

    private record Answer(int status, byte[] body, boolean whole) {}

    private final OutboundGuard guard;
    private final OutboundSettings settings;
    private final ObjectFactory<CloseableHttpClient> client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-clock").factory());
    private final Cache<Object, CircuitBreaker> breakers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(BREAKERS_KEPT)
            .build();

    Outbound(OutboundGuard guard, OutboundSettings settings, ObjectFactory<CloseableHttpClient> client) {
        this.guard = guard;
        this.settings = settings;
        this.client = client;
    }

    /// Hands something over, and cares for nothing but the status.
    ///
    /// @param endpoint what the circuit breaker counts by: an endpoint as its owner knows it
    public Outcome post(Object endpoint, URI url, Map<String, String> headers, byte[] json) {
        var request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return attempt(endpoint, url, headers, request, _ -> {});
    }

    /// Asks for a document, which must fit into `sangam.outbound.answer`.
    public Reply get(Object endpoint, URI url, Map<String, String> headers) {
        return read(endpoint, url, headers, new HttpGet(url));
    }

    /// Sends a form and reads what comes back.
    public Reply postForm(Object endpoint, URI url, Map<String, String> headers, Map<String, String> form) {
        var request = new HttpPost(url);
        var fields = form.entrySet().stream()
                .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                .toList();
        request.setEntity(new UrlEncodedFormEntity(fields, StandardCharsets.UTF_8));
        return read(endpoint, url, headers, request);
    }

    private Reply read(Object endpoint, URI url, Map<String, String> headers, HttpUriRequestBase request) {
        var answer = new AtomicReference<@Nullable Answer>();
        var outcome = attempt(endpoint, url, headers, request, answer::set);
        return switch (outcome) {
            case Outcome.Resting _ -> new Reply.Failed("It failed too often just now; try again in half a minute");
            case Outcome.Failed failed -> new Reply.Failed(failed.reason());
            case Outcome.Answered _ -> {
                var found = Objects.requireNonNull(answer.get());
                yield found.whole()
                        ? new Reply.Answered(found.status(), found.body())
                        : new Reply.Failed("The answer is too long");
            }
        };
    }

    private Outcome attempt(
            Object endpoint, URI url, Map<String, String> headers, HttpUriRequestBase request, Consumer<Answer> take) {
        var breaker = breakers.get(endpoint, key -> CircuitBreaker.of(key.toString(), BREAKER));
        if (!breaker.tryAcquirePermission()) {
            return new Outcome.Resting();
        }
        headers.forEach(request::setHeader);
        var outcome = attempt(url, request, take);
        switch (outcome) {
            case Outcome.Answered(var status, var took)
            when status < 500 && status != 429 -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            case Outcome.Answered _, Outcome.Failed _, Outcome.Resting _ ->
                breaker.onError(outcome.took().toNanos(), TimeUnit.NANOSECONDS, new IOException("It failed"));
        }
        return outcome;
    }

    /// Forgets what went wrong, for somebody who says it is mended.
    public void trust(Object endpoint) {
        breakers.invalidate(endpoint);
    }

    private Outcome attempt(URI url, HttpUriRequestBase request, Consumer<Answer> take) {
        var begin = System.nanoTime();
        if (guard.parse(url.toString()) == null) {
            return new Outcome.Failed("The address may not be reached", Duration.ZERO);
        }
        // The client's own limits are per read: a server that drips would hold us for ever.
        var end = clock.schedule(request::cancel, settings.total().toMillis(), TimeUnit.MILLISECONDS);
        try {
            // Open, because the client's own handlers read an answer to its end before they let it go.
            var response = client.getObject().executeOpen(null, request, null);
            try {
                take.accept(skim(response));
                return new Outcome.Answered(response.getCode(), since(begin));
            } finally {
                request.cancel(); // so does closing, unless the connection is gone
                Closer.closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            var took = since(begin);
            return new Outcome.Failed(reason(e, took.compareTo(settings.total()) >= 0), took);
        } finally {
            end.cancel(false);
        }
    }

    /// Reads what a polite client reads. Only [#read] hands it on; elsewhere it is thrown away, because an answer may
    /// come from where nobody should look.
    private Answer skim(ClassicHttpResponse response) throws IOException {
        @Nullable HttpEntity entity = response.getEntity();
        @Nullable InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return new Answer(response.getCode(), new byte[0], true);
        }
        var body = content.readNBytes(settings.answer());
        return new Answer(response.getCode(), body, body.length < settings.answer() || content.read() == -1);
    }

    private static String reason(Exception failure, boolean late) {
        if (late) {
            return "No answer in time";
        }
        return switch (failure) {
            case ForbiddenAddress _ -> "The host leads to an address that may not be reached";
            case UnknownHostException _ -> "There is no such host";
            case ConnectTimeoutException _ -> "No connection in time";
            case SocketTimeoutException _ -> "No answer in time";
            case ConnectException _ -> "The connection was refused";
            case SSLException _ -> "No trusted TLS connection";
            default -> "The connection broke";
        };
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
