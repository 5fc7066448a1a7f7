@NullMarked
package io.sangam.webhooks;

import org.jspecify.annotations.NullMarked;
