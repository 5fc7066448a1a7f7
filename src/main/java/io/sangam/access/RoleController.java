package io.sangam.access;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
@Tag(name = "Roles", description = "Which modules, rows, fields and actions a role opens")
class RoleController {

    private final Roles roles;
    private final Access access;
    private final RoleTemplates templates;

    RoleController(Roles roles, Access access, RoleTemplates templates) {
        this.roles = roles;
        this.access = access;
        this.templates = templates;
    }

    /// @param users how many hold it
    record RoleView(
            UUID id,
            String key,
            String name,
            @Nullable String template,
            int version,
            int users,
            Definition definition) {

        static RoleView of(Role role, int users) {
            return new RoleView(
                    role.id(), role.key(), role.name(), role.template(), role.version(), users, role.definition());
        }
    }

    record RoleOptions(
            List<Catalog.ModuleOption> modules,
            List<Level> levels,
            List<RowScope> scopes,
            List<String> fieldClasses,
            List<Visibility> visibilities,
            List<String> pipelineKinds,
            List<RoleTemplates.Template> templates) {}

    record CreateRole(
            @NotBlank @Size(max = 100) @OneLine String name,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,39}")
            String key,

            @Nullable @Size(max = 40) String template,
            @NotNull Definition definition) {}

    record ChangeRole(
            @NotNull Integer version,
            @Nullable @Size(min = 1, max = 100) @OneLine String name,
            @Nullable Definition definition) {}

    @GetMapping
    @Operation(summary = "List roles", description = "By name. Needs read on users or on roles.")
    Answer<List<RoleView>> listRoles(@Parameter(hidden = true) Actor actor) {
        var all = roles.list(actor);
        var holders = roles.holderCounts(actor);
        return Answer.of(all.stream()
                .map(role -> RoleView.of(role, holders.getOrDefault(role.id(), 0)))
                .toList());
    }

    @GetMapping("/options")
    @Operation(
            summary = "What a role can be made of",
            description = "Modules with their actions, levels, row scopes, classes of sensitive fields, and the"
                    + " templates of the product. A module with `scoped` false knows only the scope `all`.")
    Answer<RoleOptions> listRoleOptions(@Parameter(hidden = true) Actor actor) {
        access.require(actor, "roles", Level.READ);
        return Answer.of(new RoleOptions(
                Catalog.MODULES,
                List.of(Level.values()),
                List.of(RowScope.values()),
                Catalog.words(Sensitivity.class).stream()
                        .filter(word -> !word.equals(Catalog.word(Sensitivity.NONE)))
                        .toList(),
                List.of(Visibility.values()),
                Catalog.PIPELINE_KINDS.keySet().stream().sorted().toList(),
                templates.all()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a role",
            description = "Without a `key` one is made of the name. 403 `RIGHTS_EXCEED_YOURS` when it would allow more"
                    + " than the caller may do; 409 `ROLE_KEY_TAKEN`; 422 for words that mean nothing.")
    Answer<RoleView> createRole(@Parameter(hidden = true) Actor actor, @Valid @RequestBody CreateRole body) {
        return Answer.of(
                RoleView.of(roles.create(actor, body.name(), body.key(), body.template(), body.definition()), 0));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a role",
            description = "Its holders have the new rights within 3 seconds. `definition` is replaced as a whole."
                    + " 409 `VERSION_CONFLICT`, or `ROLE_FIXED` for the administrator's rights.")
    Answer<RoleView> changeRole(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ChangeRole body) {
        var role = roles.change(actor, id, body.version(), body.name(), body.definition());
        return Answer.of(RoleView.of(role, roles.holderCounts(actor).getOrDefault(id, 0)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a role", description = "409 `ROLE_IN_USE` with the number of `users` who hold it.")
    void deleteRole(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        roles.delete(actor, id, version);
    }
}
