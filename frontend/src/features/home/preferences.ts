/// Whether somebody has put the first steps away; stored with his preferences.
export function areDismissed(preferences: unknown): boolean {
  return typeof preferences === 'object' && preferences !== null && 'firstSteps' in preferences && preferences.firstSteps === 'dismissed'
}
