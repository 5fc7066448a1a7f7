package io.sangam.notifications;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A kind of notice, declared once where it is raised: a [NoticeSource] names it to the settings. Its words lie in the
/// catalog of the web app and, for mails, in `words.txt`.
///
/// @param key stable: stored with every notice
/// @param usual by which ways it goes out when neither the company nor the reader says otherwise
/// @param staysInApp whoever gets it has something to do: it can't be taken out of the app
/// @param urgent it may break into quiet hours, if their owner lets it
/// @param silencedByMute it tells of changes, so whoever muted the record does not get it
public record NoticeKind(
        String key, Group group, Channels usual, boolean staysInApp, boolean urgent, boolean silencedByMute) {

    /// Under which heading the settings show it.
    public enum Group {
        /// What comes to somebody.
        WORK,
        /// What time has come for.
        TIME,
        /// What others say and do.
        CHANGES,
        /// What ran in the background.
        SYSTEM;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Raised for tasks and for records that have an owner.
    public static final NoticeKind ASSIGNMENT =
            NoticeKind.of("assignment", Group.WORK).digested().staying();

    /// Raised for tasks and deals.
    public static final NoticeKind REMINDER = NoticeKind.of("reminder", Group.TIME);

    /// In the app alone.
    public static NoticeKind of(String key, Group group) {
        return new NoticeKind(key, group, new Channels(true, false, false, true), false, false, false);
    }

    /// Usually mailed at once.
    public NoticeKind mailed() {
        return new NoticeKind(key, group, new Channels(true, true, false, true), staysInApp, urgent, silencedByMute);
    }

    /// Usually in the digest.
    public NoticeKind digested() {
        return new NoticeKind(key, group, new Channels(true, false, true, true), staysInApp, urgent, silencedByMute);
    }

    public NoticeKind staying() {
        return new NoticeKind(key, group, usual, true, urgent, silencedByMute);
    }

    public NoticeKind urging() {
        return new NoticeKind(key, group, usual, staysInApp, true, silencedByMute);
    }

    public NoticeKind mutable() {
        return new NoticeKind(key, group, usual, staysInApp, urgent, true);
    }
}
