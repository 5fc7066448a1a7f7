package io.sangam.notifications;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.PublicUrl;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Letter;
import io.sangam.mail.MailLanguage;
import io.sangam.tenancy.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes to somebody in his language of what he may see at the moment of sending.
@Component
class Addressee {

    private static final String UNREAD = "/notifications?show=unread";

    private final Users users;
    private final Tenants tenants;
    private final NoticeWords words;
    private final Subjects subjects;
    private final PublicUrl url;

    Addressee(Users users, Tenants tenants, NoticeWords words, Subjects subjects, PublicUrl url) {
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
            var labels = labels(new Actor(tenant, id), notices);
            var items = notices.stream()
                    .filter(notice -> labels.containsKey(notice.id()))
                    .map(notice -> new Letter.Item(
                            words.say(language, notice.kind(), labels.getOrDefault(notice.id(), "")), link(notice)))
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

    /// By notice, of those he may read of now: one look-up per object.
    private Map<UUID, String> labels(Actor reader, List<Notification> notices) {
        var labels = new HashMap<UUID, String>();
        notices.stream().collect(groupingBy(Notification::object)).forEach((object, about) -> {
            var ofRecords = subjects.of(
                    reader, object, about.stream().map(Notification::recordId).collect(toSet()));
            for (var notice : about) {
                var label = subjects.areRecords(object) ? ofRecords.get(notice.recordId()) : notice.title();
                if (label != null) {
                    labels.put(notice.id(), label);
                }
            }
        });
        return labels;
    }

    private String link(Notification notice) {
        return url.origin() + "/go/" + notice.object() + "/" + notice.recordId();
    }
}
