package io.sangam.mail;

import io.sangam.kernel.TenantId;
import java.util.Map;
import java.util.Optional;

/// A bean that writes the mails of one kind, at the moment they are sent. So the queue keeps ids instead of copies, and
/// what has lost its reason meanwhile is not sent at all.
///
/// @param <T> what a mail has to know, stored as JSON; ids, no personal data, no secrets
public interface Letter<T> {

    /// Stable: stored with every mail.
    String kind();

    Class<T> data();

    /// Runs in the tenant's scope, without a transaction. Empty: nothing is to be sent any more.
    Optional<Content> write(TenantId tenant, T data);

    /// @param template a file beside the module, in English; those in other languages lie beside it, see [Templates]
    /// @param values what stands between braces in it
    record Content(String address, String name, String template, MailLanguage language, Map<String, String> values) {}
}
