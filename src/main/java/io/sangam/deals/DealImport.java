package io.sangam.deals;

import static io.sangam.deals.db.Tables.DEAL;
import static org.jooq.impl.DSL.inline;

import io.sangam.imports.ImportTarget;
import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Deals from files. An open deal of the same name is the same deal.
@Component
class DealImport implements ImportTarget {

    private static final Map<String, List<String>> ALIASES = Map.of(
            "title", List.of("Deal", "Deal name", "Opportunity", "Opportunity name", "Subject"),
            "value", List.of("Amount", "Deal value", "Deal size", "Sum", "Betrag"),
            "probability", List.of("Chance", "Win probability", "Likelihood"),
            "expectedClose", List.of("Close date", "Closing date", "Expected closing date"),
            "description", List.of("Notes", "Remarks", "Comment"));

    private final ObjectType dealType;
    private final Deals deals;
    private final Records records;
    private final DSLContext db;

    DealImport(ObjectType dealType, Deals deals, Records records, DSLContext db) {
        this.dealType = dealType;
        this.deals = deals;
        this.records = records;
        this.db = db;
    }

    @Override
    public ObjectType type() {
        return dealType;
    }

    @Override
    public Map<String, List<String>> aliases() {
        return ALIASES;
    }

    @Override
    public Set<String> keys(Actor actor, Map<String, @Nullable Object> values) {
        return values.get("title") instanceof String title
                ? Set.of(title.strip().toLowerCase(Locale.ROOT))
                : Set.of();
    }

    @Override
    public Optional<RecordState> existing(Actor actor, Set<String> keys) {
        return keys.isEmpty()
                ? Optional.empty()
                : db.select(DEAL.ID)
                        .from(DEAL)
                        .where(DEAL.TENANT_ID.eq(actor.tenant()))
                        .and(DEAL.TITLE_SORT.in(keys))
                        .and(DEAL.RESULT.eq(DealResult.OPEN.key()))
                        .and(DEAL.DELETED_AT.isNull())
                        .orderBy(DEAL.ID.desc())
                        .limit(inline(1))
                        .fetchOptional(DEAL.ID)
                        .map(id -> records.load(Actor.system(actor.tenant()), dealType, id));
    }

    /// A deal does not come again: the one there is stays as it is.
    @Override
    public RecordState take(Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit) {
        var there = resubmit ? existing(actor, keys(actor, values)) : Optional.<RecordState>empty();
        return there.orElseGet(() -> deals.begin(actor, values, Optional.empty(), Optional.empty(), automations));
    }
}
