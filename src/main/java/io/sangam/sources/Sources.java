package io.sangam.sources;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.access.Sensitivity;
import io.sangam.access.Visibility;
import io.sangam.identity.SecretBox;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.FieldKind;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The ways in, as their administrator sees them.
@Service
@Transactional
class Sources {

    private static final String MODULE = "integrations";
    private static final String AUDITED_AS = "leadSource";
    private static final int MOST = 100;
    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 15;
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final SourceRepository sources;
    private final ArrivalRepository arrivals;
    private final Intakes intakes;
    private final ObjectTypes types;
    private final RecordWriter writer;
    private final Jobs jobs;
    private final SecretBox secrets;
    private final Access access;
    private final Activities activities;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sources(
            SourceRepository sources,
            ArrivalRepository arrivals,
            Intakes intakes,
            ObjectTypes types,
            RecordWriter writer,
            Jobs jobs,
            SecretBox secrets,
            Access access,
            Activities activities,
            Clock clock) {
        this.sources = sources;
        this.arrivals = arrivals;
        this.intakes = intakes;
        this.types = types;
        this.writer = writer;
        this.jobs = jobs;
        this.secrets = secrets;
        this.access = access;
        this.activities = activities;
        this.clock = clock;
    }

    /// @param secret of a webhook, shown this once
    @Schema(name = "LeadSourceWithSecret")
    record Added(Source source, @Nullable String secret) {}

    /// @param values what a mapping makes of a payload
    /// @param problem why it would be refused; null when it would be taken
    @Schema(name = "MappedSample")
    record Preview(JsonNode values, @Nullable String problem) {}

    @Transactional(readOnly = true)
    List<Source> all(Actor actor) {
        access.require(actor, MODULE, Level.READ);
        return sources.all(actor.tenant());
    }

    Added add(Actor actor, String name, SourceDefinition definition) {
        access.require(actor, MODULE, Level.WRITE);
        if (sources.all(actor.tenant()).size() >= MOST) {
            throw new SangamException(SourceError.SOURCE_LIMIT, "A company has at most " + MOST + " lead sources");
        }
        check(actor, definition);
        var source = new Source(Ids.next(), name.strip(), freshKey(), definition, true, 0);
        var secret = definition instanceof SourceDefinition.InboundWebhook ? freshSecret() : null;
        sources.insert(
                actor.tenant(),
                source,
                secret == null ? null : secrets.seal(actor.tenant(), secret),
                actor.user(),
                clock.instant());
        activities.audit(actor, AUDITED_AS, source.id(), "created", List.of(new Change("name", null, source.name())));
        return new Added(source, secret == null ? null : shown(secret));
    }

    /// A source stays of its kind: what arrived is read by its definition.
    Source change(
            Actor actor,
            UUID id,
            int version,
            @Nullable String name,
            @Nullable SourceDefinition definition,
            @Nullable Boolean active) {
        access.require(actor, MODULE, Level.WRITE);
        var before = find(actor, id);
        if (definition != null) {
            if (definition.getClass() != before.definition().getClass()) {
                throw SangamException.invalid("definition", "SOURCE_KIND_FIXED", "A source stays of its kind");
            }
            check(actor, definition);
        }
        var after = new Source(
                id,
                name == null ? before.name() : name.strip(),
                before.key(),
                Objects.requireNonNullElse(definition, before.definition()),
                Objects.requireNonNullElse(active, before.active()),
                version);
        if (!sources.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw conflict(actor, id);
        }
        activities.audit(
                actor,
                AUDITED_AS,
                id,
                "updated",
                Stream.of(
                                new Change("name", before.name(), after.name()),
                                new Change("active", before.active(), after.active()),
                                new Change("definition", before.definition(), after.definition()))
                        .filter(change -> !Objects.equals(change.before(), change.after()))
                        .toList());
        return find(actor, id);
    }

    /// What arrived through it goes with it; the leads stay.
    void delete(Actor actor, UUID id, int version) {
        access.require(actor, MODULE, Level.WRITE);
        var before = find(actor, id);
        if (!sources.delete(actor.tenant(), id, version)) {
            throw conflict(actor, id);
        }
        activities.audit(actor, AUDITED_AS, id, "deleted", List.of(new Change("name", before.name(), null)));
    }

