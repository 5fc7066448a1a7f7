package io.sangam.operations;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Names schemas as their classes are named, and notices when two share one: swagger-core would silently describe both
/// by whichever came first.
class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        var name = super.nameForClass(type, options);
        if (type.getName().startsWith("io.sangam.") && !type.isEnum()) {
            var other = named.putIfAbsent(name, type);
            if (other != null && other != type) {
                throw new IllegalStateException("Two schemas are named " + name + ": " + other.getName() + " and "
                        + type.getName() + ". Give one of them @Schema(name = …)");
            }
        }
        return name;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication // operator commands describe no API
    static class Resolver {

        /// Registered first, which makes it the last of the chain: it asks nobody else.
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ModelResolver modelResolver(ObjectMapperProvider mappers) {
            return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
        }
    }
}
