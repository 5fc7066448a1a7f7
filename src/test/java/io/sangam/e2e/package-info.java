/// Journeys in a real browser against the packaged application with its sample companies.
@NullMarked
package io.sangam.e2e;

import org.jspecify.annotations.NullMarked;
