export { default as labels } from '../labels/ar.json'

const catalogs = import.meta.glob<Record<string, never>>('../ar/*.json', { eager: true, import: 'default' })

export const words = Object.assign({}, ...Object.values(catalogs)) as Record<string, never>
