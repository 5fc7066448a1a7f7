package io.sangam.notifications;

/// By which ways a notice reaches its reader.
///
/// @param app in the list and the bell
/// @param mail a mail of its own, at once
/// @param digest in the next digest, unless it was read or mailed by then
/// @param popUp on the screen while the app is open, where the browser may
public record Channels(Boolean app, Boolean mail, Boolean digest, Boolean popUp) {

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    public Channels {
        app = Boolean.TRUE.equals(app);
        mail = Boolean.TRUE.equals(mail);
        digest = Boolean.TRUE.equals(digest);
        popUp = Boolean.TRUE.equals(popUp);
    }

    boolean isSilent() {
        return !app && !mail && !digest;
    }

    Channels inApp() {
        return new Channels(true, mail, digest, popUp);
    }
}
