package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Hands out the numbers of a sequence, each once (core rule 6). A number whose record is not kept leaves a gap.
///
/// Whoever asks rarely gets the next number. When a tenant asks often, a process takes growing blocks, so that numbers
/// cost nothing; what is left of a block is lost with the process.
@Component
class Numbers {

    private static final int LARGEST_BLOCK = 64;
    private static final Duration OFTEN = Duration.ofMillis(250);

    private static final String TAKE = """
            insert into tenancy.sequence as s (tenant_id, key, value) values (?, ?, ?)
            on conflict (tenant_id, key) do update set value = s.value + excluded.value
            returning value
            """;

    private record Key(TenantId tenant, String name) {}

    private static final class Block {
        private final ReentrantLock lock = new ReentrantLock();
        private long next = 1;
        private long last;
        private int size = 1;
        private Instant taken = Instant.MIN;
    }

    private final Aside aside;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();

    Numbers(Aside aside, Clock clock) {
        this.aside = aside;
        this.clock = clock;
    }

    long next(TenantId tenant, String name) {
        var block = blocks.computeIfAbsent(new Key(tenant, name), _ -> new Block());
        block.lock.lock();
        try {
            if (block.next > block.last) {
                var now = clock.instant();
                var often = block.taken.plus(OFTEN).isAfter(now);
                block.size = often ? Math.min(block.size * 2, LARGEST_BLOCK) : 1;
                block.taken = now;
                block.last = lastOf(tenant, name, block.size);
                block.next = block.last - block.size + 1;
            }
            return block.next++;
        } finally {
            block.lock.unlock();
        }
    }

    /// Takes `count` numbers in a row and returns the last of them.
    long lastOf(TenantId tenant, String name, int count) {
        return aside.query(tenant, TAKE, List.of(tenant.value(), name, (long) count), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
