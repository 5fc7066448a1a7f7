/// Which forecast is looked at.
export type ForecastSearch = { months?: number; pipeline?: string; currency?: string }

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

export function parseForecastSearch({ months, pipeline, currency }: Record<string, unknown>): ForecastSearch {
  const named = { pipeline: text(pipeline), currency: text(currency) }
  return { ...(months === 6 || months === 12 ? { months } : {}), ...(named.pipeline ? { pipeline: named.pipeline } : {}), ...(named.currency ? { currency: named.currency } : {}) }
}
