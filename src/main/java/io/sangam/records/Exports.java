package io.sangam.records;

import io.sangam.access.Access;
import io.sangam.access.Rights;
import io.sangam.database.DatabaseSettings;
import io.sangam.identity.SecurityEvents;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenants;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Lists as files: everything a filter leaves, in one consistent state, sent while it is read.
///
/// Each holds a connection until its reader has it all, so only a part of the pool may be busy with them, and of that
/// part one place is always for another company.
@Service
class Exports {

    enum Format {
        CSV("text/csv;charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Format of(String word) {
            return switch (word) {
                case "csv" -> CSV;
                case "xlsx" -> XLSX;
                default -> throw new SangamException(RecordError.EXPORT_FORMAT_UNKNOWN, "An export is csv or xlsx");
            };
        }
    }

    /// Where an export goes; opened when nothing can be refused any more.
    interface Destination {

        OutputStream open(String fileName) throws IOException;
    }

    private static final int BATCH = 200;

    private final Records records;
    private final ObjectTypes types;
    private final Access access;
    private final Tenants tenants;
    private final SecurityEvents security;
    private final ExportPace pace;
    private final Clock clock;
    private final int places;
    private final Map<TenantId, Integer> taken = new HashMap<>();

    Exports(
            Records records,
            ObjectTypes types,
            Access access,
            Tenants tenants,
            SecurityEvents security,
            DatabaseSettings settings,
            ExportPace pace,
            Clock clock) {
        this.records = records;
        this.types = types;
        this.access = access;
        this.tenants = tenants;
        this.security = security;
        this.pace = pace;
        this.clock = clock;
        places = Math.max(3, settings.poolSize() / 3);
    }

    private synchronized boolean enter(TenantId tenant) {
        var own = taken.getOrDefault(tenant, 0);
        var all = taken.values().stream().mapToInt(Integer::intValue).sum();
        if (own == places - 1 || all == places) {
            return false;
        }
        taken.put(tenant, own + 1);
        return true;
    }

    private synchronized void leave(TenantId tenant) {
        taken.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
    }

    /// Ends early, and so that its reader notices, when his rights change meanwhile.
    void write(
            Actor actor,
            ObjectType type,
            Format format,
            Filter filter,
            List<String> sort,
            List<String> fields,
            Destination destination)
            throws IOException {
        access.require(actor, type.plural(), "export");
        if (!enter(actor.tenant())) {
            throw new SangamException(
                            RecordError.EXPORTS_BUSY, "Several exports are running; try again in half a minute")
                    .with("retryAfter", 30L);
        }
        try (var walk = pace.begin()) {
            var run = new Run(actor, type, format, destination, walk);
            var complete = false;
            try {
                records.each(actor, type, filter, sort, fields, BATCH, run);
                run.finish();
                complete = true;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                if (run.isOpen()) {
                    audit(actor, type, format, run.written, complete);
                }
            }
        } finally {
            leave(actor.tenant());
        }
    }

    private void audit(Actor actor, ObjectType type, Format format, long rows, boolean complete) {
        security.record(
                actor,
                "export",
                Map.of("object", type.key(), "format", format.extension(), "rows", rows, "complete", complete));
    }

    /// One export under way.
    private final class Run implements Records.Batches {

        private final Actor actor;
        private final ObjectType type;
        private final Format format;
        private final Destination destination;
        private final ExportPace.Walk walk;
        private final Rights rights;
        private @Nullable ExportColumns columns;
        private @Nullable Sheet sheet;
        private long written;

        private Run(Actor actor, ObjectType type, Format format, Destination destination, ExportPace.Walk walk) {
            this.actor = actor;
            this.type = type;
            this.format = format;
            this.destination = destination;
            this.walk = walk;
            this.rights = access.rights(actor);
        }

        boolean isOpen() {
            return sheet != null;
        }

        @Override
        public void begin(List<FieldSpec<?>> fields) {
            var zone = tenants.get(actor.tenant()).timeZone();
            var shown = new ExportColumns(fields, zone, spec -> types.options(actor.tenant(), type, spec));
            columns = shown;
            var name = type.plural() + "-" + LocalDate.ofInstant(clock.instant(), zone) + "." + format.extension();
            doing(() -> {
                var out = destination.open(name);
                var open = format == Format.CSV ? Sheet.csv(out) : Sheet.xlsx(out, type.plural());
                sheet = open;
                open.header(shown.titles());
            });
        }

        @Override
        public void rows(List<Map<String, @Nullable Object>> rows) {
            if (!access.rights(actor).equals(rights)) {
                throw new SangamException(
                        RecordError.EXPORT_STOPPED, "The right to export was withdrawn while the export ran");
            }
            var open = Objects.requireNonNull(sheet);
            var shown = Objects.requireNonNull(columns);
            doing(() -> {
                for (Map<String, @Nullable Object> row : rows) {
                    open.row(shown.cells(row));
                }
                open.flush();
            });
            written += rows.size();
            walk.rest(rows.size());
        }

        void finish() {
            doing(() -> Objects.requireNonNull(sheet).close());
        }

        private static void doing(Writing work) {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private interface Writing {

        void run() throws IOException;
    }
}
