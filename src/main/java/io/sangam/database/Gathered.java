package io.sangam.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What a transaction has to say in its course and says all at once: one statement instead of one each, in one round
/// trip with what else has been gathered (ADR 33). Needs a transaction; what comes up while it commits is said at once.
public final class Gathered<T> {

    /// In the order in which things are said together.
    enum Turn {
        /// Before the next statement, and before what refers to it.
        FIRST,
        /// Before the next statement.
        BEFORE_READING,
        /// At the end: nobody reads it in passing.
        END
    }

    private static final Consumer<Object> NOBODY = _ -> {};

    private final Turn turn;
    private final Consumer<List<T>> say;
    private final Consumer<? super List<T>> said;

    /// @param say at the end of the transaction, as part of it
    public Gathered(Consumer<List<T>> say) {
        this(say, NOBODY);
    }

    /// @param say at the end of the transaction, as part of it
    /// @param said after its commit
    public Gathered(Consumer<List<T>> say, Consumer<? super List<T>> said) {
        this(Turn.END, say, said);
    }

    private Gathered(Turn turn, Consumer<List<T>> say, Consumer<? super List<T>> said) {
        this.turn = turn;
        this.say = say;
        this.said = said;
    }

    /// For what anybody may read: said before the next statement, whatever that asks, or at the end.
    public static <T> Gathered<T> untilRead(Consumer<List<T>> say) {
        return new Gathered<>(Turn.BEFORE_READING, say, NOBODY);
    }

    /// The same for what others refer to.
    public static <T> Gathered<T> firstUntilRead(Consumer<List<T>> say) {
        return new Gathered<>(Turn.FIRST, say, NOBODY);
    }

    public void add(T item) {
        var unsaid = Unsaid.get();
        unsaid.of(this).items.add(item);
        if (unsaid.hasEnded()) {
            unsaid.say(Turn.END);
        }
    }

    /// Now: what comes next reads it.
    public void sayNow() {
        @Nullable Unsaid unsaid = Unsaid.find();
        if (unsaid != null && !unsaid.of(this).items.isEmpty()) {
            unsaid.say(Turn.END);
        }
    }

    /// Everything gathered so far, of whatever kind: hardly anything more will come.
    public static void sayAll() {
        @Nullable Unsaid unsaid = Unsaid.find();
        if (unsaid != null) {
            unsaid.say(Turn.END);
        }
    }

    /// For statements that pass jOOQ by: what they may read is said before them.
    public static void beforeStatement() {
        Unsaid.before(false);
    }

    /// For what PostgreSQL is asked about given values alone: nothing has to be said before it.
    public static DSLContext ofValues(DSLContext db) {
        return DSL.using(db.configuration()
                .derive(Stream.of(db.configuration().executeListenerProviders())
                        .filter(each -> !(each.provide() instanceof SaidFirst))
                        .toArray(ExecuteListenerProvider[]::new)));
    }

    /// How many statements that may have changed anything this transaction has sent besides what it gathered: while it
    /// stays the same, what one knows of one's own rows holds.
    public static int otherWrites() {
        return Unsaid.get().otherWrites();
    }

    final class Pending {

        private final List<T> items = new ArrayList<>();
        private final List<T> gone = new ArrayList<>();

        boolean isOf(Gathered<?> other) {
            return Gathered.this == other;
        }

        Turn turn() {
            return turn;
        }

        boolean isEmpty() {
            return items.isEmpty();
        }

        void say() {
            var all = List.copyOf(items);
            items.clear();
            if (said != NOBODY) {
                gone.addAll(all);
            }
            say.accept(all);
        }

        void said() {
            said.accept(gone);
        }
    }

    Pending begin() {
        return new Pending();
    }
}
