package io.sangam.access;

/// Why a field may have to be kept from some roles.
public enum Sensitivity {
    NONE,
    PHONE,
    EMAIL,
    PERSONAL,
    FINANCIAL
}