    /// The old secret counts for one more day.
    Added rotate(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        var source = find(actor, id);
        if (!(source.definition() instanceof SourceDefinition.InboundWebhook)) {
            throw SangamException.notFound();
        }
        var secret = freshSecret();
        sources.rotate(
                actor.tenant(),
                id,
                secrets.seal(actor.tenant(), secret),
                clock.instant().plus(OVERLAP));
        activities.audit(actor, AUDITED_AS, id, "secretChanged", List.of());
        return new Added(source, shown(secret));
    }

    /// What a mapping would make of a sample; nothing is stored.
    /// Without a transaction of its own: a refusal is an answer here, not the end of one.
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
    Preview preview(Actor actor, SourceDefinition.InboundWebhook webhook, JsonNode payload) {
        access.require(actor, MODULE, Level.WRITE);
        var type = types.get("lead");
        var values = FieldMapping.values(type, webhook.mappings(), payload);
        try {
            writer.parse(Actor.system(actor.tenant()), type, values);
            return new Preview(values, null);
        } catch (SangamException e) {
            return new Preview(values, e.getMessage());
        }
    }

    @Transactional(readOnly = true)
    List<Arrival> log(Actor actor, @Nullable UUID source, @Nullable String status, @Nullable UUID before, int limit) {
        access.require(actor, MODULE, Level.READ);
        return arrivals.log(actor.tenant(), source, status, before, limit);
    }

    /// The payload is as sensitive as the leads made of it.
    @Transactional(readOnly = true)
    Arrival.Detail arrival(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.READ);
        var arrival = arrivals.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var rights = access.rights(actor);
        var open = rights.canRead("leads")
                && Stream.of(Sensitivity.values())
                        .allMatch(sensitivity -> rights.visibility(sensitivity) == Visibility.CLEAR);
        return new Arrival.Detail(arrival, open ? arrivals.payload(actor.tenant(), id) : null);
    }

    /// Takes in again what failed, with the mapping as it is now.
    void replay(Actor actor, UUID id) {
        access.require(actor, MODULE, Level.WRITE);
        var arrival = arrivals.lock(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!arrival.status().equals("failed")) {
            throw new SangamException(SourceError.ARRIVAL_DONE, "Only what failed can be taken in again");
        }
        arrivals.settle(actor.tenant(), id, "received", null);
        jobs.enqueue(actor.tenant(), intakes, id);
    }

    private Source find(Actor actor, UUID id) {
        return sources.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    private void check(Actor actor, SourceDefinition definition) {
        var type = types.get("lead");
        var fields = definition.fields();
        for (var field : fields) {
            if (type.field(field).filter(spec -> spec.isEditable()).isEmpty()) {
                throw SangamException.invalid("definition", "FIELD_UNKNOWN", "A lead has no field " + field);
            }
        }
        if (fields.stream().distinct().count() < fields.size()) {
            throw SangamException.invalid("definition", "FIELD_TWICE", "A field is asked for twice");
        }
        if (fields.stream().noneMatch(List.of("phone", "email", "alternativePhone")::contains)) {
            throw SangamException.invalid(
                    "definition", "CONTACT_NEEDED", "A lead needs a phone number or an e-mail address");
        }
        if (definition instanceof SourceDefinition.LeadForm form) {
            for (var field : fields) {
                var kind = type.field(field).orElseThrow().kind();
                if (kind == FieldKind.USER || kind == FieldKind.REF || kind == FieldKind.INSTANT) {
                    throw SangamException.invalid(
                            "definition", "FIELD_NOT_ASKED", "A visitor can't fill in " + field + "; leave it out");
                }
            }
            var values = JsonNodeFactory.instance.objectNode().put("source", form.leadSource());
            writer.parse(actor, type, values);
        }
    }

    private SangamException conflict(Actor actor, UUID id) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this source meanwhile; look at it and try again")
                .with("current", find(actor, id));
    }

    private byte[] freshSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    private String freshKey() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static String shown(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }
}
