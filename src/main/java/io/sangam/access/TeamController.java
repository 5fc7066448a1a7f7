package io.sangam.access;

import io.sangam.identity.Team;
import io.sangam.identity.Teams;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/teams")
@Tag(name = "Teams", description = "The tree that decides who works under whom")
class TeamController {

    private static final String USERS = "users";

    private final Teams teams;
    private final Users users;
    private final Access access;

    TeamController(Teams teams, Users users, Access access) {
        this.teams = teams;
        this.users = users;
        this.access = access;
    }

    record CreateTeam(
            @NotBlank @Size(max = 100) @OneLine String name,
            @Nullable UUID parentId,
            @Nullable UserId leaderId) {}

    /// Absent members stay as they are, null clears.
    record ChangeTeam(
            @NotNull Integer version,
            @Nullable @Size(min = 1, max = 100) @OneLine String name,

            @Schema(type = "string", format = "uuid", nullable = true) @Nullable
            JsonNode parentId,

            @Schema(type = "string", format = "uuid", nullable = true) @Nullable
            JsonNode leaderId) {}

    @GetMapping
    @Operation(summary = "List teams", description = "All of them, by name; any signed-in user may ask.")
    Answer<List<Team>> listTeams(@Parameter(hidden = true) Actor actor) {
        return Answer.of(users.teams(actor.tenant()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a team", description = "Needs write on users. 409 `TEAM_NAME_TAKEN`.")
    Answer<Team> createTeam(@Parameter(hidden = true) Actor actor, @Valid @RequestBody CreateTeam body) {
        access.require(actor, USERS, Level.WRITE);
        return Answer.of(teams.create(actor, body.name(), body.parentId(), body.leaderId()));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a team",
            description = "Absent members stay, null clears. 409 `VERSION_CONFLICT`, `TEAM_NAME_TAKEN`; 422"
                    + " `TEAM_UNDER_ITSELF`.")
    Answer<Team> changeTeam(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ChangeTeam body) {
        access.require(actor, USERS, Level.WRITE);
        return Answer.of(teams.change(
                actor,
                id,
                body.version(),
                team -> new Team(
                        team.id(),
                        Patch.orKeep(body.name(), team.name()),
                        Patch.apply(body.parentId(), team.parentId(), "parentId", UUID::fromString),
                        Patch.apply(body.leaderId(), team.leaderId(), "leaderId", UserId::of),
                        team.version())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a team",
            description = "409 `TEAM_IN_USE` with the numbers of `members` and sub-`teams` that must move first.")
    void deleteTeam(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        access.require(actor, USERS, Level.WRITE);
        teams.delete(actor, id, version);
    }
}
