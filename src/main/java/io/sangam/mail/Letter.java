package io.sangam.mail;

import io.sangam.kernel.TenantId;
import java.util.List;
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
    /// @param items what stands where the file says `{items}`, in a paragraph of its own
    /// @param paragraphs what somebody wrote himself, where the file says `{paragraphs}`
    record Content(
            String address,
            String name,
            String template,
            MailLanguage language,
            Map<String, String> values,
            List<Item> items,
            List<String> paragraphs,
            List<Attachment> attachments) {

        public Content(
                String address, String name, String template, MailLanguage language, Map<String, String> values) {
            this(address, name, template, language, values, List.of());
        }

        public Content(
                String address,
                String name,
                String template,
                MailLanguage language,
                Map<String, String> values,
                List<Item> items) {
            this(address, name, template, language, values, items, List.of(), List.of());
        }
    }

    /// One line of a list, and where it leads.
    record Item(String text, String link) {}

    /// A file that goes along.
    ///
    /// @param name of letters, digits, dots and dashes
    /// @param type such as `application/pdf`
    record Attachment(String name, String type, byte[] content) {}
}
