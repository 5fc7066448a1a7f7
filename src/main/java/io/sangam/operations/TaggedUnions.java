package io.sangam.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/// A choice between records, told apart by `type`, is one of its records, each with the value of `type` it is sent
/// with. swagger-core describes it as a hierarchy and forgets those values.
@Component
class TaggedUnions implements ModelConverter, GlobalOpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    private record Union(String property, Map<String, String> schemaByTag) {}

    /// Of the JVM, as swagger-core's list of converters is: where several applications run in one, as in tests, it may
    /// be another one's converter that is asked.
    private static final Map<String, Union> UNIONS = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null) {
            notice(java.getRawClass());
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private void notice(Class<?> type) {
        var choices = type.getDeclaredAnnotation(JsonSubTypes.class);
        var told = type.getDeclaredAnnotation(JsonTypeInfo.class);
        if (choices != null && told != null) {
            var schemas = new LinkedHashMap<String, String>();
            for (var choice : choices.value()) {
                schemas.put(choice.name(), choice.value().getSimpleName());
            }
            UNIONS.put(type.getSimpleName(), new Union(told.property(), schemas));
        }
    }

    @Override
    public void customise(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        UNIONS.forEach((name, union) -> {
            if (schemas.containsKey(name)) {
                union.schemaByTag()
                        .forEach((tag, choice) -> schemas.compute(
                                choice, (_, described) -> flat(described, name, union.property(), tag)));
                schemas.put(name, oneOf(union));
                schemas.values().forEach(schema -> refer(schema, name, union));
            }
        });
    }

    private static Schema<?> oneOf(Union union) {
        var discriminator = new Discriminator().propertyName(union.property());
        union.schemaByTag().forEach((tag, schema) -> discriminator.mapping(tag, SCHEMAS + schema));
        return new Schema<>().oneOf(choices(union)).discriminator(discriminator);
    }

    @SuppressWarnings("rawtypes") // so swagger wants them
    private static List<Schema> choices(Union union) {
        var choices = new ArrayList<Schema>();
        union.schemaByTag().values().forEach(schema -> choices.add(new Schema<>().$ref(SCHEMAS + schema)));
        return choices;
    }

    private static Schema<?> flat(@Nullable Schema<?> described, String parent, String property, String tag) {
        var flat = new Schema<>().types(Set.of("object"));
        flat.addProperty(property, new Schema<>().types(Set.of("string"))._enum(List.of(tag)));
        flat.addRequiredItem(property);
        if (described != null) {
            flat.setDescription(described.getDescription());
            if (described.getAllOf() != null) {
                described.getAllOf().stream()
                        .filter(part -> !(SCHEMAS + parent).equals(part.get$ref()))
                        .forEach(part -> add(flat, part));
            }
            add(flat, described);
        }
        return flat;
    }

    private static void add(Schema<?> flat, Schema<?> part) {
        if (part.getProperties() != null) {
            part.getProperties().forEach((name, schema) -> {
                if (!flat.getProperties().containsKey(name)) {
                    flat.addProperty(name, schema);
                }
            });
        }
        if (part.getRequired() != null) {
            part.getRequired().forEach(name -> {
                if (!flat.getRequired().contains(name)) {
                    flat.addRequiredItem(name);
                }
            });
        }
    }

    /// Lists of the choice spell it out again; they point to it instead.
    private static void refer(Schema<?> schema, String name, Union union) {
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll((_, property) -> {
                if (property.getItems() != null && isChoice(property.getItems(), union)) {
                    property.setItems(new Schema<>().$ref(SCHEMAS + name));
                }
                return isChoice(property, union) ? new Schema<>().$ref(SCHEMAS + name) : property;
            });
        }
    }

    private static boolean isChoice(Schema<?> schema, Union union) {
        return schema.getOneOf() != null
                && !schema.getOneOf().isEmpty()
                && schema.getOneOf().stream()
                        .allMatch(each -> each.get$ref() != null
                                && union.schemaByTag()
                                        .containsValue(each.get$ref().substring(SCHEMAS.length())));
    }
}
