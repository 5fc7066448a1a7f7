/// As a ref: what has just appeared out of sight is brought into it, the least way.
export const intoView = (element: Element | null): void => element?.scrollIntoView?.({ block: 'nearest' })
