package io.sangam.identity;

/// Decides which addresses a key opens. Implemented by `access`, which knows the modules.
public interface KeyGate {

    /// Refuses by an exception.
    void check(KeyInUse key, String method, String path);
}
