package io.sangam.tickets;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.TransitionRequest;
import io.sangam.pipelines.Transitions;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.Comments;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import io.sangam.tickets.MacroText.Variable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Macros and canned replies: kept by those who may administer pipelines, used by whoever works a ticket, with his own
/// rights. What a macro does is one step, undone as one.
@Service
@Transactional
public class Macros {

    private static final String ADMINISTERED_AS = "pipelines";
    private static final String AUDITED_AS = "ticketMacro";
    private static final String OWN = "c_";
    private static final int MOST = 200;

    private final ObjectType ticketType;
    private final MacroRepository repository;
    private final Pipelines pipelines;
    private final Transitions transitions;
    private final Records records;
    private final RecordWriter writer;
    private final Comments comments;
    private final Activities activities;
    private final Access access;
    private final Users users;
    private final Tenants tenants;

    Macros(
            ObjectType ticketType,
            MacroRepository repository,
            Pipelines pipelines,
            Transitions transitions,
            Records records,
            RecordWriter writer,
            Comments comments,
            Activities activities,
            Access access,
            Users users,
            Tenants tenants) {
        this.ticketType = ticketType;
        this.repository = repository;
        this.pipelines = pipelines;
        this.transitions = transitions;
        this.records = records;
        this.writer = writer;
        this.comments = comments;
        this.activities = activities;
        this.access = access;
        this.users = users;
        this.tenants = tenants;
    }

    @Transactional(readOnly = true)
    List<Macro> all(Actor actor) {
        access.require(actor, ticketType.plural(), Level.READ);
        return repository.all(actor.tenant(), MOST);
    }

    /// @param text with the variables of [MacroText]
    /// @param status one of any pipeline of tickets
    /// @param fields as the API writes them
    public void create(Actor actor, String name, @Nullable String text, @Nullable String status, ObjectNode fields) {
        add(actor, new Macro(Ids.next(), name, text, status, fields, 0));
    }

    Macro add(Actor actor, Macro macro) {
        access.require(actor, ADMINISTERED_AS, Level.WRITE);
        check(actor, macro);
        if (repository.count(actor.tenant()) >= MOST) {
            throw new SangamException(TicketError.MACRO_LIMIT, "A company has " + MOST + " macros at most");
        }
        repository.insert(actor, macro);
        activities.audit(actor, AUDITED_AS, macro.id(), "created", List.of(new Change("name", null, macro.name())));
        return macro;
    }

    Macro change(Actor actor, Macro macro) {
        access.require(actor, ADMINISTERED_AS, Level.WRITE);
        var before = repository.find(actor.tenant(), macro.id()).orElseThrow(SangamException::notFound);
        check(actor, macro);
        if (!repository.update(actor, macro)) {
            throw conflict(actor, macro.id());
        }
        activities.audit(actor, AUDITED_AS, macro.id(), "updated", changes(before, macro));
        return repository.find(actor.tenant(), macro.id()).orElseThrow(SangamException::notFound);
    }

    void delete(Actor actor, UUID id, int version) {
        access.require(actor, ADMINISTERED_AS, Level.WRITE);
        var macro = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!repository.delete(actor.tenant(), id, version)) {
            throw conflict(actor, id);
        }
        activities.audit(actor, AUDITED_AS, id, "deleted", List.of(new Change("name", macro.name(), null)));
    }

    /// All of them, their words filled in for one ticket.
    @Transactional(readOnly = true)
    List<Macro> of(Actor actor, UUID ticket) {
        var values = variables(actor, ticket);
        return repository.all(actor.tenant(), MOST).stream()
                .map(macro -> filled(macro, values))
                .toList();
    }

    private static Macro filled(Macro macro, Map<Variable, String> values) {
        var text = macro.text();
        return text == null
                ? macro
                : new Macro(
                        macro.id(),
                        macro.name(),
                        MacroText.filled(text, values),
                        macro.status(),
                        macro.fields(),
                        macro.version());
    }

    /// Fields, status and remark in one step, each as if the actor had done it by hand.
    ///
    /// @param version of the ticket, as the actor saw it
    void apply(Actor actor, UUID ticket, int version, UUID id) {
        var macro = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var before = records.load(actor, ticketType, ticket);
        var text = macro.text();
        var words = text == null ? null : MacroText.filled(text, variables(actor, ticket));
        var status = macro.status();
        if (status != null && !status.equals(before.status())) {
            transitions.move(
                    actor,
                    ticketType,
                    ticket,
                    new TransitionRequest(version, status, null, macro.fields(), null, null, words, null));
        } else {
            writer.update(actor, ticketType, ticket, version, writer.parse(actor, ticketType, macro.fields()));
            if (words != null) {
                comments.add(actor, ticketType, ticket, words, List.of());
            }
        }
        activities.record(actor, ticketType, ticket, "macroUsed", Map.of("title", macro.name()));
    }

    private Map<Variable, String> variables(Actor actor, UUID ticket) {
        var view = records.view(actor, ticketType, ticket);
        var values = new EnumMap<Variable, String>(Variable.class);
        for (var variable : Variable.values()) {
            values.put(
                    variable,
                    switch (variable) {
                        case NUMBER -> said(view.get("number"));
                        case TITLE -> said(view.get("title"));
                        case ACCOUNT -> said(view.get("account"));
                        case CONTACT -> said(view.get("contact"));
                        case AGENT ->
                            users.find(actor.tenant(), actor.user())
                                    .map(User::name)
                                    .orElse("");
                        case COMPANY -> tenants.get(actor.tenant()).name();
                    });
        }
        return values;
    }

    /// A reference by its title, anything else as it is.
    private static String said(@Nullable Object value) {
        var shown = value instanceof Map<?, ?> reference ? reference.get("label") : value;
        return shown == null ? "" : shown.toString();
    }

    private void check(Actor actor, Macro macro) {
        var text = macro.text();
        if (text == null && macro.isReply()) {
            throw SangamException.invalid("text", "VALUE_REQUIRED", "Say what it writes or what it changes");
        }
        if (text != null && !MacroText.unknown(text).isEmpty()) {
            throw SangamException.invalid(
                    "text",
                    "VARIABLE_UNKNOWN",
                    "There is no " + String.join(", ", MacroText.unknown(text))
                            + "; use number, title, account, contact, agent or company");
        }
        var status = macro.status();
        if (status != null
                && pipelines.all(actor.tenant(), TicketObject.KEY).stream()
                        .allMatch(
                                pipeline -> pipeline.definition().status(status).isEmpty())) {
            throw SangamException.invalid("status", "STATUS_UNKNOWN", "No pipeline of tickets has this status");
        }
        // a company's own fields come and go; a macro names what is always there
        for (var name : macro.fields().propertyNames()) {
            if (name.startsWith(OWN) || ticketType.field(name).isEmpty()) {
                throw SangamException.invalid("fields/" + name, "FIELD_UNKNOWN", "A macro can't set " + name);
            }
        }
        writer.parse(actor, ticketType, macro.fields());
    }

    private SangamException conflict(Actor actor, UUID id) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT, "Somebody changed this macro meanwhile; look at it and try again")
                .with("current", repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound));
    }

    private static List<Change> changes(Macro before, Macro after) {
        var changes = new ArrayList<Change>();
        add(changes, "name", before.name(), after.name());
        add(changes, "text", before.text(), after.text());
        add(changes, "status", before.status(), after.status());
        add(changes, "fields", before.fields(), after.fields());
        return changes;
    }

    private static void add(List<Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }
}
