package io.sangam.mail;

import java.util.List;
import java.util.UUID;

/// A finished mail. What goes into headers holds no control characters.
///
/// @param id the same at each attempt
record Mail(
        UUID id,
        String address,
        String name,
        String subject,
        String text,
        String html,
        List<Letter.Attachment> attachments) {}
