package io.sangam.operations;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The components of our records are always there unless marked nullable: so the description says, and the generated
/// client needs no check for what can't be missing.
@Component
class RequiredFields implements ModelConverter {

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
                }
            }
        }
        return schema;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("io.sangam.");
    }

    private static void require(Schema<?> schema, RecordComponent component) {
        var optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class;
        var known = schema.getProperties().containsKey(component.getName());
        var listed = schema.getRequired() != null && schema.getRequired().contains(component.getName());
        if (!optional && known && !listed) {
            schema.addRequiredItem(component.getName());
        }
    }
}
