package io.sangam.notifications;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Letter;
import io.sangam.mail.MailLanguage;
import io.sangam.tenancy.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Writes to somebody in his language of what he may see at the moment of sending.
@Component
class Addressee {

    private static final String UNREAD = "/notifications?show=unread";

    private final Users users;
    private final Tenants tenants;
    private final NoticeWords words;
    private final ObjectProvider<NoticeSubjects> subjects;
    private final PublicUrl url;

    Addressee(Users users, Tenants tenants, NoticeWords words, ObjectProvider<NoticeSubjects> subjects, PublicUrl url) {
        this.users = users;
        this.tenants = tenants;
        this.words = words;
        this.subjects = subjects;
        this.url = url;
    }

    /// Empty when he has left, or nothing of it is for his eyes any more.
    ///
    /// @param template beside this class; knows `name`, `company`, `count`, `first` and `link`
    Optional<Letter.Content> write(TenantId tenant, UserId id, String template, List<Notification> notices) {
        return users.find(tenant, id).filter(User::active).flatMap(user -> {
            var company = tenants.get(tenant);
            var language = MailLanguage.of(user.locale(), company.locale());
            var items = notices.stream()
                    .flatMap(notice -> label(new Actor(tenant, id), notice).stream()
                            .map(label -> new Letter.Item(words.say(language, notice.kind(), label), link(notice))))
                    .toList();
            return items.isEmpty()
                    ? Optional.<Letter.Content>empty()
                    : Optional.of(new Letter.Content(
                            user.email(),
                            user.name(),
                            "io/sangam/notifications/" + template,
                            language,
                            Map.of(
                                    "name",
                                    user.name(),
                                    "company",
                                    company.name(),
                                    "count",
                                    Integer.toString(items.size()),
                                    "first",
                                    items.getFirst().text(),
                                    "link",
                                    items.size() == 1 ? items.getFirst().link() : url.origin() + UNREAD),
                            items));
        });
    }

    private Optional<String> label(Actor reader, Notification notice) {
        return subjects.stream()
                .filter(each -> each.holds(notice.object()))
                .findFirst()
                .map(each -> each.label(reader, notice.object(), notice.recordId()))
                .orElseGet(() -> Optional.of(notice.title()));
    }

    private String link(Notification notice) {
        return url.origin() + "/go/" + notice.object() + "/" + notice.recordId();
    }
}
