// Fails when the committed API types are not what openapi.json says. With --write (`npm run api`) it brings them up to date.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const tools = join(root, 'tools', 'api')
const windows = process.platform === 'win32'
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: windows })

if (!existsSync(join(tools, 'node_modules', 'openapi-typescript'))) run('npm', 'ci', '--prefix', tools, '--no-audit', '--no-fund')

const dir = mkdtempSync(join(tmpdir(), 'sangam-api-'))
try {
  const fresh = join(dir, 'schema.ts')
  run(process.execPath, join(tools, 'node_modules', 'openapi-typescript', 'bin', 'cli.js'), 'openapi.json', '--empty-objects-unknown', '-o', fresh)
  const committed = join(root, 'src', 'api', '__generated__', 'schema.ts')
  if (process.argv.includes('--write')) copyFileSync(fresh, committed)
  else if (readFileSync(fresh, 'utf8') !== readFileSync(committed, 'utf8')) {
    console.error('src/api/__generated__/schema.ts is not what openapi.json says: npm run api')
    process.exitCode = 1
  }
} finally {
  rmSync(dir, { recursive: true, force: true })
}
