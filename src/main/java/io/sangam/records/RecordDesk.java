package io.sangam.records;

import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.access.Access;
import io.sangam.access.Ground;
import io.sangam.access.Level;
import io.sangam.access.RowScope;
import io.sangam.access.Share;
import io.sangam.access.Shares;
import io.sangam.access.Visibility;
import io.sangam.events.Events;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// What a [RecordController] needs, in one hand: each method is one request's transaction, except those that only hand
/// something out: a transaction that reads nothing costs three round trips.
@Service
@Transactional
public class RecordDesk {

    /// One of `user` and `team` is there.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShareView(
            UUID id,
            @Nullable Person user,
            @Nullable TeamName team,
            Share.Right right,
            @Nullable Instant until,
            Person by,
            Instant at) {}

    public record TeamName(UUID id, String name) {}

    /// Values shown in clear once, by field key.
    public record Unmasked(Map<String, Object> values) {}

    /// Why somebody may see a record.
    ///
    /// @param grounds all that let him; none when he may not see it
    /// @param shares those that reach him, himself or by a team
    /// @param roles the keys of his roles
    public record Explanation(
            Person user,
            boolean active,
            Set<String> roles,
            Level level,
            RowScope scope,
            List<Ground> grounds,
            List<ShareView> shares,
            boolean writable,
            List<String> masked,
            List<String> hidden) {}

    private final Records records;
    private final ListPages pages;
    private final Sight sight;
    private final RecordWriter writer;
    private final Readers readers;
    private final Activities activities;
    private final Related related;
    private final Comments comments;
    private final Exports exports;
    private final Figures figures;
    private final Dossiers dossiers;
    private final Erasures erasures;
    private final Favourites favourites;
    private final FilterParser filters;
    private final Access access;
    private final Shares shares;
    private final Users users;
    private final People people;
    private final Events events;
    private final Clock clock;

    RecordDesk(
            Records records,
            ListPages pages,
            Sight sight,
            RecordWriter writer,
            Readers readers,
            Activities activities,
            Related related,
            Comments comments,
            Exports exports,
            Figures figures,
            Dossiers dossiers,
            Erasures erasures,
            Favourites favourites,
            FilterParser filters,
            Access access,
            Shares shares,
            Users users,
            People people,
            Events events,
            Clock clock) {
        this.records = records;
        this.pages = pages;
        this.sight = sight;
        this.writer = writer;
        this.readers = readers;
        this.activities = activities;
        this.related = related;
        this.comments = comments;
        this.exports = exports;
        this.figures = figures;
        this.dossiers = dossiers;
        this.erasures = erasures;
        this.favourites = favourites;
        this.filters = filters;
        this.access = access;
        this.shares = shares;
        this.users = users;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Records records() {
        return records;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    ListPages pages() {
        return pages;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Dossiers dossiers() {
        return dossiers;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Erasures erasures() {
        return erasures;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    RecordWriter writer() {
        return writer;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Comments comments() {
        return comments;
    }

    Exports exports() {
        return exports;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Figures figures() {
        return figures;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    FilterParser filters() {
        return filters;
    }

    /// The record as it is now; only `id` and `version` when the actor has just given away what let him see it.
    Map<String, @Nullable Object> edit(Actor actor, ObjectType type, UUID id, int version, JsonNode body) {
        // before the values are judged: a stranger's id answers 404 whatever else is wrong
        records.load(actor, type, id);
        var after = writer.update(actor, type, id, version, writer.parse(actor, type, body, "version"));
        return records.isReadable(actor, type, id)
                ? records.view(actor, type, id)
                : Map.of("id", id, "version", after.version());
    }

    Activities.Feed<Activities.Activity> timeline(
            Actor actor,
            ObjectType type,
            UUID id,
            boolean withRelated,
            Optional<String> cursor,
            Collection<String> verbs) {
        requireReadable(actor, type, id);
        var others = new LinkedHashMap<>(related.mergedInto(actor, type, List.of(id)));
        if (withRelated) {
            others.putAll(related.belonging(actor, type, id));
        }
        return activities.timeline(actor, type, id, others, cursor, verbs);
    }

    Activities.Feed<Activities.HistoryEntry> history(Actor actor, ObjectType type, UUID id, Optional<String> cursor) {
        requireReadable(actor, type, id);
        return activities.history(actor, type, id, cursor);
    }

    void star(Actor actor, ObjectType type, UUID id, boolean on) {
        requireReadable(actor, type, id);
        if (on) {
            favourites.add(actor, type.key(), id);
        } else {
            favourites.remove(actor, type.key(), id);
        }
    }

    List<ShareView> shares(Actor actor, ObjectType type, UUID id) {
        requireReadable(actor, type, id);
        return shown(actor, shares.of(actor, type.key(), id));
    }

    private List<ShareView> shown(Actor actor, List<Share> found) {
        var ids = found.stream()
                .flatMap(share -> Stream.concat(Optional.ofNullable(share.user()).stream(), Stream.of(share.by())))
                .toList();
        var names = people.named(actor.tenant(), ids);
        return found.stream()
                .map(share -> new ShareView(
                        share.id(),
                        share.user() == null ? null : names.of(share.user()),
                        share.team() == null
                                ? null
                                : users.team(actor.tenant(), share.team())
                                        .map(team -> new TeamName(team.id(), team.name()))
                                        .orElse(null),
                        share.right(),
                        share.until(),
                        names.of(share.by()),
                        share.at()))
                .toList();
    }

    void share(
            Actor actor,
            ObjectType type,
            UUID id,
            @Nullable UserId user,
            @Nullable UUID team,
            Share.Right right,
            @Nullable Instant until) {
        requireSharable(actor, type, id);
        if ((user == null) == (team == null)) {
            throw SangamException.invalid("userId", "VALUE_REQUIRED", "Share with one user or one team");
        }
        if (user != null && !people.isActive(actor.tenant(), user)) {
            throw SangamException.invalid("userId", "USER_UNKNOWN", "There is no such active colleague");
        }
        if (team != null && users.team(actor.tenant(), team).isEmpty()) {
            throw SangamException.invalid("teamId", "TEAM_UNKNOWN", "There is no such team");
        }
        if (until != null && !until.isAfter(clock.instant())) {
            throw SangamException.invalid("until", "VALUE_OUT_OF_RANGE", "A share ends in the future");
        }
        shares.add(actor, type.key(), id, user, team, right, until);
        var with = user != null
                ? List.of(user)
                : users.inTeam(actor.tenant(), Objects.requireNonNull(team)).stream()
                        .filter(User::active)
                        .map(User::id)
                        .toList();
        activities.record(actor, type, id, "shared", Map.of("with", with, "right", right));
        events.publish(new RecordEvent.Shared(actor, type.key(), id, with));
    }

    void unshare(Actor actor, ObjectType type, UUID id, UUID share) {
        requireSharable(actor, type, id);
        shares.remove(actor, type.key(), id, share);
        activities.record(actor, type, id, "unshared", Map.of());
    }

    /// Masked values in clear, for one look: who asked for which, and why, stays in the record's history.
    Unmasked unmask(Actor actor, ObjectType type, UUID id, Set<String> fields, String reason) {
        var state = records.load(actor, type, id);
        access.require(actor, type.plural(), "unmask");
        var reader = readers.of(actor);
        var values = new LinkedHashMap<String, Object>();
        for (var name : fields) {
            var spec = type.field(name)
                    .filter(each -> reader.visibility(each) != Visibility.HIDDEN)
                    .orElseThrow(() -> new SangamException(
                            RecordError.FIELDS_INVALID, "There is no field " + name + " of " + type.plural()));
            var value = state.values().get(spec.key());
            if (value != null) {
                values.put(spec.key(), value);
            }
        }
        activities.record(actor, type, id, "unmasked", Map.of("fields", List.copyOf(fields), "reason", reason));
        return new Unmasked(values);
    }

    /// For oneself; for others only with the right to see users.
    Explanation explain(Actor actor, ObjectType type, UUID id, UserId whose) {
        requireReadable(actor, type, id);
        if (!whose.equals(actor.user())) {
            access.require(actor, "users", Level.READ);
        }
        var user = users.find(actor.tenant(), whose)
                .orElseThrow(() -> SangamException.invalid("userId", "USER_UNKNOWN", "There is no such colleague"));
        var him = new Actor(actor.tenant(), whose);
        var reader = readers.of(him);
        var right = reader.rights().module(type.plural());
        var teams = users.teamsOf(actor.tenant(), whose);
        var reached = Stream.concat(shares(actor, type, id).stream(), sharesOfWhole(actor, type, id))
                .filter(share -> share.user() != null
                        ? share.user().id().equals(whose)
                        : share.team() != null && teams.contains(share.team().id()))
                .toList();
        return new Explanation(
                new Person(user.id(), user.name()),
                user.active(),
                new TreeSet<>(reader.rights().roles()),
                right.level(),
                right.scope(),
                sight.grounds(him, type, id),
                reached,
                records.find(him, type, id, type.deletedAt().isNull())
                        .filter(RecordState::writable)
                        .isPresent(),
                labels(type, readers.of(actor), reader, Visibility.MASKED),
                labels(type, readers.of(actor), reader, Visibility.HIDDEN));
    }

    /// Those of what the record is part of.
    private Stream<ShareView> sharesOfWhole(Actor actor, ObjectType type, UUID id) {
        var whole = type.owners().whole();
        return whole == null
                ? Stream.empty()
                : records.find(actor, type, id, noCondition()).stream()
                        .flatMap(part -> type.fields().stream()
                                .filter(spec -> spec.column().equals(whole.id()))
                                .map(spec -> (UUID) Objects.requireNonNull(part.value(spec.key()))))
                        .flatMap(of -> shown(actor, shares.of(actor, whole.object(), of)).stream());
    }

    /// Of fields the asking one knows of himself.
    private static List<String> labels(ObjectType type, Reader asking, Reader reader, Visibility visibility) {
        return asking.visible(type).stream()
                .filter(spec -> reader.visibility(spec) == visibility)
                .<String>map(FieldSpec::label)
                .toList();
    }

    /// Sharing needs the right to write the record, and to own it or to hold the action `share`.
    private void requireSharable(Actor actor, ObjectType type, UUID id) {
        var state = records.load(actor, type, id);
        if (!state.writable()) {
            throw new SangamException(RecordError.RECORD_NOT_WRITABLE, "You may read this record, not share it");
        }
        var own = type.fields().stream()
                .filter(spec -> type.owners().users().contains(spec.column()))
                .anyMatch(spec -> actor.user().equals(state.value(spec.key())));
        if (!own) {
            access.require(actor, type.plural(), "share");
        }
    }

    private void requireReadable(Actor actor, ObjectType type, UUID id) {
        if (!records.isReadable(actor, type, id)) {
            throw SangamException.notFound();
        }
    }
}
