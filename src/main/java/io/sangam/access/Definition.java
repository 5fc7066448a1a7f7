package io.sangam.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a role allows, as stored and as sent: names in small letters, what is absent is not allowed.
///
/// @param allowedStatuses per kind of pipeline the statuses its holder may set; an absent kind means all of them
/// @param maxDiscount the largest discount, in percent, its holder may give without anybody's approval; absent means
/// any
@Schema(name = "RoleDefinition")
public record Definition(
        Map<String, ModuleGrant> modules,

        @Schema(additionalPropertiesSchema = Visibility.class)
        Map<String, String> fields,

        Map<String, List<String>> allowedStatuses,

        @Schema(minimum = "0", maximum = "100") @Nullable Integer maxDiscount) {

    public record ModuleGrant(
            @Schema(implementation = Level.class) String level,
            @Schema(implementation = RowScope.class) String scope,
            List<String> actions) {

        public ModuleGrant {
            actions = actions == null ? List.of() : List.copyOf(actions);
        }

        Rights.ModuleRight right() {
            return new Rights.ModuleRight(
                    Catalog.of(Level.class, level), Catalog.of(RowScope.class, scope), Set.copyOf(actions));
        }
    }

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    public Definition {
        modules = modules == null ? Map.of() : Map.copyOf(modules);
        fields = fields == null ? Map.of() : Map.copyOf(fields);
        allowedStatuses = allowedStatuses == null ? Map.of() : Map.copyOf(allowedStatuses);
    }
}
