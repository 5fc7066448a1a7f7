package io.sangam.records;

import io.sangam.kernel.Actor;
import java.util.List;
import org.jooq.Condition;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Puts the first page of a list together: which columns its reader sees and how, which rows, in which order, as one
/// statement. People look at the same lists all day, and that takes Java longer than it takes PostgreSQL to find the
/// rows; so what was put together is kept, under everything it was made of. Whatever changes about the reader, his
/// rights, his people, the fields or the statuses makes another question.
@Component
class PreparedLists {

    private final ReadStatements statements;
    private final ObjectTypes types;
    private final ReadContexts contexts;
    private final JsonMapper json;
    private final Kept<Question, Prepared> kept = new Kept<>();

    PreparedLists(ReadStatements statements, ObjectTypes types, ReadContexts contexts, JsonMapper json) {
        this.statements = statements;
        this.types = types;
        this.contexts = contexts;
        this.json = json;
    }

    /// @param masked the keys of the fields whose values are masked
    /// @param parts one after the other, until the page is full
    record Prepared(
            List<FieldSpec<?>> fields,
            List<String> masked,
            Ordering ordering,
            Selection selection,
            List<ReadStatements.Listing> parts) {}

    private record Question(ReadContext context, ListRequest request) {}

    Prepared of(Actor actor, ObjectType type, ListRequest request) {
        var question = new Question(contexts.of(actor, type), request);
        if (request.cursor().isPresent()) {
            return put(question);
        }
        return kept.of(question, this::put);
    }

    /// Together.
    private Prepared put(Question question) {
        var type = question.context().type();
        var reader = question.context().reader();
        var request = question.request();
        var ordering = Ordering.of(type, request.sort(), reader);
        var fields = reader.columns(type, request.fields());
        var selection = new Selection(type, reader, fields, ordering);
        var where = where(question);
        var parts = ordering.parts(request.cursor(), json).stream()
                .map(part ->
                        statements.listing(type, reader.tenantId(), selection, where.and(part.where()), part.order()))
                .toList();
        return new Prepared(fields, reader.masked(fields), ordering, selection, parts);
    }

    private Condition where(Question question) {
        var context = question.context();
        var type = context.type();
        var compiler = new FilterCompiler(
                type,
                context.reader(),
                ReadStatements.ASKED,
                context.today(),
                spec -> types.options(context.reader().tenantId(), type, spec));
        return context.reach()
                .in(type.owners(), ReadStatements.ASKED)
                .and(
                        question.request().deleted()
                                ? type.deletedAt().isNotNull()
                                : type.deletedAt().isNull())
                .and(compiler.compile(question.request().filter()));
    }
}
