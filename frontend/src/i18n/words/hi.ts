export { default as labels } from '../labels/hi.json'

const catalogs = import.meta.glob<Record<string, never>>('../hi/*.json', { eager: true, import: 'default' })

export const words = Object.assign({}, ...Object.values(catalogs)) as Record<string, never>
