package io.sangam.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.sangam.kernel.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What every request asks for and the database knows: read once for all that ask at the same time, two seconds old
/// before it is read again, and never older than three.
///
/// While it is read again the others get the value they had: else all requests of a company would stand still every
/// two seconds, behind one that needs a connection and finds itself last in the line for it. And whoever holds a
/// connection never waits for somebody who may be waiting for one.
public final class ReadThrough<K, V> {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration OLDEST = Duration.ofSeconds(3);
    private static final Executor READERS = Executors.newVirtualThreadPerTaskExecutor();

    private final LoadingCache<K, V> values;
    /// Also of what has aged, as long as somebody holds it.
    private final Cache<K, V> last;
    private final Function<K, V> load;

    /// @param tenant whose value it is
    /// @param load reads it, in a transaction of its own or the one there is
    public ReadThrough(long most, Function<K, TenantId> tenant, Function<K, V> load) {
        this.load = load;
        this.last = Caffeine.newBuilder().maximumSize(most).weakValues().build();
        this.values = Caffeine.newBuilder()
                .maximumSize(most)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(OLDEST)
                .executor(READERS)
                .build(new CacheLoader<>() {
                    @Override
                    public V load(K key) {
                        return same(key, TenantScope.call(tenant.apply(key), () -> load.apply(key)));
                    }

                    @Override
                    public CompletableFuture<V> asyncReload(K key, V old, Executor readers) {
                        var again = new CompletableFuture<V>();
                        readers.execute(() -> {
                            try {
                                again.complete(load(key));
                            } catch (RuntimeException | Error _) {
                                // the value ages, and who asks for it then is told; the log need not be told each try
                                again.cancel(false);
                            }
                        });
                        return again;
                    }
                });
    }

    public V get(K key) {
        @Nullable Map<K, V> own = own();
        if (own != null) {
            @Nullable V seen = own.get(key);
            if (seen == null) {
                seen = load.apply(key);
                own.put(key, seen);
            }
            return seen;
        }
        if (!holdsConnection()) {
            return values.get(key);
        }
        @Nullable V known = values.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var loaded = same(key, load.apply(key));
        values.put(key, loaded);
        return loaded;
    }

    /// What was read before, as long as it is equal: what is kept under it is found at a glance.
    private V same(K key, V fresh) {
        @Nullable V before = last.getIfPresent(key);
        if (before != null && before.equals(fresh)) {
            return before;
        }
        last.put(key, fresh);
        return fresh;
    }

    public void put(K key, V value) {
        values.put(key, value);
    }

    public void forget(K key) {
        values.invalidate(key);
    }

    public void forgetAll() {
        values.invalidateAll();
    }

    /// The current transaction has changed it: from now on it reads for itself, and the others read again when it ends.
    public void changed(K key) {
        changed(() -> values.invalidate(key));
    }

    /// The current transaction has changed something about them all.
    public void changedAll() {
        changed(values::invalidateAll);
    }

    private void changed(Runnable forget) {
        forget.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            @Nullable Map<K, V> own = own();
            if (own == null) {
                TransactionSynchronizationManager.registerSynchronization(new Own());
            } else {
                own.clear();
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget.run();
                }
            });
        }
    }

    /// What a transaction that has changed something sees: nobody else does, and no refresh from outside replaces it.
    private final class Own implements TransactionSynchronization {

        private final Map<K, V> seen = new HashMap<>();

        private Own() {
            resume();
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ReadThrough.this, seen);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReadThrough.this);
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
        }
    }

    @SuppressWarnings("unchecked") // what Own binds
    private @Nullable Map<K, V> own() {
        return (Map<K, V>) TransactionSynchronizationManager.getResource(this);
    }

    /// In a transaction, or by a select outside one that keeps its connection until the method around it ends.
    private static boolean holdsConnection() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.getResourceMap().values().stream()
                        .anyMatch(ConnectionHolder.class::isInstance);
    }
}
