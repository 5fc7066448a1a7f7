package io.sangam.access;

/// What a role sees of a field of some sensitivity class (core rule 9). A masked value keeps its last four characters
/// and
/// can't be searched, sorted or exported.
public enum Visibility {
    HIDDEN,
    MASKED,
    CLEAR
}
