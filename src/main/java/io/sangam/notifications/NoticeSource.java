package io.sangam.notifications;

import java.util.List;

/// A bean that raises notices, and says of which kinds.
public interface NoticeSource {

    List<NoticeKind> kinds();
}
