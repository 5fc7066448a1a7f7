package io.sangam.identity;

import static io.sangam.identity.db.Tables.GUESS;

import io.sangam.identity.db.tables.records.GuessRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class GuessRepository {

    private final DSLContext db;

    GuessRepository(DSLContext db) {
        this.db = db;
    }

    Optional<Guess> find(byte[] key) {
        return db.selectFrom(GUESS).where(GUESS.KEY.eq(key)).fetchOptional(GuessRepository::toGuess);
    }

    /// Locked until the transaction ends, so that nobody else counts meanwhile; made when there is none.
    Guess lock(byte[] key, Instant now) {
        var none = Guess.none(now);
        db.insertInto(GUESS)
                .set(GUESS.KEY, key)
                .set(GUESS.FAILURES, none.failures())
                .set(GUESS.CLOSINGS, none.closings())
                .set(GUESS.LAST_AT, none.lastAt())
                .onConflict(GUESS.KEY)
                .doNothing()
                .execute();
        return db.selectFrom(GUESS).where(GUESS.KEY.eq(key)).forUpdate().fetchSingle(GuessRepository::toGuess);
    }

    void update(byte[] key, Guess guess) {
        db.update(GUESS)
                .set(GUESS.FAILURES, guess.failures())
                .set(GUESS.CLOSINGS, guess.closings())
                .set(GUESS.CLOSED_UNTIL, guess.closedUntil())
                .set(GUESS.LAST_AT, guess.lastAt())
                .where(GUESS.KEY.eq(key))
                .execute();
    }

    void delete(byte[] key) {
        db.deleteFrom(GUESS).where(GUESS.KEY.eq(key)).execute();
    }

    /// Until when, by the keys in hex.
    Map<String, Instant> closed(Collection<byte[]> keys, Instant now) {
        return db
                .select(GUESS.KEY, GUESS.CLOSED_UNTIL)
                .from(GUESS)
                .where(GUESS.KEY.in(keys))
                .and(GUESS.CLOSED_UNTIL.gt(now))
                .fetch()
                .stream()
                .collect(Collectors.toMap(row -> HexFormat.of().formatHex(row.value1()), row -> row.value2()));
    }

    void forgetBefore(Instant before) {
        db.deleteFrom(GUESS).where(GUESS.LAST_AT.lt(before)).execute();
    }

    private static Guess toGuess(GuessRecord row) {
        return new Guess(row.getFailures(), row.getClosings(), row.getClosedUntil(), row.getLastAt());
    }
}
