export { default as labels } from '../labels/de.json'

const catalogs = import.meta.glob<Record<string, never>>('../de/*.json', { eager: true, import: 'default' })

export const words = Object.assign({}, ...Object.values(catalogs)) as Record<string, never>
