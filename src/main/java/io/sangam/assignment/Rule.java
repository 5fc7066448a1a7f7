package io.sangam.assignment;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// @param position rules are tried in this order, smallest first
/// @param filter as the API writes it
public record Rule(
        UUID id,
        String object,
        String name,
        int position,
        JsonNode filter,
        Target target,
        boolean active,
        int version) {}
