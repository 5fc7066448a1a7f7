const AT_ONCE = 4

/// Runs a step for each item, a few at a time, and tells apart what worked and what did not.
export async function inBatches<T, R>(items: readonly T[], step: (item: T) => Promise<R>): Promise<{ done: [T, R][]; failed: unknown[] }> {
  const done: [T, R][] = []
  const failed: unknown[] = []
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        done.push([item, await step(item)])
      } catch (error) {
        failed.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { done, failed }
}
