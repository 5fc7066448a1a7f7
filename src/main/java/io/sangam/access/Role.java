package io.sangam.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A named set of rights that people hold.
///
/// @param key stable within the tenant; pipelines and rules name it
/// @param template the template it was made from
public record Role(
        UUID id, String key, String name, @Nullable String template, Definition definition, int version) {

    public static final String ADMIN = "ADMIN";
}
