package io.sangam.records;

import java.util.UUID;

/// Points to a record of any object.
public record RecordRef(String object, UUID id) {}
