const queues = new Map<string, Promise<unknown>>()

/// Writes about one thing go one after the other: a fast typist never clashes with their own last cell, and what is
/// taken back at once does not overtake its being done.
export function inTurn<T>(about: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(about) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(work)
  queues.set(about, mine)
  void mine
    .catch(() => undefined)
    .finally(() => {
      if (queues.get(about) === mine) queues.delete(about)
    })
  return mine
}
