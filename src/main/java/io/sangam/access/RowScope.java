package io.sangam.access;

/// Which rows of a module a role reaches, narrowest first (spec, section 7).
public enum RowScope {
    OWN,
    TEAM,
    PARTNER,
    TERRITORY,
    ALL
}
