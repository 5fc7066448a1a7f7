package io.sangam.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// @param key the public part of its address
@Schema(name = "LeadSource")
record Source(UUID id, String name, String key, SourceDefinition definition, boolean active, int version) {}
