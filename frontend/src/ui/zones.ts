import type { Option } from './options'

let made: readonly Option[] | undefined

/// Every time zone the browser knows; made when first asked for.
export function zoneOptions(): readonly Option[] {
  made ??= Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return made
}
