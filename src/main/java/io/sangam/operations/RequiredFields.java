package io.sangam.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The components of our records are always there unless marked nullable: so the description says, and the generated
/// client needs no check for what can't be missing. What is marked may be null too, unless null is never written.
@Component
class RequiredFields implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        @Nullable Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java != null && isOurs(java.getRawClass())) {
            var defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().replaceFirst(".*/", ""));
            if (defined != null && defined.getProperties() != null) {
                for (var component : java.getRawClass().getRecordComponents()) {
                    require(defined, component);
                    if (isNullable(component) && !leavesOutNull(component)) {
                        allowNull(defined, component.getName());
                    }
                }
            }
        }
        return schema;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("io.sangam.");
    }

    private static void require(Schema<?> schema, RecordComponent component) {
        var said = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        var optional = isNullable(component)
                || component.getType() == Optional.class
                || (said != null && said.requiredMode() == RequiredMode.NOT_REQUIRED);
        var known = schema.getProperties().containsKey(component.getName());
        var listed = schema.getRequired() != null && schema.getRequired().contains(component.getName());
        if (!optional && known && !listed) {
            schema.addRequiredItem(component.getName());
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean leavesOutNull(RecordComponent component) {
        var own = component.getAccessor().getAnnotation(JsonInclude.class);
        var said = own == null ? component.getDeclaringRecord().getAnnotation(JsonInclude.class) : own;
        return said != null && said.value() == JsonInclude.Include.NON_NULL;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // swagger's schemas are generic in the type of their values
    private static void allowNull(Schema<?> schema, String name) {
        Schema property = schema.getProperties().get(name);
        if (property == null) {
            return;
        }
        if (property.get$ref() != null) {
            var reference = new Schema<>().$ref(property.get$ref());
            schema.getProperties().put(name, new Schema<>().anyOf(List.of(reference, nothing())));
        } else if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
            if (property.getEnum() != null) {
                var values = new ArrayList<>(property.getEnum());
                values.add(null);
                property.setEnum(values);
            }
        }
    }

    private static Schema<?> nothing() {
        return new Schema<>().types(Set.of(NULL));
    }
}
