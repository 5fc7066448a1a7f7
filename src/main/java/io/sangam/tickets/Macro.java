package io.sangam.tickets;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What is said and done again and again.
///
/// @param text a remark, with the variables of [MacroText]; null without one
/// @param status where the ticket goes; null when it stays
/// @param fields field key → value, as the API writes them
record Macro(
        UUID id,
        String name,
        @Nullable String text,
        @Nullable String status,
        ObjectNode fields,
        int version) {

    /// Words alone, put in where somebody writes.
    boolean isReply() {
        return status == null && fields.isEmpty();
    }
}
