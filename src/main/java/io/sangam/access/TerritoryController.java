package io.sangam.access;

import io.sangam.identity.Territories;
import io.sangam.identity.Territory;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/territories")
@Tag(name = "Territories", description = "The sales areas the row scope `territory` reaches")
class TerritoryController {

    private static final String USERS = "users";

    private final Territories territories;
    private final Users users;
    private final Access access;

    TerritoryController(Territories territories, Users users, Access access) {
        this.territories = territories;
        this.users = users;
        this.access = access;
    }

    record NewTerritory(
            @NotBlank @Size(max = 100) @OneLine String name,
            @NotNull @Size(max = 1_000) List<@NotNull @Size(max = 100) String> cities) {}

    record TerritoryChange(
            @NotNull Integer version,
            @NotBlank @Size(max = 100) @OneLine String name,
            @NotNull @Size(max = 1_000) List<@NotNull @Size(max = 100) String> cities) {}

    @GetMapping
    @Operation(summary = "List territories", description = "All of them, by name; any signed-in user may ask.")
    Answer<List<Territory>> listTerritories(@Parameter(hidden = true) Actor actor) {
        return Answer.of(users.territories(actor.tenant()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a territory",
            description = "Needs write on users. A record belongs to the territory its city lies in; the records of"
                    + " these cities follow within seconds. 409 `TERRITORY_NAME_TAKEN`; 422 `CITY_TAKEN`: a city lies"
                    + " in one territory only.")
    Answer<Territory> createTerritory(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewTerritory body) {
        access.require(actor, USERS, Level.WRITE);
        return Answer.of(territories.create(actor, body.name(), body.cities()));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a territory",
            description = "Replaces its name and cities. 409 `VERSION_CONFLICT`, `TERRITORY_NAME_TAKEN`; 422"
                    + " `CITY_TAKEN`.")
    Answer<Territory> changeTerritory(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody TerritoryChange body) {
        access.require(actor, USERS, Level.WRITE);
        return Answer.of(territories.change(actor, id, body.version(), body.name(), body.cities()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a territory",
            description = "409 `TERRITORY_IN_USE` with the number of `members` that must leave it first.")
    void deleteTerritory(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        access.require(actor, USERS, Level.WRITE);
        territories.delete(actor, id, version);
    }
}
