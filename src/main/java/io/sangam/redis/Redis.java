package io.sangam.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The connections to the Redis the operator named. Whoever asks it must know another way: while it is away every
/// call fails at once, and it comes back by itself.
@Component
@ConditionalOnProperty("sangam.redis.url")
public class Redis implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// It is away, or too slow to be of use.
    public static final class Away extends RuntimeException {

        Away(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// What is said on a channel, by whichever process.
    ///
    /// @param reconnected the channel is heard, at first or again: what was said before is not known
    public record Listener(String channel, Consumer<String> heard, Runnable reconnected) {}

    private record Connections(
            StatefulRedisConnection<String, String> plain, StatefulRedisPubSubConnection<String, String> channels)
            implements AutoCloseable {

        @Override
        public void close() {
            plain.close();
            channels.close();
        }
    }

    private final RedisClient client;
    private final List<Listener> listeners;
    private volatile @Nullable Connections connections;
    private volatile @Nullable Thread keeper;

    Redis(RedisSettings settings, List<Listener> listeners) {
        this.listeners = listeners;
        var uri = RedisURI.create(requireNonNull(settings.url()));
        uri.setTimeout(PATIENCE);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false) // the keeper does, and knows it
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(PATIENCE)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
    }

    public boolean isUp() {
        return connections != null;
    }

    /// Adds to counters, which end after so many seconds, and tells what each has then.
    public Map<String, Integer> add(Map<String, Integer> amounts, Duration life) {
        var commands = commands();
        var sums = new LinkedHashMap<String, RedisFuture<Long>>();
        amounts.forEach((key, amount) -> {
            sums.put(key, commands.incrby(key, amount));
            commands.expire(key, life.toSeconds());
        });
        var totals = new LinkedHashMap<String, Integer>();
        sums.forEach((key, sum) -> totals.put(key, Math.toIntExact(answer(sum))));
        return totals;
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(answer(commands().get(key)));
    }

    /// Until it is so old.
    public void put(String key, String value, Duration age) {
        answer(commands().psetex(key, Math.max(1, age.toMillis()), value));
    }

    /// Says it to every process that listens now.
    public void publish(String channel, List<String> messages) {
        var commands = commands();
        var said = messages.stream()
                .map(message -> commands.publish(channel, message))
                .toList();
        said.forEach(Redis::answer);
    }

    private RedisAsyncCommands<String, String> commands() {
        var current = connections;
        if (current == null) {
            throw new Away("Redis is away", null);
        }
        return current.plain().async();
    }

    private static <T> T answer(RedisFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Away("Redis does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away("Nobody waits for Redis any more", e);
        }
    }

    @Override
    public void start() {
        // Assigned before it starts: it runs for as long as it is the assigned one.
        var thread = Thread.ofPlatform().daemon().name("redis").unstarted(this::keep);
        keeper = thread;
        thread.start();
    }

    @Override
    public void stop() {
        var thread = keeper;
        keeper = null;
        if (thread != null) {
            thread.interrupt();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }

    /// Connects, asks every second whether it is still there, and connects again.
    private void keep() {
        var told = false;
        while (keeper == Thread.currentThread()) {
            try (var open = connect()) {
                log.info("Redis is there");
                told = false;
                while (keeper == Thread.currentThread()) {
                    Thread.sleep(AGAIN);
                    answer(open.plain().async().ping());
                    answer(open.channels().async().ping());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            } catch (Exception e) {
                connections = null;
                if (!told && keeper == Thread.currentThread()) {
                    log.warn("Redis is away; the database does its work: {}", e.toString());
                    told = true;
                }
                pause();
            }
        }
        connections = null;
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Connections connect() {
        var plain = client.connect();
        try {
            var channels = client.connectPubSub();
            var fresh = new Connections(plain, channels);
            subscribe(channels);
            connections = fresh;
            return fresh;
        } catch (RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private void subscribe(StatefulRedisPubSubConnection<String, String> channels) {
        if (listeners.isEmpty()) {
            return;
        }
        channels.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                for (var listener : listeners) {
                    if (listener.channel().equals(channel)) {
                        tell(listener, message);
                    }
                }
            }
        });
        channels.sync()
                .subscribe(listeners.stream().map(Listener::channel).distinct().toArray(String[]::new));
        listeners.forEach(listener -> listener.reconnected().run());
    }

    private static void tell(Listener listener, String message) {
        try {
            listener.heard().accept(message);
        } catch (RuntimeException e) {
            log.error("A message on {} could not be handled", listener.channel(), e);
        }
    }
}
