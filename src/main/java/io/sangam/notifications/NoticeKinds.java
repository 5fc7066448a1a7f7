package io.sangam.notifications;

import static java.util.stream.Collectors.toMap;

import io.sangam.kernel.SangamException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// All kinds of notices there are.
@Component
class NoticeKinds {

    private final ObjectProvider<NoticeSource> sources;

    NoticeKinds(ObjectProvider<NoticeSource> sources) {
        this.sources = sources;
    }

    List<NoticeKind> all() {
        return sources.stream()
                .flatMap(source -> source.kinds().stream())
                .distinct()
                .sorted(Comparator.comparing(NoticeKind::group).thenComparing(NoticeKind::key))
                .toList();
    }

    /// Refuses choices for what does not exist, and those that keep work from whoever has to do it.
    void check(Map<String, Channels> choices) {
        var known = all().stream().collect(toMap(NoticeKind::key, Function.identity()));
        choices.forEach((key, channels) -> {
            var kind = known.get(key);
            if (kind == null) {
                throw SangamException.invalid("choices/" + key, "KIND_UNKNOWN", "There is no such kind of notice");
            }
            if (kind.staysInApp() && !channels.app()) {
                throw SangamException.invalid(
                        "choices/" + key + "/app", "ALWAYS_IN_APP", "This notice always appears in the app");
            }
        });
    }
}
