package io.sangam.records;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Writes the described objects into the OpenAPI document: their records, lists and changes have real shapes there.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RecordSchemas implements GlobalOpenApiCustomizer {

    private final ObjectTypes types;

    RecordSchemas(ObjectTypes types) {
        this.types = types;
    }

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        schemas.put("Money", money());
        schemas.put("RecordReference", reference());
        schemas.put("Filter", filter());
        schemas.put("FilterCondition", condition());
        operators(schemas.get("FieldMeta"));
        schemas.put("RecordRights", rights());
        for (var type : types.all()) {
            var name = name(type);
            schemas.put(name, record(type));
            schemas.put(name + "Change", change(type));
            schemas.put("Answer" + name, answer(ref(name)));
            schemas.put(
                    "AnswerList" + name,
                    answer(new Schema<>().types(Set.of("array")).items(ref(name))));
            describe(api, type, name);
        }
        api.getComponents().setSchemas(new TreeMap<>(schemas));
    }

    private static void describe(OpenAPI api, ObjectType type, String name) {
        var path = "/api/v1/" + type.plural();
        answers(api, path, PathItem.HttpMethod.GET, "AnswerList" + name);
        answers(api, path + "/{id}", PathItem.HttpMethod.GET, "Answer" + name);
        answers(api, path + "/{id}", PathItem.HttpMethod.PATCH, "Answer" + name);
        answers(api, path + "/{id}/restore", PathItem.HttpMethod.POST, "Answer" + name);
        operation(api, path + "/{id}", PathItem.HttpMethod.PATCH)
                .ifPresent(change ->
                        change.setRequestBody(new RequestBody().required(true).content(json(ref(name + "Change")))));
        api.getPaths().forEach((each, item) -> {
            if (each.startsWith(path + "/{id}/")) {
                item.readOperations().forEach(action -> typed(action, name));
            }
        });
        operation(api, path, PathItem.HttpMethod.POST).ifPresent(create -> typed(create, name));
    }

    /// Actions that answer the record itself were read off the controller as a map.
    private static void typed(Operation operation, String name) {
        operation.getResponses().forEach((status, response) -> {
            var media =
                    response.getContent() == null ? null : response.getContent().get("application/json");
            if (media != null
                    && media.getSchema() != null
                    && "#/components/schemas/AnswerMapStringObject"
                            .equals(media.getSchema().get$ref())) {
                media.setSchema(ref("Answer" + name));
            }
        });
    }

    private static void answers(OpenAPI api, String path, PathItem.HttpMethod method, String schema) {
        operation(api, path, method)
                .map(operation -> operation.getResponses().get("200"))
                .ifPresent(response -> response.setContent(json(ref(schema))));
    }

    private static Optional<Operation> operation(OpenAPI api, String path, PathItem.HttpMethod method) {
        return Optional.ofNullable(api.getPaths().get(path))
                .flatMap(item -> Optional.ofNullable(item.readOperationsMap().get(method)));
    }

    private static Schema<?> record(ObjectType type) {
        var schema = new Schema<>()
                .types(Set.of("object"))
                .description("A " + type.label().toLowerCase(java.util.Locale.ROOT)
                        + ". Fields the caller may not see are absent; lists hold the columns asked for.");
        schema.addProperty("id", text("uuid", "Never changes"));
        schema.addProperty("version", integer("Goes up with every change; send it back with yours"));
        type.described().forEach(spec -> schema.addProperty(spec.key(), shown(type, spec)));
        schema.addProperty("favourite", new Schema<>().types(Set.of("boolean")).description("Single records only"));
        schema.addProperty(
                "deleted", new Schema<>().types(Set.of("boolean")).description("Single records only: in the trash"));
        schema.addProperty(
                "masked",
                new Schema<>()
                        .types(Set.of("array"))
                        .items(new Schema<>().types(Set.of("string")))
                        .description("Single records only"));
        schema.addProperty(
                "timeZone",
                new Schema<>()
                        .types(Set.of("string"))
                        .description("Single records only: where the first phone number rings that the caller sees in"
                                + " clear, as IANA names zones (Asia/Kolkata); absent where the number does not tell"));
        schema.addProperty("can", ref("RecordRights"));
        schema.setRequired(List.of("id", "version"));
        return schema;
    }

    private static Schema<?> change(ObjectType type) {
        var schema = new Schema<>()
                .types(Set.of("object"))
                .description("The fields to change; those left out stay, null empties one.");
        schema.addProperty("version", integer("As read before"));
        type.described().stream()
                .filter(FieldSpec::isEditable)
                .forEach(spec -> schema.addProperty(spec.key(), written(spec)));
        schema.setRequired(List.of("version"));
        return schema;
    }

    private static Schema<?> shown(ObjectType type, FieldSpec<?> spec) {
        var label = describe(spec);
        return switch (spec.kind()) {
            case USER -> nullable("Person", label);
            case USERS ->
                optional(
                        spec,
                        new Schema<>()
                                .types(Set.of("array"))
                                .items(new Schema<>().$ref("#/components/schemas/Person"))
                                .description(label));
            case REF -> nullable("RecordReference", label);
            case MONEY -> nullable("Money", label);
            case STATUS -> status(type, spec, label);
            default -> optional(spec, value(spec, label));
        };
    }

    /// Statuses that a tenant can't change are named; the others are his.
    private static Schema<?> status(ObjectType type, FieldSpec<?> spec, String label) {
        if (spec.options().isEmpty()) {
            return text(null, label + ". A status key of the " + type.key() + "'s pipeline");
        }
        var schema = new Schema<String>().description(label);
        schema.setTypes(Set.of("string"));
        schema.setEnum(spec.options().stream().map(FieldOption::value).toList());
        return schema;
    }

    private static Schema<?> written(FieldSpec<?> spec) {
        var label = describe(spec);
        return switch (spec.kind()) {
            case USER -> text("uuid", label + ". The id of an active colleague");
            case USERS ->
                optional(
                        spec,
                        new Schema<>()
                                .types(Set.of("array"))
                                .items(text("uuid", "The id of a colleague"))
                                .description(label));
            case REF -> spec.companion() == null ? text("uuid", label) : nullable("RecordReference", label);
            case MONEY -> nullable("Money", label);
            default -> optional(spec, value(spec, label));
        };
    }

    private static Schema<?> optional(FieldSpec<?> spec, Schema<?> schema) {
        if (!spec.isRequired()) {
            var types = new TreeSet<>(schema.getTypes());
            types.add("null");
            schema.setTypes(types);
        }
        return schema;
    }

    private static Schema<?> value(FieldSpec<?> spec, String label) {
        return switch (spec.kind()) {
            case INTEGER -> integer(label);
            case PERCENT -> integer(label + ", 0 to 100");
            case BOOL -> new Schema<>().types(Set.of("boolean")).description(label);
            case DATE -> text("date", label);
            case INSTANT -> text("date-time", label + ", UTC");
            case TAGS ->
                new Schema<>()
                        .types(Set.of("array"))
                        .items(new Schema<>().types(Set.of("string")))
                        .description(label);
            case PHONE -> text(null, label + ". E.164; any usual spelling is read");
            case URL -> text("uri", label);
            case CHOICE -> choice(spec, label);
            default -> text(null, label + (spec.maxLength() > 0 ? ", up to " + spec.maxLength() + " characters" : ""));
        };
    }

    private static Schema<?> choice(FieldSpec<?> spec, String label) {
        var values = new ArrayList<Object>();
        spec.options().forEach(option -> values.add(option.value()));
        return text(
                null,
                label + ": "
                        + String.join(
                                ", ", values.stream().map(Object::toString).toList()));
    }

    private static String describe(FieldSpec<?> spec) {
        return spec.presets().isEmpty()
                ? spec.label()
                : spec.label() + " (preset "
                        + String.join(
                                ", ",
                                spec.presets().stream()
                                        .map(each -> each.key())
                                        .sorted()
                                        .toList()) + ")";
    }

    private static Schema<?> money() {
        var schema = new Schema<>().types(Set.of("object")).description("An amount in a currency of ISO 4217");
        schema.addProperty("amount", text(null, "Decimal, such as 1250.00"));
        schema.addProperty("currency", text(null, "Such as INR"));
        schema.setRequired(List.of("amount", "currency"));
        return schema;
    }

    private static Schema<?> reference() {
        var schema = new Schema<>().types(Set.of("object")).description("Points to a record of some object");
        schema.addProperty("object", text(null, "Such as lead"));
        schema.addProperty("id", text("uuid", "Its id"));
        schema.addProperty(
                "label",
                text(null, "Its name; null when the reader may not see it; not read when written")
                        .types(oneOf("string", "null")));
        schema.setRequired(List.of("object", "id"));
        return schema;
    }

    private static Schema<?> rights() {
        var schema = new Schema<>().types(Set.of("object")).description("What the caller may do to this record");
        var actions = List.of("update", "transition", "delete", "assign", "take", "share", "unmask");
        actions.forEach(action -> schema.addProperty(action, new Schema<>().types(Set.of("boolean"))));
        schema.setRequired(actions);
        return schema;
    }

    private static Schema<?> filter() {
        return new Schema<>()
                .description("Which records: a condition, or several of which all (`and`) or one (`or`) must hold")
                .oneOf(List.of(ref("FilterCondition"), group("and"), group("or")));
    }

    private static Schema<?> group(String word) {
        var schema = new Schema<>().types(Set.of("object"));
        schema.addProperty(word, new Schema<>().types(Set.of("array")).items(ref("Filter")));
        schema.setRequired(List.of(word));
        return schema;
    }

    private static Schema<?> condition() {
        var schema = new Schema<>().types(Set.of("object"));
        schema.addProperty("field", text(null, "The key of a field"));
        schema.addProperty("op", operator());
        schema.addProperty(
                "value",
                new Schema<>()
                        .types(oneOf("string", "number", "boolean", "array", "null"))
                        .items(new Schema<>().types(oneOf("string", "number")))
                        .description("What to compare with; a list where the operator takes several"));
        schema.setRequired(List.of("field", "op"));
        return schema;
    }

    /// In this order, so that the document is the same each time it is written.
    private static Set<String> oneOf(String... types) {
        return new LinkedHashSet<>(List.of(types));
    }

    private static void operators(@Nullable Schema<?> field) {
        var operators = field == null ? null : field.getProperties().get("operators");
        if (operators != null) {
            operators.setItems(operator());
        }
    }

    private static Schema<?> operator() {
        var known = Arrays.stream(FieldKind.values())
                .flatMap(kind -> kind.operators().stream())
                .distinct()
                .sorted()
                .toList();
        var schema = new Schema<String>();
        schema.setTypes(Set.of("string"));
        schema.setEnum(known);
        return schema;
    }

    private static Schema<?> answer(Schema<?> data) {
        var schema = new Schema<>().types(Set.of("object"));
        schema.addProperty("success", new Schema<>().types(Set.of("boolean")));
        schema.addProperty("data", data);
        schema.addProperty(
                "meta",
                new Schema<>()
                        .types(Set.of("object"))
                        .additionalProperties(true)
                        .description("Lists: limit, cursor (absent at the end), masked"));
        schema.setRequired(List.of("success", "data"));
        return schema;
    }

    private static Schema<?> nullable(String schema, String description) {
        return new Schema<>()
                .description(description)
                .anyOf(List.of(ref(schema), new Schema<>().types(Set.of("null"))));
    }

    private static Schema<?> text(@Nullable String format, String description) {
        return new Schema<>().types(Set.of("string")).format(format).description(description);
    }

    private static Schema<?> integer(String description) {
        return new Schema<>().types(Set.of("integer")).format("int32").description(description);
    }

    private static Schema<?> ref(String schema) {
        return new Schema<>().$ref("#/components/schemas/" + schema);
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }

    private static String name(ObjectType type) {
        return Character.toUpperCase(type.key().charAt(0)) + type.key().substring(1) + "Record";
    }
}
