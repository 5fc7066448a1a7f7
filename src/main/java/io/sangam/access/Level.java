package io.sangam.access;

public enum Level {
    NONE,
    READ,
    WRITE
}
