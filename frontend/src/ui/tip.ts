import type { Side } from './place'

/// What an element gets to have a tooltip. One listens at the page for all of them: a list has hundreds of buttons, and
/// those nobody points at cost nothing.
export const tip = (text: string, { keys, side }: { /** Shown after the text, e.g. "G L". */ keys?: string | undefined; side?: Side | undefined } = {}) => ({
  'data-tip': text,
  'data-tip-keys': keys,
  'data-tip-side': side,
})
