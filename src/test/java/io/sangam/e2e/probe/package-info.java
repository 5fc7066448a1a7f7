/// What tests add to a packaged application, to see from outside what its machinery does.
@NullMarked
package io.sangam.e2e.probe;

import org.jspecify.annotations.NullMarked;
