package io.sangam.operations;

import io.sangam.kernel.Actor;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document: what springdoc reads off the controllers, and what holds for all of them.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final Set<String> PUBLIC = Set.of(
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/public/forms/{company}/{key}",
            "/api/v1/public/hooks/{company}/{key}",
            "/api/v1/public/ratings/link",
            "/api/v1/public/ratings");

    private static final Map<String, String> REFUSALS = new LinkedHashMap<>();

    static {
        REFUSALS.put("400", "The request can't be read");
        REFUSALS.put("401", "No valid access token");
        REFUSALS.put("403", "A right is missing");
        REFUSALS.put("404", "There is no such record, or the caller may not see it");
        REFUSALS.put("409", "Refused in the present state, such as VERSION_CONFLICT");
        REFUSALS.put("422", "A value breaks a rule; `errors` says which");
        REFUSALS.put("503", "Not available right now; `Retry-After` says when to try again");
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class)
                .replaceWithSchema(JsonNode.class, new Schema<>())
                .replaceWithSchema(ObjectNode.class, new Schema<>().types(Set.of("object")))
                .replaceWithSchema(ArrayNode.class, new Schema<>().types(Set.of("array")));
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Sangam")
                        .version("1")
                        .description(
                                "Success answers `{success, data, meta}`; a refusal is an RFC 9457 problem with a stable"
                                        + " `code`. Instants are ISO 8601 in UTC, names are camelCase.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("The access token of POST /api/v1/auth/login")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /// A method that several controllers inherit is told apart by its controller: `listLead`, `listTask`.
    @Bean
    GlobalOperationCustomizer distinctIds() {
        return (operation, method) -> {
            var controller = method.getBeanType();
            if (method.getMethod().getDeclaringClass() != controller) {
                operation.setOperationId(method.getMethod().getName()
                        + controller.getSimpleName().replace("Controller", ""));
            }
            return operation;
        };
    }

    @Bean
    GlobalOpenApiCustomizer refusals() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> {
                        REFUSALS.forEach((status, meaning) -> addRefusal(operation, status, meaning));
                        if (PUBLIC.contains(path)) {
                            operation.setSecurity(List.of());
                        }
                    }));
            Optional.ofNullable(api.getTags())
                    .ifPresent(tags -> api.setTags(tags.stream()
                            .sorted(Comparator.comparing(tag -> tag.getName()))
                            .toList()));
        };
    }

    private static void addRefusal(Operation operation, String status, String meaning) {
        var problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        operation
                .getResponses()
                .putIfAbsent(
                        status,
                        new ApiResponse()
                                .description(meaning)
                                .content(new Content().addMediaType("application/problem+json", problem)));
    }

    private static Schema<?> problem() {
        var error = new Schema<>()
                .types(Set.of("object"))
                .addProperty("pointer", text("JSON pointer into the request body"))
                .addProperty("code", text("Such as NOT_BLANK"))
                .addProperty("message", text("For people"))
                .required(List.of("pointer", "code", "message"));
        return new Schema<>()
                .types(Set.of("object"))
                .description("RFC 9457. Some codes add members, such as `current` on VERSION_CONFLICT.")
                .addProperty("type", text("about:blank"))
                .addProperty("title", text("The words of the status"))
                .addProperty("status", new Schema<>().types(Set.of("integer")).format("int32"))
                .addProperty("code", text("Stable: what programs branch on"))
                .addProperty("detail", text("For people"))
                .addProperty("instance", text("The path of the request"))
                .addProperty("traceId", text("Names this request in the log"))
                .addProperty("errors", new Schema<>().types(Set.of("array")).items(error))
                .required(List.of("type", "title", "status", "code", "traceId"))
                .additionalProperties(true);
    }

    private static Schema<?> text(String description) {
        return new Schema<>().types(Set.of("string")).description(description);
    }
}
