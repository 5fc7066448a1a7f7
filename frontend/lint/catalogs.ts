import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

// Message catalogs are plain JSON ("id": "ICU message"). They are compiled when imported, so no message parser is
// shipped to the browser and a broken message fails the build instead of the page.
export function catalogs(): Plugin {
  return {
    name: 'sangam-catalogs',
    enforce: 'pre',
    transform(source, id) {
      if (!/[\\/]i18n[\\/](?!labels[\\/])[a-z-]+[\\/][\w-]+\.json$/i.test(id)) return null
      const compiled = Object.fromEntries(
        Object.entries(JSON.parse(source) as Record<string, string>).map(([key, text]) => [key, compileMessage(text)]),
      )
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: 'js' }
    },
  }
}
