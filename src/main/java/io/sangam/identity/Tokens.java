package io.sangam.identity;

import java.time.Duration;

/// What a successful sign-in hands out.
public record Tokens(String accessToken, String refreshToken, Duration expiresIn, boolean mustChangePassword)
        implements Entry {}
