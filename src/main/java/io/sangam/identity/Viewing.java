package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;

/// An administrator looks at the product as one of his users sees it: he reads, and changes nothing.
///
/// @param viewer who really sits there
/// @param until then it ends by itself
public record Viewing(UserId viewer, Instant until) {}
