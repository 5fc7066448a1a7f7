package io.sangam.identity;

import java.util.List;
import java.util.UUID;

/// A sales area.
///
/// @param cities in small letters; each lies in one territory only
public record Territory(UUID id, String name, List<String> cities, int version) {}
